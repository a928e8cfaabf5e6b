package io.beckon.streams;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The running tasks of this process, each with its latest {@link Pulse}. Tasks write, anybody
 * reads; a task that was closed is not there.
 */
public final class TaskBoard {

  private final Map<Integer, Entry> tasks = new ConcurrentHashMap<>();

  private record Entry(Object owner, Pulse pulse) {}

  /** The pulses by partition, in its order. */
  public Map<Integer, Pulse> pulses() {
    Map<Integer, Pulse> found = new TreeMap<>();
    tasks.forEach((partition, entry) -> found.put(partition, entry.pulse()));
    return found;
  }

  void put(int partition, Object owner, Pulse pulse) {
    tasks.put(partition, new Entry(owner, pulse));
  }

  /** A task has ended; what a later one of the partition said stays. */
  void remove(int partition, Object owner) {
    tasks.computeIfPresent(partition, (p, entry) -> entry.owner() == owner ? null : entry);
  }
}

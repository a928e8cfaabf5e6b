package io.beckon.bench.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.LagInfo;

/**
 * What an application went through, and when: {@code REBALANCING}, {@code ASSIGNED} (a thread has
 * its partitions, and begins to restore), {@code RUNNING}, and {@code PROCESSING}, the first event
 * after that. States are told by Kafka Streams; the rest is looked at every two milliseconds.
 */
final class Timeline {

  private static final long LOOK_MILLIS = 2;
  private static final String HAS_PARTITIONS = "PARTITIONS_ASSIGNED";

  /**
   * Something that happened.
   *
   * @param at epoch milliseconds
   */
  record Mark(String what, long at) {}

  private final KafkaStreams streams;
  private final LongSupplier events;
  private final List<Mark> marks = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::look, "bench-timeline");
  private List<Metric> threads = List.of();
  private volatile boolean stopped;
  private volatile boolean awaitsEvent;
  private volatile long eventsBefore;
  private volatile long watchFrom = Long.MAX_VALUE;
  private volatile long watchTo = Long.MAX_VALUE;
  private volatile long fromNanos;
  private volatile long fromCpu;
  private volatile long watchedNanos = -1;
  private volatile long watchedCpu = -1;

  Timeline(KafkaStreams streams, LongSupplier events) {
    this.streams = streams;
    this.events = events;
    thread.setDaemon(true);
  }

  void start() {
    streams.setStateListener(
        (now, before) -> {
          mark(now.name());
          if (now == KafkaStreams.State.RUNNING) {
            eventsBefore = events.getAsLong();
            awaitsEvent = true;
          }
        });
    thread.start();
  }

  void stop() {
    stopped = true;
  }

  void watch(long from, long to) {
    watchTo = to;
    watchFrom = from;
  }

  List<Mark> marks() {
    return List.copyOf(marks);
  }

  String state() {
    return streams.state().name();
  }

  long watchedNanos() {
    return watchedNanos;
  }

  long watchedCpuNanos() {
    return watchedCpu;
  }

  /** Copies of stores that this instance holds for another one; each partition counts. */
  int standbyStores() {
    return running()
        ? streams.metadataForLocalThreads().stream()
            .mapToInt(one -> one.standbyTasks().size())
            .sum()
        : 0;
  }

  /** Records that the stores held here are behind their changelogs. */
  long standbyLag() {
    return running()
        ? streams.allLocalStorePartitionLags().values().stream()
            .map(Map::values)
            .flatMap(Collection::stream)
            .mapToLong(LagInfo::offsetLag)
            .sum()
        : -1;
  }

  private boolean running() {
    return streams.state().isRunningOrRebalancing();
  }

  private void mark(String what) {
    marks.add(new Mark(what, System.currentTimeMillis()));
  }

  private void look() {
    boolean assigned = false;
    while (!stopped) {
      if (running()) {
        if (threads.isEmpty()) {
          threads = threadStates();
        }
        boolean now =
            threads.stream().anyMatch(one -> one.metricValue().toString().equals(HAS_PARTITIONS));
        if (now && !assigned) {
          mark("ASSIGNED");
        }
        assigned = now;
      }
      count(events.getAsLong());
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Metadata of threads are renewed only when they run; their metrics tell each state. */
  private List<Metric> threadStates() {
    List<Metric> states = new ArrayList<>();
    streams
        .metrics()
        .forEach(
            (name, metric) -> {
              if (name.group().equals("stream-thread-metrics") && name.name().equals("state")) {
                states.add(metric);
              }
            });
    return states;
  }

  private void count(long now) {
    if (awaitsEvent && now > eventsBefore) {
      awaitsEvent = false;
      mark("PROCESSING");
    }
    if (now >= watchFrom) {
      fromNanos = System.nanoTime();
      fromCpu = Probe.cpuNanos();
      watchFrom = Long.MAX_VALUE;
    }
    if (fromNanos != 0 && now >= watchTo) {
      watchedNanos = System.nanoTime() - fromNanos;
      watchedCpu = Probe.cpuNanos() - fromCpu;
      watchTo = Long.MAX_VALUE;
    }
  }
}

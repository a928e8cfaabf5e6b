package io.beckon.app.health;

import io.beckon.engine.flow.Flow;
import io.beckon.streams.Pulse;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The flows that new shoppers may enter, by how many of the running partitions they are in. */
public final class FlowsInForce {

  private FlowsInForce() {}

  /** A version of a flow. */
  public record Version(String id, int version) {}

  /** The versions in force, by id and version, each with the number of its partitions. */
  public static Map<Version, Integer> of(Map<Integer, Pulse> pulses) {
    Map<Version, Integer> found =
        new TreeMap<>(Comparator.comparing(Version::id).thenComparing(Version::version));
    for (Pulse pulse : pulses.values()) {
      pulse
          .rules()
          .flowsAt(Long.MAX_VALUE)
          .forEach(
              program -> {
                Flow flow = program.flow();
                found.merge(new Version(flow.id(), flow.version()), 1, Integer::sum);
              });
    }
    return found;
  }
}

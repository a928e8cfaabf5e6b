package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** Holds the shape of the topology: names and connections are what state is found by. */
class TopologyShapeTest {

  private static final String ADVICE =
      """

      The topology has changed. Before you accept it, know what an operator would have to do:
       - a store was added: nothing, it begins empty;
       - a store was renamed or removed: its state is lost. Don't, or migrate it;
       - a source, a sink or a node was renamed: task ids and metrics names may shift;
       - a second sub-topology appeared: task ids shift, and every running application would strand
         its state. It needs a new application id, started in the shadow (`shadow`), and a cut-over.
      If it is meant, write the text below to topology/src/test/resources/topology.txt and say in the
      release notes what an operator has to do.
      """;

  @Test
  void shouldKeepItsShape() {
    String now = describe();
    assertThat(now).as(ADVICE + "\n" + now).isEqualTo(resource("/topology.txt"));
  }

  @Test
  void shouldNameEveryNodeAndStore() {
    Matcher generated = Pattern.compile("KSTREAM|KTABLE|\\d{10}").matcher(describe());
    assertThat(generated.find()).as("a generated name in the topology").isFalse();
  }

  @Test
  void shouldBeOneSubTopologyBesideTheGlobalTables() {
    assertThat(describe().lines().filter(line -> line.contains("Sub-topology: "))).hasSize(4);
  }

  private static String describe() {
    Topology topology =
        Partition.topology(Partition.settings(() -> 0L, 8, false), new SimpleMeterRegistry());
    return topology.describe().toString();
  }

  private static String resource(String name) {
    try (InputStream in = TopologyShapeTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.beckon.bench.run;

import io.beckon.broker.EmbeddedBroker;
import java.nio.file.Path;

/**
 * A broker as a process: says {@code BROKER} and its address on standard output, and ends when its
 * standard input does, so that it never outlives who started it.
 */
final class BrokerMain {

  private BrokerMain() {}

  /** Starts a broker that keeps its logs in the directory that is given. */
  public static void main(String[] args) throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.builder()
            .directory(Path.of(args[0]))
            // Compaction while measuring would be noise, and would hide what was written.
            .property("log.cleaner.backoff.ms", "86400000")
            .property("log.segment.delete.delay.ms", "1000")
            .start()) {
      System.out.println("BROKER " + broker.bootstrapServers());
      System.out.flush();
      while (System.in.read() >= 0) {
        // Nobody says anything.
      }
    }
    System.exit(0);
  }
}

package io.beckon.bench.scenario;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The conversation of a scenario's process with the runner: it warms up and says {@code READY},
 * reads {@code GO}, says {@code START} and {@code END} around the measured pass, and at last {@code
 * RESULT} and what was found, as JSON. Nothing else goes to standard output.
 */
public final class Child {

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** A scenario that can run a pass. */
  @FunctionalInterface
  public interface Scenario {

    /** Runs a pass to its end; says on the probe when it began, when it ended, what was found. */
    void run(Arguments arguments, Pass pass, Probe probe) throws Exception;
  }

  private Child() {}

  /** Holds the conversation and ends the process. */
  public static void converse(String[] args, Scenario scenario) {
    try {
      Arguments arguments = Arguments.parse(args);
      scenario.run(arguments, Pass.warmUp(arguments), new Probe(false));
      System.gc();
      say("READY");
      if (!"GO".equals(heard())) {
        throw new IllegalStateException("The runner has gone");
      }
      Probe probe = new Probe(true);
      Pass pass = Pass.measured(arguments);
      probe.found("records", pass.events());
      probe.found("outputs", 0L);
      probe.found("triggers", -1L);
      probe.found("longestPunctuationNanos", -1L);
      scenario.run(arguments, pass, probe);
      say("RESULT " + new ObjectMapper().writeValueAsString(probe.result()));
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  static void say(String line) {
    OUT.println(line);
  }

  private static String heard() throws java.io.IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    return String.valueOf(in.readLine());
  }
}

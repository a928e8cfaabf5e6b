package io.beckon.bench.scenario;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Something to be measured.
 *
 * @param name as it is named on the command line
 * @param summary what it is, in half a line
 * @param mainClass holds a {@link Child} conversation
 * @param classPath of its process
 * @param jvmOptions of its process
 * @param arguments that it gets beside the usual ones
 * @param input where its events come from
 * @param output does it write to one topic, which the runner makes?
 * @param triggers what its count of triggers is worth
 * @param share of the events that it gets: small for the slow
 * @param prelude what is to be done before its own input is written
 */
public record Scenario(
    String name,
    String summary,
    String mainClass,
    Supplier<String> classPath,
    List<String> jvmOptions,
    Map<String, String> arguments,
    Input input,
    boolean output,
    Triggers triggers,
    double share,
    Prelude prelude) {

  /** Where the events of a scenario come from. */
  public enum Input {
    /** A topic that all read. */
    SHARED,
    /** A topic written anew for each run: the scenario writes to it, too. */
    OWN,
    /** None: the scenario makes the events itself. */
    NONE
  }

  /** What a count of triggers is worth. */
  public enum Triggers {
    /** It finds none. */
    NONE,
    /** Its rules differ; the count is reported. */
    OTHER_RULES,
    /** It must find exactly what the model finds, of each kind. */
    EXACT
  }

  /** What is done before a history is written into a scenario's own input. */
  @FunctionalInterface
  public interface Prelude {

    /** Nothing. */
    Prelude NONE = (arguments, pass, startsAt) -> {};

    /**
     * Does it.
     *
     * @param startsAt append time of the first event, epoch milliseconds
     */
    void before(Arguments arguments, Pass pass, long startsAt);
  }

  /** The heap of a measured process. */
  public static final List<String> USUAL_JVM =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "-XX:+UseParallelGC",
          "-XX:NewRatio=1",
          "-XX:+UseTransparentHugePages");

  /** The class path of this process. */
  public static String ownClassPath() {
    return System.getProperty("java.class.path", "");
  }

  /** A scenario of this module that reads the shared input and finds no triggers. */
  static Scenario reading(
      String name, String summary, Class<?> main, boolean output, Map<String, String> arguments) {
    return new Scenario(
        name,
        summary,
        main.getName(),
        Scenario::ownClassPath,
        USUAL_JVM,
        arguments,
        Input.SHARED,
        output,
        Triggers.NONE,
        1,
        Prelude.NONE);
  }

  /** A scenario of this module that must find exactly the triggers of the model. */
  static Scenario exact(
      String name,
      String summary,
      Class<?> main,
      Map<String, String> arguments,
      Input input,
      Prelude prelude) {
    return new Scenario(
        name,
        summary,
        main.getName(),
        Scenario::ownClassPath,
        USUAL_JVM,
        arguments,
        input,
        false,
        Triggers.EXACT,
        1,
        prelude);
  }
}

package io.beckon.bench.scenario;

import java.nio.file.Path;

/**
 * One pass over an input: the warm-up, or the one that is measured.
 *
 * @param input topic
 * @param id application id and consumer group
 * @param output topic, or what the names of several begin with
 * @param events records in the input
 * @param state directory for state
 */
public record Pass(
    boolean measured, String input, String id, String output, long events, Path state) {

  /** The warm-up that the arguments describe. */
  public static Pass warmUp(Arguments arguments) {
    return of(arguments, false, "warmup", "warmupEvents", "-warm");
  }

  /** The measured pass that the arguments describe. */
  public static Pass measured(Arguments arguments) {
    return of(arguments, true, "input", "events", "-run");
  }

  private static Pass of(
      Arguments arguments, boolean measured, String input, String events, String ending) {
    return new Pass(
        measured,
        arguments.text(input),
        arguments.text("id") + ending,
        arguments.text("output") + ending,
        arguments.number(events),
        arguments.directory().resolve("state" + ending));
  }
}

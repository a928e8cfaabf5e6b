package io.beckon.bench.scenario;

import io.beckon.bench.workload.Shape;
import io.beckon.bench.workload.Workload;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the runner tells a scenario: {@code key=value}, in any order. */
public final class Arguments {

  /** Before the name of a setting of the application. */
  public static final String SETTING = "set.";

  private final Map<String, String> values;

  private Arguments(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if an argument has no {@code =}
   */
  public static Arguments parse(String[] args) {
    Map<String, String> values = new HashMap<>();
    for (String arg : args) {
      int at = arg.indexOf('=');
      if (at < 1) {
        throw new IllegalArgumentException("'" + arg + "' is not key=value");
      }
      values.put(arg.substring(0, at), arg.substring(at + 1));
    }
    return new Arguments(values);
  }

  /** Arguments with these values. */
  public static Arguments of(Map<String, String> values) {
    return new Arguments(new HashMap<>(values));
  }

  /** A value that must be there. */
  public String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("the argument " + key + "= is missing");
    }
    return value;
  }

  /** A value, or another one if it is not there. */
  public String text(String key, String otherwise) {
    return values.getOrDefault(key, otherwise);
  }

  /** A number that must be there. */
  public long number(String key) {
    return Long.parseLong(text(key));
  }

  /** A number, or another one if it is not there. */
  public long number(String key, long otherwise) {
    return values.containsKey(key) ? number(key) : otherwise;
  }

  /** Where the broker is. */
  public String bootstrap() {
    return text("bootstrap");
  }

  /** Partitions of the input. */
  public int partitions() {
    return (int) number("partitions");
  }

  /** Threads that work. */
  public int threads() {
    return (int) number("threads");
  }

  /** A directory of its own. */
  public Path directory() {
    return Path.of(text("dir"));
  }

  /** Settings that were given for the application, by key. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    values.forEach(
        (key, value) -> {
          if (key.startsWith(SETTING)) {
            settings.put(key.substring(SETTING.length()), value);
          }
        });
    return settings;
  }

  /** The history of a pass, to be made again. */
  public Workload workload(Pass pass) {
    return new Workload(
        Shape.valueOf(text("shape").toUpperCase(Locale.ROOT)),
        number(pass.measured() ? "events" : "warmupEvents"),
        partitions(),
        number("seed"),
        number("endsAt"));
  }

  /** These arguments as they are passed on. */
  public Map<String, String> values() {
    return new TreeMap<>(values);
  }
}

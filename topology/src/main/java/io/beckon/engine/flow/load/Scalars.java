package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Nearest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads single values, with the types of YAML 1.2: {@code true} and {@code 12} are no text unless
 * they stand in quotes, {@code yes} and {@code 21:00} are. Reports what does not fit and returns a
 * fallback then.
 */
final class Scalars {

  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d+)?");
  private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NOTHING = Pattern.compile("null|Null|NULL|~|");

  private final Reading reading;

  Scalars(Reading reading) {
    this.reading = reading;
  }

  /** A Boolean, Long, Double or String; null for nothing, a list or a map. */
  static @Nullable Object value(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return null;
    }
    String text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return text;
    }
    if (NOTHING.matcher(text).matches()) {
      return null;
    }
    if (BOOLEAN.matcher(text).matches()) {
      return text.equalsIgnoreCase("true");
    }
    if (WHOLE.matcher(text).matches() && text.length() <= 18) {
      return Long.parseLong(text);
    }
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    return text;
  }

  /** Does a key have no value? */
  static boolean nothing(Node node) {
    return node instanceof ScalarNode && value(node) == null;
  }

  /** Text that is not empty. */
  String text(Node node) {
    Object value = value(node);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      reading.wrong(node, "YAML takes '" + tag + "' for a tag", "it in quotes: \"" + tag + "\"");
      return "";
    }
    if (value instanceof Number || value instanceof Boolean) {
      String raw = ((ScalarNode) node).getValue();
      reading.wrong(node, describe(node) + " is not text", "it in quotes: \"" + raw + "\"");
    } else {
      reading.wrong(node, describe(node) + " is not text", "text");
    }
    return "";
  }

  /** Text of a form. */
  String text(Node node, Pattern form, String expected) {
    Object value = value(node);
    if (value instanceof String text && form.matcher(text).matches()) {
      return text;
    }
    reading.wrong(node, describe(node) + " is not allowed here", expected);
    return "";
  }

  /** One of some words. */
  <T> @Nullable T word(Node node, Map<String, T> words) {
    Object value = value(node);
    T found = value instanceof String text ? words.get(text) : null;
    if (found == null) {
      String hint = value instanceof String text ? Nearest.hint(text, words.keySet()) : "";
      reading.wrong(
          node,
          describe(node) + " is not allowed here" + hint,
          "one of " + String.join(", ", words.keySet()));
    }
    return found;
  }

  /** A whole number within bounds, both included. */
  long whole(Node node, long least, long most) {
    if (value(node) instanceof Long number && number >= least && number <= most) {
      return number;
    }
    reading.wrong(
        node,
        describe(node) + " is not allowed here",
        "a whole number from " + least + (most == Long.MAX_VALUE ? "" : " to " + most));
    return least;
  }

  /** True or false. */
  boolean truth(Node node) {
    if (value(node) instanceof Boolean truth) {
      return truth;
    }
    reading.wrong(node, describe(node) + " is not allowed here", "true or false");
    return false;
  }

  /** A number that is more than a bound and at most another. */
  double number(Node node, double above, double most) {
    Object value = value(node);
    double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
    if (number > above && number <= most) {
      return number;
    }
    reading.wrong(
        node,
        describe(node) + " is not allowed here",
        "a number above "
            + (long) above
            + (most == Double.MAX_VALUE ? "" : " and up to " + (long) most));
    return most;
  }

  /** True or false. */
  boolean yesNo(Node node) {
    if (value(node) instanceof Boolean value) {
      return value;
    }
    reading.wrong(node, describe(node) + " is not allowed here", "true or false");
    return false;
  }

  /** A length of time, more than zero. */
  Duration duration(Node node) {
    Object value = value(node);
    Optional<Duration> duration =
        value instanceof String text ? Durations.parse(text) : Optional.empty();
    if (duration.isEmpty()) {
      reading.wrong(node, describe(node) + " is no length of time", Durations.EXPECTED);
    }
    return duration.orElse(Duration.ofSeconds(1));
  }

  /** The value as a message shows it. */
  static String describe(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      return node.getNodeId().name().equals("mapping") ? "a map" : "a list";
    }
    if (nothing(node)) {
      return "nothing";
    }
    String text = scalar.getValue().replaceAll("\\s+", " ");
    return "'" + (text.length() > 40 ? text.substring(0, 37) + "..." : text) + "'";
  }
}

package io.beckon.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The types of configuration values. */
final class Types {

  private static final Pattern SERVER =
      Pattern.compile("([A-Z_0-9]+://)?([^\\s:,/\\[\\]]+|\\[[0-9a-fA-F:.%]+]):(\\d{1,5})");
  private static final Pattern CLASS_NAME =
      Pattern.compile("\\p{javaJavaIdentifierStart}[\\p{javaJavaIdentifierPart}.]*");
  private static final Pattern URL = Pattern.compile("https?://[^\\s/]+.*");

  private Types() {}

  static Type<String> text(String allowed, String regex) {
    Pattern pattern = Pattern.compile(regex);
    return type(
        allowed,
        text -> {
          require(pattern.matcher(text).matches());
          return text;
        });
  }

  static Type<Integer> integer(int min, int max, String unit) {
    return type(
        "a whole number"
            + (unit.isEmpty() ? "" : " of " + unit)
            + (max == Integer.MAX_VALUE ? " from " + min + " up" : " from " + min + " to " + max),
        text -> {
          int value = Integer.parseInt(text);
          require(value >= min && value <= max);
          return value;
        });
  }

  static Type<Boolean> yesOrNo() {
    return type(
        "true or false",
        text -> {
          require(text.equals("true") || text.equals("false"));
          return Boolean.valueOf(text);
        });
  }

  static Type<Double> share(double min, double max) {
    return type(
        "a share from " + min + " to " + max,
        text -> {
          double value = Double.parseDouble(text);
          require(value >= min && value <= max);
          return value;
        });
  }

  /** A length of time within bounds, both in the form that {@link Durations} reads. */
  static Type<Duration> duration(String min, String max) {
    Duration least = Durations.parse(min);
    Duration most = Durations.parse(max);
    return type(
        "a time from " + min + " to " + max + ", such as 500ms, 30s, 5m, 1h, 2d or PT1H30M",
        text -> {
          Duration value = Durations.parse(text);
          require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
          return value;
        });
  }

  /** Bytes within bounds, both in the form that {@link Sizes} reads. */
  static Type<Long> size(String min, String max) {
    long least = Sizes.parse(min);
    long most = Sizes.parse(max);
    return type(
        "a size from " + min + " to " + max + ", such as 65536, 64KiB, 256MiB or 2GiB",
        text -> {
          long value = Sizes.parse(text);
          require(value >= least && value <= most);
          return value;
        });
  }

  /** One of an enum's names, in lower case. */
  static <E extends Enum<E>> Type<E> choice(Class<E> options) {
    List<E> all = Arrays.asList(options.getEnumConstants());
    return type(
        "one of " + String.join(", ", all.stream().map(Types::written).toList()),
        text -> {
          for (E option : all) {
            if (written(option).equals(text.toLowerCase(Locale.ROOT))) {
              return option;
            }
          }
          throw new IllegalArgumentException();
        });
  }

  private static String written(Enum<?> option) {
    return option.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Type<String> servers() {
    return type(
        "host:port, several separated by commas",
        text -> {
          List<String> servers = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
          for (String server : servers) {
            var match = SERVER.matcher(server);
            require(match.matches() && Integer.parseInt(match.group(3)) <= 65_535);
          }
          return String.join(",", servers);
        });
  }

  /** A port, 0 for any free one, or off: {@link HttpConfig#OFF}. */
  static Type<Integer> port() {
    return type(
        "off, or a port from 0 to 65535 (0: any free one)",
        text -> {
          if (text.equals("off")) {
            return HttpConfig.OFF;
          }
          int port = Integer.parseInt(text);
          require(port >= 0 && port <= 65_535);
          return port;
        });
  }

  /** Another type's value, or a word for none. */
  static <T> Type<Optional<T>> optional(String none, Type<T> type) {
    return type(
        none + ", or " + type.allowed(),
        text -> text.equals(none) ? Optional.empty() : Optional.of(type.parse(text)));
  }

  static Type<String> topicName() {
    return text(
        "a topic name: letters, digits, '.', '_' and '-', at most 200 of them",
        "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,200}");
  }

  static Type<String> className() {
    return type(
        "the full name of a class",
        text -> {
          require(CLASS_NAME.matcher(text).matches());
          return text;
        });
  }

  /** An http(s) address, or nothing. */
  static Type<String> url() {
    return type(
        "an address that begins with http:// or https://, or nothing",
        text -> {
          require(text.isEmpty() || URL.matcher(text).matches());
          return text;
        });
  }

  static Type<Path> path() {
    return type(
        "a folder; relative ones count from the working directory",
        text -> {
          require(!text.isBlank());
          return Path.of(text);
        });
  }

  private static <T> Type<T> type(String allowed, Function<String, T> parser) {
    return new Type<>() {
      @Override
      public T parse(String text) {
        return parser.apply(text.strip());
      }

      @Override
      public String allowed() {
        return allowed;
      }
    };
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw new IllegalArgumentException();
    }
  }
}

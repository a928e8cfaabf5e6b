package io.beckon.engine.flow;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operators of {@link CelDirect} on values. Each gives what CEL gives; of all else, values of
 * different types, errors, times that CEL may not know, it declines.
 */
final class CelOperators {

  /** CEL's times lie in the years 1 to 9999. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;

  /** Lengths of time that fit: CEL counts some in nanoseconds, of which 292 years overflow. */
  private static final long MOST_SECONDS = 9_000_000_000L;

  private CelOperators() {}

  /** A value that a fact may be. */
  static Object known(@Nullable Object value) {
    if (value instanceof String
        || value instanceof Long
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Instant
        || value instanceof Duration
        || value instanceof List
        || value instanceof Map) {
      return value;
    }
    throw CelDirect.declined();
  }

  /** A value that the interpreter hands out as it is. */
  static Object plain(Object value) {
    if (value instanceof List || value instanceof Map) {
      throw CelDirect.declined();
    }
    return value;
  }

  static boolean truth(Object value) {
    if (value instanceof Boolean holds) {
      return holds;
    }
    throw CelDirect.declined();
  }

  static boolean equal(Object one, Object other) {
    if (one instanceof Double first && other instanceof Double second) {
      double a = first;
      double b = second;
      if (Double.isNaN(a) || Double.isNaN(b)) {
        throw CelDirect.declined(); // the interpreter asks first whether it is the same object
      }
      return a == b;
    }
    if (one.getClass() != other.getClass() || one instanceof List || one instanceof Map) {
      throw CelDirect.declined();
    }
    return one.equals(other);
  }

  static int compare(Object one, Object other) {
    if (one instanceof Long first && other instanceof Long second) {
      return first.compareTo(second);
    }
    if (one instanceof Duration first && other instanceof Duration second) {
      return first.compareTo(second);
    }
    if (one instanceof Instant first && other instanceof Instant second) {
      return first.compareTo(second);
    }
    if (one instanceof Double first && other instanceof Double second) {
      double a = first;
      double b = second;
      if (!Double.isNaN(a) && !Double.isNaN(b)) {
        return a < b ? -1 : a > b ? 1 : 0;
      }
    }
    throw CelDirect.declined();
  }

  static Object negated(Object value) {
    if (value instanceof Long number && number != Long.MIN_VALUE) {
      return -number;
    }
    if (value instanceof Double number) {
      return -number;
    }
    throw CelDirect.declined();
  }

  static Object reckoned(char operator, Object one, Object other) {
    try {
      if (one instanceof Long first && other instanceof Long second) {
        return ofWholes(operator, first, second);
      }
      if (one instanceof Double first && other instanceof Double second) {
        return ofNumbers(operator, first, second);
      }
      if (operator == '-') {
        return without(one, other);
      }
      if (operator == '+') {
        return together(one, other);
      }
    } catch (ArithmeticException | DateTimeException e) {
      throw CelDirect.declined();
    }
    throw CelDirect.declined();
  }

  private static long ofWholes(char operator, long one, long other) {
    return switch (operator) {
      case '+' -> Math.addExact(one, other);
      case '-' -> Math.subtractExact(one, other);
      case '*' -> Math.multiplyExact(one, other);
      default -> {
        if (other == 0 || other == -1) {
          throw CelDirect.declined();
        }
        yield operator == '/' ? one / other : one % other;
      }
    };
  }

  private static double ofNumbers(char operator, double one, double other) {
    return switch (operator) {
      case '+' -> one + other;
      case '-' -> one - other;
      case '*' -> one * other;
      case '/' -> one / other;
      default -> throw CelDirect.declined();
    };
  }

  private static Object without(Object one, Object other) {
    if (one instanceof Instant first && other instanceof Instant second) {
      return within(Duration.between(second, first));
    }
    if (one instanceof Instant first && other instanceof Duration second) {
      return within(first.minus(second));
    }
    throw CelDirect.declined();
  }

  private static Object together(Object one, Object other) {
    if (one instanceof Instant first && other instanceof Duration second) {
      return within(first.plus(second));
    }
    if (one instanceof Duration first && other instanceof Instant second) {
      return within(second.plus(first));
    }
    throw CelDirect.declined();
  }

  static Object days(Object value) {
    if (value instanceof Long days && Math.abs(days) < MOST_SECONDS / 86_400) {
      return Duration.ofDays(days);
    }
    throw CelDirect.declined();
  }

  private static Duration within(Duration length) {
    if (Math.abs(length.toSeconds()) >= MOST_SECONDS) {
      throw CelDirect.declined();
    }
    return length;
  }

  private static Instant within(Instant time) {
    if (time.getEpochSecond() < FIRST_SECOND || time.getEpochSecond() > LAST_SECOND) {
      throw CelDirect.declined();
    }
    return time;
  }

  /** Milliseconds that are a time, or a length of time, that CEL may know. */
  static long within(long millis, boolean time) {
    boolean known =
        time
            ? millis >= FIRST_SECOND * 1000 && millis < (LAST_SECOND + 1) * 1000
            : Math.abs(millis) < MOST_SECONDS * 1000;
    if (!known) {
      throw CelDirect.declined();
    }
    return millis;
  }

  static long size(Object value) {
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    throw CelDirect.declined();
  }

  static boolean found(String function, Object text, Object piece) {
    if (text instanceof String whole && piece instanceof String part) {
      return switch (function) {
        case "startsWith" -> whole.startsWith(part);
        case "endsWith" -> whole.endsWith(part);
        default -> whole.contains(part);
      };
    }
    throw CelDirect.declined();
  }

  static boolean isIn(Object element, Object container) {
    if (element instanceof String key) {
      if (container instanceof List<?> list) {
        return list.contains(key);
      }
      if (container instanceof Map<?, ?> map) {
        return map.containsKey(key);
      }
    }
    throw CelDirect.declined();
  }

  static boolean holds(Object map, String key) {
    if (map instanceof Map<?, ?> known) {
      return known.containsKey(key);
    }
    throw CelDirect.declined();
  }

  /** An element of a list by its number, or of a map by its name. */
  static Object at(Object container, Object place) {
    if (place instanceof String key && container instanceof Map<?, ?> map) {
      return known(map.get(key));
    }
    if (place instanceof Long index
        && container instanceof List<?> list
        && index >= 0
        && index < list.size()) {
      return known(list.get(index.intValue()));
    }
    throw CelDirect.declined();
  }
}

package io.beckon.engine.flow;

import com.google.common.primitives.UnsignedLong;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what CEL computes into what a message can carry. */
final class CelValues {

  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private CelValues() {}

  /**
   * A Boolean, Long, Double or String. Times become ISO-8601 text (times of day in UTC with
   * milliseconds), lists of such values text joined by commas. Null for what has no such form:
   * null, maps, bytes, types, numbers that are none.
   */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Boolean || value instanceof Long || value instanceof String) {
      return value;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof UnsignedLong number) {
      return number.longValue() >= 0 ? number.longValue() : number.toString();
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : null;
    }
    if (value instanceof Instant time) {
      return INSTANT.format(time);
    }
    if (value instanceof Duration length) {
      return length.toString();
    }
    if (value instanceof List<?> list) {
      return joined(list);
    }
    return null;
  }

  /** A plain value as it reads within a text; whole numbers have no decimal point. */
  static String text(Object plain) {
    if (plain instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString(number.longValue());
    }
    return plain.toString();
  }

  private static @Nullable String joined(List<?> list) {
    List<String> texts = new ArrayList<>(list.size());
    for (Object element : list) {
      Object plain = element instanceof List ? null : plain(element);
      if (plain == null) {
        return null;
      }
      texts.add(text(plain));
    }
    return String.join(", ", texts);
  }
}

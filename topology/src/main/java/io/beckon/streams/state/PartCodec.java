package io.beckon.streams.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A part of a shopper to bytes and back. Nothing is lost or added on the way. Not safe for several
 * threads.
 */
interface PartCodec<P> {

  /** The row of a part. */
  byte[] encode(P part);

  /**
   * The part in a row.
   *
   * @throws RuntimeException when the row can't be read
   */
  P decode(byte[] row);

  /** Each element of a list, converted. */
  static <A, B> List<B> each(List<A> from, Function<A, B> conversion) {
    if (from.isEmpty()) {
      return List.of();
    }
    List<B> to = new ArrayList<>(from.size());
    for (int i = 0; i < from.size(); i++) {
      to.add(conversion.apply(from.get(i)));
    }
    return to;
  }

  /**
   * Values that the stored schema has a type for: whole numbers as Long, others as Double, and
   * anything else as its text, so that an odd attribute can't make a shopper unwritable.
   */
  static Map<String, Object> storable(Map<String, Object> values) {
    if (isStorable(values)) {
      return values;
    }
    Map<String, Object> storable = new LinkedHashMap<>();
    values.forEach((name, value) -> storable.put(name, storable(value)));
    return storable;
  }

  private static boolean isStorable(Map<String, Object> values) {
    for (Object value : values.values()) {
      if (!isStorable(value)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStorable(Object value) {
    return value instanceof Boolean
        || value instanceof Long
        || value instanceof Double
        || value instanceof String;
  }

  private static Object storable(Object value) {
    if (isStorable(value)) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    return value instanceof Float number ? (Object) number.doubleValue() : value.toString();
  }
}

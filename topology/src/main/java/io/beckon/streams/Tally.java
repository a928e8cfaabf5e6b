package io.beckon.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The counts of one task for one kind of thing, told apart by two words. What is known is found and
 * counted without allocation; of a first word, second words beyond so many are one, so that a
 * mistake of somebody can't make series without end.
 */
final class Tally {

  static final String OTHER = "other";

  private final int most;
  private final BiFunction<Object, String, Count> open;
  private final Map<Object, Map<String, Count>> counts = new HashMap<>();

  /**
   * Nothing was counted yet.
   *
   * @param most second words of a first word; all others are {@link #OTHER}
   * @param open opens the count for two words
   */
  Tally(int most, BiFunction<Object, String, Count> open) {
    this.most = most;
    this.open = open;
  }

  /** The count for two words; the first is one of few. */
  Count get(Object first, String second) {
    Map<String, Count> row = counts.get(first);
    if (row == null) {
      row = new HashMap<>();
      counts.put(first, row);
    }
    Count count = row.get(second);
    if (count == null && row.size() >= most) {
      second = OTHER;
      count = row.get(second);
    }
    if (count == null) {
      count = open.apply(first, second);
      row.put(second, count);
    }
    return count;
  }
}

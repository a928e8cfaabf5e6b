package io.beckon.engine.code;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Where codes are kept, by the keys that {@link CodePools#key} makes. */
public interface CodeStore {

  /** A code; null when it is not known. */
  @Nullable Code get(String key);

  /** Keeps a code. */
  void put(String key, Code code);

  /**
   * Shows codes in the order of their keys until one is enough.
   *
   * @param after the key behind which it begins
   * @param before the key before which it ends
   * @param each returns whether it wants to see the next; must not change the store
   */
  void scan(String after, String before, BiPredicate<String, Code> each);

  /** A store in memory. */
  static CodeStore inMemory() {
    TreeMap<String, Code> codes = new TreeMap<>();
    return new CodeStore() {
      @Override
      public @Nullable Code get(String key) {
        return codes.get(key);
      }

      @Override
      public void put(String key, Code code) {
        codes.put(key, code);
      }

      @Override
      public void scan(String after, String before, BiPredicate<String, Code> each) {
        for (Map.Entry<String, Code> row : codes.subMap(after, false, before, false).entrySet()) {
          if (!each.test(row.getKey(), row.getValue())) {
            return;
          }
        }
      }
    };
  }
}

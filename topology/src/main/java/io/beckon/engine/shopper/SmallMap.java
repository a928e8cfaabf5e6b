package io.beckon.engine.shopper;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of few entries that never changes, sorted by name: its order is the same in every process.
 * However many entries it has, it is two objects on the heap, and those that are empty are one.
 */
final class SmallMap extends AbstractMap<String, Object> {

  private static final SmallMap EMPTY = new SmallMap(new Object[0]);

  /** Names, rising, and behind each its value. */
  private final Object[] entries;

  private SmallMap(Object[] entries) {
    this.entries = entries;
  }

  /** These entries; the map itself, if it is a small one already. */
  static Map<String, Object> copyOf(Map<String, Object> values) {
    if (values instanceof SmallMap) {
      return values;
    }
    if (values.isEmpty()) {
      return EMPTY;
    }
    String[] names = values.keySet().toArray(new String[0]);
    Arrays.sort(names);
    Object[] entries = new Object[2 * names.length];
    for (int i = 0; i < names.length; i++) {
      entries[2 * i] = names[i];
      entries[2 * i + 1] = values.get(names[i]);
    }
    return new SmallMap(entries);
  }

  @Override
  public int size() {
    return entries.length / 2;
  }

  @Override
  public boolean isEmpty() {
    return entries.length == 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int place = place(name);
    return place < 0 ? null : entries[2 * place + 1];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) >= 0;
  }

  /** Where a name stands; less than 0: nowhere. */
  private int place(@Nullable Object name) {
    if (!(name instanceof String wanted)) {
      return -1;
    }
    int from = 0;
    int to = size() - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int order = name(middle).compareTo(wanted);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return -1;
  }

  private String name(int place) {
    return (String) entries[2 * place];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super Object> action) {
    for (int i = 0; i < size(); i++) {
      action.accept(name(i), entries[2 * i + 1]);
    }
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Entry<String, Object>> {

    @Override
    public int size() {
      return SmallMap.this.size();
    }

    @Override
    public Iterator<Entry<String, Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < size();
        }

        @Override
        public Entry<String, Object> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          int place = next++;
          return new SimpleImmutableEntry<>(name(place), entries[2 * place + 1]);
        }
      };
    }
  }
}

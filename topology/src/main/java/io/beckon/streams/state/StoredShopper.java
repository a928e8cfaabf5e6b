package io.beckon.streams.state;

import io.beckon.engine.shopper.Shopper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One shopper as the rows of the stores have them: for who reads changelogs, or stores that another
 * thread writes. Takes rows in the order of the changelog; only those of the shopper are kept.
 */
public final class StoredShopper {

  private final String id;
  private final Map<Part, Rows> rows = new HashMap<>();

  /** Nothing is known yet of the shopper of an id. */
  public StoredShopper(String id) {
    this.id = id;
    for (Part part : Part.values()) {
      rows.put(part, new Rows(part.store()));
    }
  }

  /**
   * Reads the rows of a shopper from stores, whatever they are written by meanwhile.
   *
   * @param stores the store of each part
   */
  public static StoredShopper read(
      String id, Function<Part, ReadOnlyKeyValueStore<String, byte[]>> stores) {
    StoredShopper stored = new StoredShopper(id);
    for (Part part : Part.values()) {
      ReadOnlyKeyValueStore<String, byte[]> store = stores.apply(part);
      List<String> keys = part == Part.ACTIVITY ? ActivityStores.pagesOf(id) : List.of(id);
      keys.forEach(key -> stored.row(part, key, store.get(key)));
    }
    return stored;
  }

  /**
   * Takes a row, if it is the shopper's.
   *
   * @param row null: it was deleted
   */
  public void row(Part part, String key, byte @Nullable [] row) {
    boolean own = part == Part.ACTIVITY ? ActivityStores.isPageOf(id, key) : key.equals(id);
    Rows store = rows.get(part);
    if (own && store != null) {
      store.take(key, row);
    }
  }

  /**
   * The shopper by the rows so far.
   *
   * @throws CorruptStateException when a row can't be read
   */
  public Shopper shopper() {
    PartStores stores =
        new PartStores(part -> rows.getOrDefault(part, new Rows("")), new StoreCounters());
    return new Shopper(id, stores.read(id).parts());
  }

  /** Rows in memory, read by key. */
  @SuppressWarnings("NullAway") // Kafka's stores give null for what is not there
  private static final class Rows implements KeyValueStore<String, byte[]> {
    private final String name;
    private final Map<String, byte[]> rows = new HashMap<>();

    Rows(String name) {
      this.name = name;
    }

    void take(String key, byte @Nullable [] row) {
      if (row == null) {
        rows.remove(key);
      } else {
        rows.put(key, row);
      }
    }

    @Override
    public byte[] get(String key) {
      return rows.get(key);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
      throw readOnly();
    }

    @Override
    public void close() {
      rows.clear();
    }

    @Override
    public boolean persistent() {
      return false;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void put(String key, byte[] value) {
      throw readOnly();
    }

    @Override
    public byte[] putIfAbsent(String key, byte[] value) {
      throw readOnly();
    }

    @Override
    public void putAll(List<KeyValue<String, byte[]>> entries) {
      throw readOnly();
    }

    @Override
    public byte[] delete(String key) {
      throw readOnly();
    }

    @Override
    public KeyValueIterator<String, byte[]> range(String from, String to) {
      throw readOnly();
    }

    @Override
    public KeyValueIterator<String, byte[]> all() {
      throw readOnly();
    }

    @Override
    public long approximateNumEntries() {
      return rows.size();
    }

    private static UnsupportedOperationException readOnly() {
      return new UnsupportedOperationException("rows of a changelog are read by key only");
    }
  }
}

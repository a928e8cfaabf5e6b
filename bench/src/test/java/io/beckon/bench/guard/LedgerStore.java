package io.beckon.bench.guard;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store in memory that counts what is asked of it, and what would go to its changelog. */
final class LedgerStore<K extends Comparable<K>> implements KeyValueStore<K, byte[]> {

  private final String name;
  private final ToIntFunction<K> keyBytes;
  private final TreeMap<K, byte[]> rows = new TreeMap<>();
  private long reads;
  private long records;
  private long bytes;

  LedgerStore(String name, ToIntFunction<K> keyBytes) {
    this.name = name;
    this.keyBytes = keyBytes;
  }

  /** Rows looked up, found or not, and scans begun. */
  long reads() {
    return reads;
  }

  /** Records of the changelog: puts and deletions. */
  long records() {
    return records;
  }

  /** Bytes of the changelog's keys and values, without Kafka's own per record. */
  long bytes() {
    return bytes;
  }

  @Override
  public byte[] get(K key) {
    reads++;
    return rows.get(key);
  }

  @Override
  public void put(K key, byte[] value) {
    records++;
    bytes += keyBytes.applyAsInt(key);
    if (value == null) {
      rows.remove(key);
    } else {
      bytes += value.length;
      rows.put(key, value);
    }
  }

  @Override
  public void putAll(List<KeyValue<K, byte[]>> entries) {
    for (KeyValue<K, byte[]> entry : entries) {
      put(entry.key, entry.value);
    }
  }

  /** Kafka's store reads the old row before it writes. */
  @Override
  public byte[] putIfAbsent(K key, byte[] value) {
    byte[] old = get(key);
    if (old == null) {
      put(key, value);
    }
    return old;
  }

  /** Kafka's store reads the old row before it deletes. */
  @Override
  public byte[] delete(K key) {
    byte[] old = get(key);
    put(key, null);
    return old;
  }

  @Override
  public KeyValueIterator<K, byte[]> range(@Nullable K from, @Nullable K to) {
    reads++;
    NavigableMap<K, byte[]> tail = from == null ? rows : rows.tailMap(from, true);
    return new Rows<>(to == null ? tail : tail.headMap(to, true));
  }

  @Override
  public KeyValueIterator<K, byte[]> all() {
    reads++;
    return new Rows<>(rows);
  }

  @Override
  public long approximateNumEntries() {
    return rows.size();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    // Nothing to prepare.
  }

  @Override
  public void close() {
    // Nothing to release.
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Goes on behind the row it gave last, whatever was written meanwhile. */
  private static final class Rows<K extends Comparable<K>> implements KeyValueIterator<K, byte[]> {

    private final NavigableMap<K, byte[]> rows;
    private Map.@Nullable Entry<K, byte[]> ahead;

    Rows(NavigableMap<K, byte[]> rows) {
      this.rows = rows;
      this.ahead = rows.firstEntry();
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public KeyValue<K, byte[]> next() {
      K key = peekNextKey();
      KeyValue<K, byte[]> next = KeyValue.pair(key, rows.get(key));
      ahead = rows.higherEntry(key);
      return next;
    }

    @Override
    public K peekNextKey() {
      if (ahead == null) {
        throw new NoSuchElementException();
      }
      return ahead.getKey();
    }

    @Override
    public void close() {
      ahead = null;
    }
  }
}

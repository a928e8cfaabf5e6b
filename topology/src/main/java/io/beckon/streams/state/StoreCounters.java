package io.beckon.streams.state;

/**
 * What a task's stores were asked to do since it was opened: the base of metrics and of the guard
 * against costlier events. Written by the task's thread; others may read slightly old figures.
 */
public final class StoreCounters {

  private static final int PARTS = Part.values().length;

  private final long[] reads = new long[PARTS];
  private final long[] writes = new long[PARTS];
  private final long[] bytes = new long[PARTS];
  private long hits;
  private long loads;
  private long timerWrites;
  private long interestWrites;
  private long interestBytes;
  private long flushes;
  private long evictions;

  /** Shoppers asked for who were in memory. */
  public long hits() {
    return hits;
  }

  /** Shoppers asked for who were not in memory, whether they are in the stores or never seen. */
  public long loads() {
    return loads;
  }

  /** Rows looked up, found or not. */
  public long reads(Part part) {
    return reads[slot(part)];
  }

  /** Rows put or deleted; each is one changelog record. */
  public long writes(Part part) {
    return writes[slot(part)];
  }

  /** Bytes of keys and values put, without Kafka's own per record. */
  public long bytes(Part part) {
    return bytes[slot(part)];
  }

  /** Rows put or deleted in the store of timers; each is one changelog record. */
  public long timerWrites() {
    return timerWrites;
  }

  /** Rows put or deleted in the store of interests; each is one changelog record. */
  public long interestWrites() {
    return interestWrites;
  }

  /** Bytes of their keys and values, without Kafka's own per record. */
  public long interestBytes() {
    return interestBytes;
  }

  /** Write-backs, one per commit. */
  public long flushes() {
    return flushes;
  }

  /** Shoppers who left memory because others needed the room. */
  public long evictions() {
    return evictions;
  }

  /** Rows put or deleted in all stores of parts. */
  public long writes() {
    long sum = 0;
    for (long count : writes) {
      sum += count;
    }
    return sum;
  }

  void hit() {
    hits++;
  }

  void load() {
    loads++;
  }

  void read(Part part) {
    reads[slot(part)]++;
  }

  void write(Part part, long rowBytes) {
    writes[slot(part)]++;
    bytes[slot(part)] += rowBytes;
  }

  void timerWrite() {
    timerWrites++;
  }

  void interestWrite(long rowBytes) {
    interestWrites++;
    interestBytes += rowBytes;
  }

  void flush() {
    flushes++;
  }

  void evictions(int more) {
    evictions += more;
  }

  @SuppressWarnings("EnumOrdinal") // an index into memory, never stored
  private static int slot(Part part) {
    return part.ordinal();
  }
}

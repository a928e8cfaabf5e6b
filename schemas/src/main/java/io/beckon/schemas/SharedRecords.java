package io.beckon.schemas;

import java.io.IOException;

/**
 * Gives one instance to all records of a type with the same bytes, and does not even decode them:
 * the product that a thousand shoppers look at is in memory once. For immutable types that are part
 * of others.
 *
 * @param <T> the type; generated
 */
public final class SharedRecords<T> {
  /** Products of which people speak at the same time; about 10 MB per process if all are taken. */
  private static final int SLOTS = 16_384;

  private final Spans<T> known = new Spans<>(SLOTS);
  private final Skipping skipping;
  private final DirectReader.Reading<T> reading;

  /**
   * @param skipping passes over a record
   * @param reading reads one
   */
  public SharedRecords(Skipping skipping, DirectReader.Reading<T> reading) {
    this.skipping = skipping;
    this.reading = reading;
  }

  /** The next record. */
  public T read(DirectReader in) throws IOException {
    int from = in.position();
    skipping.skip(in);
    int to = in.position();
    byte[] bytes = in.bytes();
    int hash = Spans.hash(bytes, from, to);
    T same = known.find(bytes, from, to, hash);
    if (same != null) {
      return same;
    }
    in.back(from);
    T made = reading.read(in);
    known.met(bytes, from, to, hash, made);
    return made;
  }

  /** How a record is passed over. */
  public interface Skipping {
    /** Passes over it; need not refuse all that reading refuses. */
    void skip(DirectReader in) throws IOException;
  }
}

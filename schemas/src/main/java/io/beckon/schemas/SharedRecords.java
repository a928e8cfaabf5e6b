package io.beckon.schemas;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives one instance to all records of a type with the same bytes, and does not even decode them:
 * the product that a thousand shoppers look at is in memory once. It also keeps those bytes, so
 * that writing it is one copy. For immutable types that are part of others.
 *
 * @param <T> the type; generated
 */
public final class SharedRecords<T extends DirectRecord> {
  /** Products of which people speak at the same time; about 40 MB per process if all are taken. */
  private static final int SLOTS = 65_536;

  private static final byte[] NO_HEADER = {};

  private final Spans<T> known = new Spans<>(SLOTS);
  private final Skipping skipping;
  private final DirectReader.Reading<T> reading;
  private final BiConsumer<T, byte[]> keeping;

  /**
   * @param skipping passes over a record
   * @param reading reads one
   * @param keeping lets a record keep the bytes that it writes
   */
  public SharedRecords(
      Skipping skipping, DirectReader.Reading<T> reading, BiConsumer<T, byte[]> keeping) {
    this.skipping = skipping;
    this.reading = reading;
    this.keeping = keeping;
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
    if (known.meet(hash)) {
      byte[] span = Arrays.copyOfRange(bytes, from, to);
      if (Arrays.equals(span, written(made))) {
        keeping.accept(made, span);
      }
      known.remember(span, hash, made);
    }
    return made;
  }

  /** What is known of bytes like the next record's, which are passed over; null: nothing. */
  Spans.@Nullable Entry<T> ahead(DirectReader in) throws IOException {
    int from = in.position();
    skipping.skip(in);
    return known.ahead(Spans.hash(in.bytes(), from, in.position()));
  }

  /** Another writer may have written longer numbers than needed, or bytes that are no UTF-8. */
  private static byte[] written(DirectRecord made) throws IOException {
    DirectWriter out = new DirectWriter();
    out.begin(NO_HEADER);
    made.writeTo(out);
    return out.end();
  }

  /** How a record is passed over. */
  public interface Skipping {
    /** Passes over it; need not refuse all that reading refuses. */
    void skip(DirectReader in) throws IOException;
  }
}

package io.beckon.streams.state;

import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.Head;
import io.beckon.state.VisitState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads the few fields of a visit's row that tell when its shopper is due, and skips the rest: a
 * task that starts reads all of them. A row that an earlier release wrote is read in full.
 */
final class VisitPeek {

  /** Bytes before the record: a mark, and the fingerprint of the schema. */
  private static final int HEADER = 10;

  private static final byte[] PRESENT = present();

  private final BiFunction<String, byte[], VisitCodec.Row> inFull;
  private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /** Reads rows; those it can't read at a glance are given to the function. */
  VisitPeek(BiFunction<String, byte[], VisitCodec.Row> inFull) {
    this.inFull = inFull;
  }

  LiveShopper read(String id, byte[] row) {
    if (!Arrays.equals(PRESENT, 0, PRESENT.length, row, 0, Math.min(PRESENT.length, row.length))) {
      return inFull(id, row);
    }
    try {
      BinaryDecoder fields =
          DecoderFactory.get()
              .binaryDecoder(row, PRESENT.length, row.length - PRESENT.length, decoder);
      long lastSiteActivity = fields.readLong();
      for (long n = fields.readArrayStart(); n != 0; n = fields.arrayNext()) {
        for (long i = 0; i < n; i++) {
          fields.readLong();
        }
      }
      int parts = fields.readInt();
      fields.readLong();
      return new LiveShopper(
          id, lastSiteActivity, fields.readBoolean(), fields.readBoolean(), parts);
    } catch (IOException | RuntimeException e) {
      return inFull(id, row);
    }
  }

  private LiveShopper inFull(String id, byte[] bytes) {
    VisitCodec.Row row = inFull.apply(id, bytes);
    Visit visit = row.visit();
    return new LiveShopper(
        id, row.head().lastSiteActivity(), visit.viewed(), visit.cartActivity(), row.parts());
  }

  /** The header of rows written by this release. */
  private static byte[] present() {
    Head none = new Head(0L, List.of(), 0);
    byte[] row =
        StateCodec.of(VisitState.class).encode(new VisitState(none, 0L, false, false, List.of()));
    return Arrays.copyOf(row, HEADER);
  }
}

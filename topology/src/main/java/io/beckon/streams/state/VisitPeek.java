package io.beckon.streams.state;

import io.beckon.schemas.StateCodec;
import io.beckon.state.VisitState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads the one field of a visit's row that tells when its shopper may be due: a task that starts
 * reads all of them. A row that an earlier release wrote is read in full.
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
      return new LiveShopper(id, fields.readLong());
    } catch (IOException | RuntimeException e) {
      return inFull(id, row);
    }
  }

  private LiveShopper inFull(String id, byte[] bytes) {
    return new LiveShopper(id, inFull.apply(id, bytes).head().lastSiteActivity());
  }

  /** The header of rows written by this release. */
  private static byte[] present() {
    io.beckon.state.Head none = Heads.stored(io.beckon.engine.shopper.Head.EMPTY, 0);
    byte[] row =
        StateCodec.of(VisitState.class).encode(new VisitState(none, 0L, false, false, List.of()));
    return Arrays.copyOf(row, HEADER);
  }
}

package io.beckon.streams.state;

import io.beckon.engine.shopper.Visit;
import io.beckon.state.VisitState;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads the few fields of a visit's row that tell when its shopper is due, and skips the rest: a
 * task that starts reads all of them. A row that an earlier release wrote is read in full.
 */
final class VisitPeek {

  private static final byte[] PRESENT = present();

  private final PartStore<VisitCodec.Row> visits;
  private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

  VisitPeek(PartStore<VisitCodec.Row> visits) {
    this.visits = visits;
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
    VisitCodec.Row row = visits.decode(id, bytes);
    Visit visit = row.visit();
    return new LiveShopper(
        id, row.head().lastSiteActivity(), visit.viewed(), visit.cartActivity(), row.parts());
  }

  /** The header of rows written by this release. */
  private static byte[] present() {
    return AvroStateFormat.header(SchemaNormalization.parsingFingerprint64(VisitState.SCHEMA$));
  }
}

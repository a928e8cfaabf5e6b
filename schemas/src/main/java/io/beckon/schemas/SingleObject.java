package io.beckon.schemas;

import io.beckon.schemas.UnreadablePayload.Code;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One generated type in Avro's single-object encoding. Writes its own schema; reads that and every
 * released one. Keeps its buffers: one thread at a time.
 */
final class SingleObject<T extends SpecificRecord> {
  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FINGERPRINT_AT = 2;

  private final Class<T> type;
  private final SpecificData model;
  private final Schema schema;
  private final long fingerprint;
  private final byte[] header = new byte[Framing.SINGLE_OBJECT_HEADER];
  private final SchemaStore released;
  private final OwnSchema<T> own;
  private final Map<Long, DatumReader<T>> olderReaders = new HashMap<>();
  private @Nullable BinaryDecoder decoder;

  SingleObject(Class<T> type, SchemaStore released) {
    ContractTrust.grant();
    this.type = type;
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.fingerprint = SchemaNormalization.parsingFingerprint64(schema);
    this.released = released;
    this.own = new OwnSchema<>(type, schema, model);
    header[0] = Framing.SINGLE_OBJECT_0;
    header[1] = Framing.SINGLE_OBJECT_1;
    LITTLE_ENDIAN_LONG.set(header, FINGERPRINT_AT, fingerprint);
  }

  /** The fingerprint in a value that has at least a header. */
  static long fingerprintOf(byte[] bytes) {
    return (long) LITTLE_ENDIAN_LONG.get(bytes, FINGERPRINT_AT);
  }

  long fingerprint() {
    return fingerprint;
  }

  byte[] encode(T value) {
    return own.encode(header, value);
  }

  /**
   * Reads a value that has at least a header.
   *
   * @throws UnreadablePayload if that cannot be done
   */
  T decode(byte[] bytes) {
    long written = fingerprintOf(bytes);
    return written == fingerprint
        ? own.decode(bytes, Framing.SINGLE_OBJECT_HEADER)
        : decode(bytes, olderReader(written));
  }

  private T decode(byte[] bytes, DatumReader<T> resolving) {
    int body = bytes.length - Framing.SINGLE_OBJECT_HEADER;
    BinaryDecoder in =
        DecoderFactory.get().binaryDecoder(bytes, Framing.SINGLE_OBJECT_HEADER, body, decoder);
    decoder = in;
    T value;
    boolean whole;
    try {
      value = resolving.read(null, in);
      whole = in.isEnd();
    } catch (IOException | RuntimeException e) {
      throw AvroFailures.unreadable(e, type, false);
    }
    if (!whole) {
      throw AvroFailures.trailing(type);
    }
    return value;
  }

  private DatumReader<T> olderReader(long written) {
    DatumReader<T> known = olderReaders.get(written);
    if (known != null) {
      return known;
    }
    Schema old = released.findByFingerprint(written);
    if (old == null) {
      throw unknownSchema(written);
    }
    if (!old.getFullName().equals(schema.getFullName())) {
      throw wrongType(old.getName(), type);
    }
    DatumReader<T> made = new SpecificDatumReader<>(old, schema, model);
    olderReaders.put(written, made);
    return made;
  }

  static UnreadablePayload unknownSchema(long written) {
    return new UnreadablePayload(
        Code.UNKNOWN_SCHEMA,
        ("It was written with a schema (fingerprint %016x) that this release does not know: probably"
                + " by a newer release. Upgrade this application, then send the record again.")
            .formatted(written));
  }

  static UnreadablePayload wrongType(String found, Class<?> expected) {
    return new UnreadablePayload(
        Code.WRONG_TYPE,
        "It holds a %s, and this topic holds %s. Find the producer that writes to the wrong topic."
            .formatted(found, expected.getSimpleName()));
  }
}

package io.beckon.streams.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro's single-object encoding: C3 01, the CRC-64-AVRO fingerprint of the writer's schema (little
 * endian), then the record. Coders are kept and used again.
 */
final class AvroStateFormat<T extends SpecificRecord> implements StateFormat<T> {

  static final int HEADER = 10;

  static {
    // Avro refuses to make instances of classes that nobody vouched for.
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type ->
                type.getName().startsWith("io.beckon.state.")
                    || type.getName().startsWith("io.beckon.contract.")));
  }

  private final Schema schema;
  private final SpecificData model;
  private final SchemaStore older;
  private final byte[] header;
  private final DatumWriter<T> writer;
  private final DatumReader<T> reader;
  private final Map<Long, DatumReader<T>> olderReaders = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
  private final BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /**
   * A format that writes a class's own schema and reads it and older ones.
   *
   * @param older schemas of earlier releases, by fingerprint
   */
  AvroStateFormat(Class<T> type, SchemaStore older) {
    this.model = SpecificData.getForClass(type);
    this.schema = model.getSchema(type);
    this.older = older;
    this.header = header(SchemaNormalization.parsingFingerprint64(schema));
    this.writer = new SpecificDatumWriter<>(schema, model);
    this.reader = new SpecificDatumReader<>(schema, schema, model);
  }

  @Override
  public byte[] encode(T record) {
    out.reset();
    out.write(header, 0, HEADER);
    try {
      try {
        writer.write(record, encoder);
      } finally {
        // After a failure too: what is left in the encoder would begin the next record.
        encoder.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public T decode(byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != header[0] || bytes[1] != header[1]) {
      throw new AvroRuntimeException("not a record in single-object encoding");
    }
    long fingerprint = fingerprint(bytes);
    DatumReader<T> matching =
        fingerprint == fingerprint(header) ? reader : olderReader(fingerprint);
    try {
      return matching.read(
          null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, decoder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DatumReader<T> olderReader(long fingerprint) {
    DatumReader<T> known = olderReaders.get(fingerprint);
    if (known == null) {
      Schema written = older.findByFingerprint(fingerprint);
      if (written == null) {
        throw new AvroRuntimeException(
            "written with a schema unknown to this release, fingerprint "
                + Long.toHexString(fingerprint));
      }
      known = new SpecificDatumReader<>(written, schema, model);
      olderReaders.put(fingerprint, known);
    }
    return known;
  }

  static byte[] header(long fingerprint) {
    byte[] header = new byte[HEADER];
    header[0] = (byte) 0xC3;
    header[1] = 0x01;
    for (int i = 0; i < Long.BYTES; i++) {
      header[2 + i] = (byte) (fingerprint >>> (8 * i));
    }
    return header;
  }

  private static long fingerprint(byte[] bytes) {
    long fingerprint = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      fingerprint = fingerprint << 8 | (bytes[2 + i] & 0xFF);
    }
    return fingerprint;
  }
}

package io.beckon.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;

/** Random records, made, written and read by Avro itself: independent of the code under test. */
final class RandomRecords {
  private RandomRecords() {}

  static <T extends SpecificRecord> T of(Class<T> type, long seed) {
    ContractTrust.grant();
    Schema schema = SpecificData.get().getSchema(type);
    try {
      return new SpecificDatumReader<T>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(binary(generic(schema, seed)), null));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static GenericData.Record generic(Schema schema, long seed) {
    return (GenericData.Record) new RandomData(schema, 1, seed).iterator().next();
  }

  /** Avro binary without any header. */
  static byte[] binary(GenericData.Record value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(value.getSchema()).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}

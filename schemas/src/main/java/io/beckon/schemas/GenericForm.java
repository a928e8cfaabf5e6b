package io.beckon.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes a generated class of a record that came without one, as a deserializer gives it that was
 * not told to use generated classes. Costs a second encoding and decoding.
 */
final class GenericForm {
  private static final byte[] NO_HEADER = {};

  private GenericForm() {}

  /**
   * The same record as its generated class.
   *
   * @throws UnreadablePayload if its schema cannot be read as that class
   */
  static <T extends SpecificRecord> T convert(IndexedRecord generic, Class<T> type) {
    Schema schema = generic.getSchema();
    SpecificData model = SpecificData.getForClass(type);
    DirectWriter encoder = new DirectWriter();
    encoder.begin(NO_HEADER);
    try {
      new GenericDatumWriter<IndexedRecord>(schema).write(generic, encoder);
      return new SpecificDatumReader<T>(schema, model.getSchema(type), model)
          .read(null, DecoderFactory.get().binaryDecoder(encoder.end(), null));
    } catch (IOException | RuntimeException e) {
      throw AvroFailures.unreadable(e, type, false);
    }
  }
}

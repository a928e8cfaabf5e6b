package io.beckon.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Bytes of one generated type in the schema of its class, behind whatever header. Keeps its
 * buffers: one thread at a time.
 */
final class OwnSchema<T extends SpecificRecord> {
  private final Class<T> type;
  private final SpecificDatumWriter<T> explaining;
  private final DirectRecord prototype;
  private final DirectReader in = new DirectReader();
  private final DirectWriter out = new DirectWriter();

  OwnSchema(Class<T> type, Schema schema, SpecificData model) {
    this.type = type;
    this.explaining = new SpecificDatumWriter<>(schema, model);
    this.prototype = (DirectRecord) SpecificData.newInstance(type, schema);
  }

  byte[] encode(byte[] header, T value) {
    out.begin(header);
    try {
      ((DirectRecord) value).writeTo(out);
    } catch (IOException | RuntimeException e) {
      writeAsAvro(header, value);
    }
    return out.end();
  }

  /** What a record refuses to write itself as is wrong; Avro says where. */
  private void writeAsAvro(byte[] header, T value) {
    out.begin(header);
    try {
      explaining.write(value, out);
    } catch (IOException | RuntimeException e) {
      throw unwritable(e);
    }
  }

  /**
   * Reads a record that begins at a position and ends with the bytes.
   *
   * @throws UnreadablePayload if that cannot be done
   */
  T decode(byte[] bytes, int from) {
    in.begin(bytes, from);
    DirectRecord value;
    try {
      value = prototype.readAnother(in);
    } catch (IOException | RuntimeException e) {
      throw AvroFailures.unreadable(e, type, true);
    }
    if (!in.isAtEnd()) {
      throw AvroFailures.trailing(type);
    }
    return type.cast(value);
  }

  /** Avro names the path of a null; of other errors it may quote the value, so only their class. */
  private SerializationException unwritable(Exception thrown) {
    String why =
        thrown instanceof NullPointerException
            ? String.valueOf(thrown.getMessage())
            : thrown.getClass().getSimpleName();
    return new SerializationException(
        "This %s breaks its own schema: %s".formatted(type.getSimpleName(), why));
  }
}

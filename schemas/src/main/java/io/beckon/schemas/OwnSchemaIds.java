package io.beckon.schemas;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Which of a registry's schema ids stand for the schema that a type has here. What such an id is
 * written before needs no deserializer any more: an id never changes its meaning.
 *
 * <p>The registry's own deserializer is asked once per id, in the form that gives generic records,
 * because only these tell the schema that they were written with.
 */
final class OwnSchemaIds implements AutoCloseable {
  private final Deserializer<Object> generic;
  private final Map<Class<?>, OfType<?>> types = new HashMap<>();

  /**
   * @param generic gives every record in the schema it was written with
   */
  OwnSchemaIds(Deserializer<Object> generic) {
    this.generic = generic;
  }

  /** How to read these bytes without a deserializer, or null if that cannot be done. */
  <T extends SpecificRecord> @Nullable OwnSchema<T> find(
      String topic, byte[] framed, Class<T> type) {
    OfType<T> known = of(type);
    Integer id = ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt();
    Boolean own = known.ids.get(id);
    if (own == null) {
      own = isOwn(topic, framed, known, type);
      if (own != null) {
        known.ids.put(id, own);
      }
    }
    return Boolean.TRUE.equals(own) ? known.format : null;
  }

  /** Null if the deserializer cannot read this record, which says nothing of the id. */
  private <T extends SpecificRecord> @Nullable Boolean isOwn(
      String topic, byte[] framed, OfType<T> own, Class<T> type) {
    Object read;
    try {
      read = generic.deserialize(topic, new RecordHeaders(), framed);
    } catch (RuntimeException e) {
      return null;
    }
    return read instanceof GenericData.Record record
        && SchemaNormalization.toParsingForm(record.getSchema()).equals(own.canonical)
        && isSame(record, framed, own.format, type);
  }

  /** Not so if the deserializer reads more than Avro binary. */
  private static <T extends SpecificRecord> boolean isSame(
      GenericData.Record record, byte[] framed, OwnSchema<T> format, Class<T> type) {
    try {
      return format
          .decode(framed, Framing.REGISTRY_HEADER)
          .equals(GenericForm.convert(record, type));
    } catch (UnreadablePayload e) {
      return false;
    }
  }

  @SuppressWarnings("unchecked") // a class is only ever mapped to its own format
  <T extends SpecificRecord> OfType<T> of(Class<T> type) {
    OfType<?> known = types.get(type);
    if (known == null) {
      SpecificData model = SpecificData.getForClass(type);
      Schema schema = model.getSchema(type);
      known =
          new OfType<>(
              new OwnSchema<>(type, schema, model),
              SchemaNormalization.toParsingForm(schema),
              new HashMap<>());
      types.put(type, known);
    }
    return (OfType<T>) known;
  }

  @Override
  public void close() {
    generic.close();
  }

  record OfType<T extends SpecificRecord>(
      OwnSchema<T> format, String canonical, Map<Integer, Boolean> ids) {}
}

package io.beckon.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Times;
import io.beckon.contract.OutcomeEvent;
import io.beckon.schemas.ContractTrust;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Outcomes as flat lines, a fact each: the envelope's fields, {@code fact} with the name of the
 * fact's type, and the fact's own fields. Names are those of the contract; what is null is left
 * out; times are ISO-8601 UTC. A line that was written here can be read here.
 */
public final class OutcomeJson {

  private static final String FACT = "fact";

  /** Other facts have lines of their own. */
  private static final String ALSO = "also";

  private OutcomeJson() {}

  /** Writes the fields of one outcome. */
  public static void fields(JsonGenerator json, OutcomeEvent outcome) throws IOException {
    for (Schema.Field field : outcome.getSchema().getFields()) {
      if (!field.name().equals(FACT) && !field.name().equals(ALSO)) {
        field(json, field, outcome.get(field.pos()));
      }
    }
    SpecificRecord fact = (SpecificRecord) outcome.getFact();
    json.writeStringField(FACT, fact.getSchema().getName());
    for (Schema.Field field : fact.getSchema().getFields()) {
      field(json, field, fact.get(field.pos()));
    }
  }

  private static void field(JsonGenerator json, Schema.Field field, @Nullable Object value)
      throws IOException {
    if (value != null) {
      json.writeFieldName(field.name());
      value(json, bare(field.schema()), value);
    }
  }

  private static void value(JsonGenerator json, Schema schema, Object value) throws IOException {
    switch (schema.getType()) {
      case LONG -> {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
          json.writeString(Times.iso((Long) value));
        } else {
          json.writeNumber((Long) value);
        }
      }
      case INT -> json.writeNumber((Integer) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case ARRAY -> {
        json.writeStartArray();
        for (Object each : (List<?>) value) {
          value(json, schema.getElementType(), each);
        }
        json.writeEndArray();
      }
      case RECORD -> {
        json.writeStartObject();
        for (Schema.Field field : schema.getFields()) {
          field(json, field, ((SpecificRecord) value).get(field.pos()));
        }
        json.writeEndObject();
      }
      default -> json.writeString(value.toString());
    }
  }

  /**
   * The outcome in a line.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static OutcomeEvent read(JsonNode json) {
    ContractTrust.grant();
    Schema envelope = OutcomeEvent.getClassSchema();
    SpecificRecord outcome =
        (SpecificRecord) SpecificData.newInstance(OutcomeEvent.class, envelope);
    for (Schema.Field field : envelope.getFields()) {
      if (!field.name().equals(FACT)) {
        outcome.put(field.pos(), read(json, field));
      }
    }
    String name = json.path(FACT).asText();
    for (Schema fact : envelope.getField(FACT).schema().getTypes()) {
      if (fact.getName().equals(name)) {
        outcome.put(envelope.getField(FACT).pos(), record(json, fact));
        return (OutcomeEvent) outcome;
      }
    }
    throw new IllegalArgumentException("there is no fact '" + name + "'");
  }

  private static Object record(JsonNode json, Schema schema) {
    SpecificRecord record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), read(json, field));
    }
    return record;
  }

  private static @Nullable Object read(JsonNode json, Schema.Field field) {
    JsonNode given = json.get(field.name());
    if (given != null && !given.isNull()) {
      return read(given, bare(field.schema()), field.name());
    }
    if (field.hasDefaultValue()) {
      return SpecificData.get().getDefaultValue(field);
    }
    if (field.schema().isNullable()) {
      return null;
    }
    throw new IllegalArgumentException("'" + field.name() + "' is missing");
  }

  private static Object read(JsonNode json, Schema schema, String name) {
    return switch (schema.getType()) {
      case LONG -> json.isTextual() ? time(json.textValue(), name) : whole(json, name);
      case INT -> Math.toIntExact(whole(json, name));
      case BOOLEAN -> json.booleanValue();
      case ENUM -> constant(json.asText(), schema);
      case ARRAY -> {
        List<Object> all = new ArrayList<>();
        json.forEach(each -> all.add(read(each, schema.getElementType(), name)));
        yield all;
      }
      case RECORD -> record(json, schema);
      default -> json.asText();
    };
  }

  private static long whole(JsonNode json, String name) {
    if (!json.isIntegralNumber()) {
      throw new IllegalArgumentException("'" + name + "' is no whole number");
    }
    return json.longValue();
  }

  private static long time(String text, String name) {
    try {
      return Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + name + "' is no time", e);
    }
  }

  /** One that only a newer writer knows is UNKNOWN, as it is for readers of the topic. */
  private static Object constant(String text, Schema schema) {
    String known =
        schema.hasEnumSymbol(text.toUpperCase(Locale.ROOT)) ? text : schema.getEnumDefault();
    return SpecificData.get().createEnum(known, schema);
  }

  private static Schema bare(Schema schema) {
    if (schema.getType() != Schema.Type.UNION) {
      return schema;
    }
    return schema.getTypes().get(0).getType() == Schema.Type.NULL
        ? schema.getTypes().get(1)
        : schema.getTypes().get(0);
  }
}

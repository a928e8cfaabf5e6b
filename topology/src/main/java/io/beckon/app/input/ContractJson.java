package io.beckon.app.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Times;
import io.beckon.schemas.ContractTrust;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of the contract written as plain JSON: its field names, times in ISO-8601 or epoch
 * milliseconds. What may be left out is what has a default; a field that is not of the contract is
 * refused, because it is most likely a slip.
 */
final class ContractJson {

  /** What in the JSON is not of the contract. The message is for people. */
  static final class NotOfContract extends Exception {
    private static final long serialVersionUID = 1L;

    NotOfContract(String where, String what) {
      super("'" + where + "' " + what);
    }
  }

  private ContractJson() {}

  /** The record in a JSON object. */
  static <T extends SpecificRecord> T read(JsonNode json, Class<T> type) throws NotOfContract {
    ContractTrust.grant();
    Schema schema = SpecificData.get().getSchema(type);
    return type.cast(record(json, schema, schema.getName()));
  }

  private static @Nullable Object value(JsonNode json, Schema schema, String where)
      throws NotOfContract {
    return switch (schema.getType()) {
      case RECORD -> record(json, schema, where);
      case UNION -> union(json, schema, where);
      case ARRAY -> array(json, schema, where);
      case MAP -> map(json, schema, where);
      case STRING -> {
        require(json.isTextual(), json, where, "a text");
        yield json.textValue();
      }
      case BOOLEAN -> {
        require(json.isBoolean(), json, where, "true or false");
        yield json.booleanValue();
      }
      case INT -> {
        require(json.canConvertToInt() && json.isIntegralNumber(), json, where, "a whole number");
        yield json.intValue();
      }
      case LONG -> whole(json, schema, where);
      case DOUBLE -> {
        require(json.isNumber(), json, where, "a number");
        yield json.doubleValue();
      }
      default -> throw new IllegalArgumentException("no JSON for " + schema.getType());
    };
  }

  private static SpecificRecord record(JsonNode json, Schema schema, String where)
      throws NotOfContract {
    require(json.isObject(), json, where, "an object");
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (schema.getField(name) == null) {
        throw new NotOfContract(
            name,
            "is no field of "
                + schema.getName()
                + ", which has "
                + String.join(", ", schema.getFields().stream().map(Schema.Field::name).toList()));
      }
    }
    SpecificRecord record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Schema.Field field : schema.getFields()) {
      JsonNode given = json.get(field.name());
      if (given != null) {
        record.put(field.pos(), value(given, field.schema(), field.name()));
      } else if (field.hasDefaultValue()) {
        record.put(field.pos(), SpecificData.get().getDefaultValue(field));
      } else {
        throw new NotOfContract(field.name(), "is missing");
      }
    }
    return record;
  }

  private static @Nullable Object union(JsonNode json, Schema schema, String where)
      throws NotOfContract {
    List<Schema> fitting = new ArrayList<>();
    for (Schema branch : schema.getTypes()) {
      if (branch.getType() == Schema.Type.NULL) {
        if (json.isNull()) {
          return null;
        }
      } else {
        fitting.add(branch);
      }
    }
    for (Schema branch : fitting) {
      if (fitting.size() == 1 || fits(json, branch)) {
        return value(json, branch, where);
      }
    }
    throw new NotOfContract(where, "is " + kind(json) + ", which it can't be");
  }

  private static boolean fits(JsonNode json, Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> json.isBoolean();
      case LONG -> json.isIntegralNumber() && json.canConvertToLong();
      case DOUBLE -> json.isNumber();
      case STRING -> json.isTextual();
      default -> false;
    };
  }

  private static List<@Nullable Object> array(JsonNode json, Schema schema, String where)
      throws NotOfContract {
    require(json.isArray(), json, where, "a list");
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonNode each : json) {
      elements.add(value(each, schema.getElementType(), where));
    }
    return elements;
  }

  private static Map<String, @Nullable Object> map(JsonNode json, Schema schema, String where)
      throws NotOfContract {
    require(json.isObject(), json, where, "an object");
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      values.put(each.getKey(), value(each.getValue(), schema.getValueType(), each.getKey()));
    }
    return values;
  }

  private static Long whole(JsonNode json, Schema schema, String where) throws NotOfContract {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMillis) {
      if (json.isTextual()) {
        try {
          return Instant.parse(json.textValue()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
          throw new NotOfContract(where, "is no time: write it as " + Times.iso(0));
        }
      }
      require(
          json.isIntegralNumber() && json.canConvertToLong(),
          json,
          where,
          "a time such as " + Times.iso(0));
    }
    require(
        json.isIntegralNumber() && json.canConvertToLong(),
        json,
        where,
        "a whole number (amounts are in minor units: 1999 for 19.99)");
    return json.longValue();
  }

  private static void require(boolean holds, JsonNode json, String where, String expected)
      throws NotOfContract {
    if (!holds) {
      throw new NotOfContract(where, "is " + kind(json) + "; expected " + expected);
    }
  }

  private static String kind(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> "a text";
      case NUMBER -> json.isIntegralNumber() ? "a whole number" : "the number " + json.asText();
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case ARRAY -> "a list";
      default -> "an object";
    };
  }
}

package io.beckon.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beckon.app.input.field.Times;
import io.beckon.contract.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields that several outputs share. */
final class JsonFields {

  private JsonFields() {}

  /** ISO-8601 UTC with milliseconds. */
  static void time(JsonGenerator json, String name, long millis) throws IOException {
    json.writeStringField(name, Times.iso(millis));
  }

  /** A number or null. */
  static void number(JsonGenerator json, String name, @Nullable Long value) throws IOException {
    json.writeFieldName(name);
    value(json, value);
  }

  /** A name or null. */
  static void name(JsonGenerator json, String name, @Nullable Enum<?> value) throws IOException {
    json.writeStringField(name, value == null ? null : value.name());
  }

  /** A field that is there only when it has a value. */
  static void optional(JsonGenerator json, String name, @Nullable Object value) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      value(json, value);
    }
  }

  /** Plain values by name, in order of names, so that equal maps give equal lines. */
  static void map(JsonGenerator json, String name, Map<String, ? extends @Nullable Object> values)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, ? extends @Nullable Object> entry : new TreeMap<>(values).entrySet()) {
      json.writeFieldName(entry.getKey());
      value(json, entry.getValue());
    }
    json.writeEndObject();
  }

  /** Product lines; what a line does not have is left out. */
  static void items(JsonGenerator json, String name, List<Item> items) throws IOException {
    json.writeArrayFieldStart(name);
    for (Item item : items) {
      item(json, item);
    }
    json.writeEndArray();
  }

  /** A product line; what it does not have is left out. */
  static void item(JsonGenerator json, Item item) throws IOException {
    json.writeStartObject();
    json.writeStringField("productId", item.getProductId());
    optional(json, "variantId", item.getVariantId());
    optional(json, "sku", item.getSku());
    json.writeNumberField("quantity", item.getQuantity());
    optional(json, "price", item.getPrice());
    optional(json, "currency", item.getCurrency());
    optional(json, "name", item.getName());
    optional(json, "brand", item.getBrand());
    optional(json, "category", item.getCategory());
    optional(json, "url", item.getUrl());
    optional(json, "imageUrl", item.getImageUrl());
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else {
      json.writeString(value.toString());
    }
  }
}

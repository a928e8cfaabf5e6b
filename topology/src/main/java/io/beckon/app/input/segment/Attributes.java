package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Texts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Free properties and traits as typed values: Boolean, Long, Double, String, or null.
 *
 * <p>Nested objects are flattened with '.' ({@code address.city}); an array of plain values is one
 * text, joined with ','; the elements of an array of objects are numbered ({@code pets.0.name}).
 * Bounds: {@link #MAX_ENTRIES} entries, in the order of the source, the rest is left out; {@link
 * #MAX_DEPTH} levels; texts are cut; a name beyond {@link Texts#MAX_NAME} characters is left out.
 */
final class Attributes {

  static final int MAX_ENTRIES = 100;
  static final int MAX_DEPTH = 5;

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  private Attributes() {}

  /** The fields of an object, without those that are read otherwise. */
  static Map<String, @Nullable Object> of(JsonNode object, Set<String> without) {
    Attributes attributes = new Attributes();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!without.contains(field.getKey())) {
        attributes.add(field.getKey(), field.getValue(), 1);
      }
    }
    return attributes.values;
  }

  private void add(String name, JsonNode value, int depth) {
    if (values.size() >= MAX_ENTRIES || name.length() > Texts.MAX_NAME) {
      return;
    }
    if (!value.isContainerNode()) {
      values.put(name, scalar(value));
    } else if (value.isArray() && plain(value)) {
      List<String> texts = new ArrayList<>();
      value.forEach(element -> texts.add(element.asText()));
      values.put(name, Texts.cut(String.join(",", texts), Texts.MAX_TEXT));
    } else if (depth < MAX_DEPTH) {
      int i = 0;
      for (JsonNode element : value.isArray() ? value : List.<JsonNode>of()) {
        add(name + "." + i++, element, depth + 1);
      }
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        add(name + "." + field.getKey(), field.getValue(), depth + 1);
      }
    }
  }

  private static boolean plain(JsonNode array) {
    for (JsonNode element : array) {
      if (element.isContainerNode()) {
        return false;
      }
    }
    return true;
  }

  /** One value; a number that fits neither a long nor a double stays a text. */
  static @Nullable Object scalar(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      double near = number.doubleValue();
      return Double.isInfinite(near) ? Texts.cut(value.asText(), Texts.MAX_TEXT) : (Object) near;
    }
    return value.isTextual() ? Texts.cut(value.textValue(), Texts.MAX_TEXT) : null;
  }
}

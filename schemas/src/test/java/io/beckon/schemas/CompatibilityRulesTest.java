package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.CompatibilityRules.Direction;
import io.beckon.state.CartState;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The check itself: every breaking change of a real schema must be noticed. */
class CompatibilityRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Schema CART = CurrentSchemas.schema(CartState.class);
  private static final Schema COMMAND = CurrentSchemas.schema(SendCommand.class);
  private static final Schema EVENT = CurrentSchemas.schema(ShopperEvent.class);

  @Test
  void shouldAcceptWhenNothingChanged() {
    for (Schema schema : CurrentSchemas.released()) {
      assertThat(CompatibilityRules.violations(schema, schema, Direction.FULL)).isEmpty();
    }
  }

  @Test
  void shouldAcceptWhenAFieldWithADefaultIsAdded() {
    assertThat(full(CART, with(CART, root -> add(root, "note", "\"string\"", "\"\"")))).isEmpty();
  }

  @Test
  void shouldRefuseWhenAFieldWithoutADefaultIsAdded() {
    assertThat(full(CART, with(CART, root -> add(root, "note", "\"string\"", null))))
        .singleElement()
        .asString()
        .contains("cannot read what an earlier one wrote", "note");
  }

  @Test
  void shouldRefuseWhenARequiredFieldIsRemoved() {
    assertThat(full(COMMAND, with(COMMAND, root -> remove(root, "commandId"))))
        .anySatisfy(line -> assertThat(line).contains("earlier releases cannot read"))
        .anySatisfy(line -> assertThat(line).contains("SendCommand.commandId", "vanished"));
  }

  @Test
  void shouldRefuseWhenAnOptionalFieldIsRemovedOrRenamed() {
    assertThat(full(CART, with(CART, root -> remove(root, "coupon"))))
        .singleElement()
        .asString()
        .contains("CartState.coupon", "vanished");
    assertThat(full(CART, with(CART, root -> field(root, "coupon").put("name", "voucher"))))
        .isNotEmpty();
  }

  @Test
  void shouldRefuseARenameForLaggingReadersEvenWithAnAlias() {
    Schema renamed =
        with(
            CART,
            root -> {
              ObjectNode field = field(root, "lines");
              field.put("name", "contents");
              field.putArray("aliases").add("lines");
            });
    assertThat(CompatibilityRules.violations(CART, renamed, Direction.BACKWARD)).isEmpty();
    assertThat(full(CART, renamed)).isNotEmpty();
  }

  @Test
  void shouldRefuseWhenATypeChanges() {
    assertThat(full(COMMAND, with(COMMAND, root -> field(root, "priority").put("type", "string"))))
        .isNotEmpty();
    // Widening is read by us and not by those who lag.
    Schema widened = with(COMMAND, root -> field(root, "priority").put("type", "long"));
    assertThat(CompatibilityRules.violations(COMMAND, widened, Direction.BACKWARD)).isEmpty();
    assertThat(full(COMMAND, widened)).isNotEmpty();
  }

  @Test
  void shouldRefuseWhenATimeChangesItsUnit() {
    Schema micros =
        with(
            CART,
            root ->
                ((ObjectNode) field(root, "openedAt").get("type"))
                    .put("logicalType", "timestamp-micros"));
    assertThat(full(CART, micros))
        .singleElement()
        .asString()
        .contains("CartState.openedAt", "timestamp-millis", "timestamp-micros");
  }

  @Test
  void shouldRefuseWhenAnEventTypeLeavesTheUnion() {
    Schema fewer = with(EVENT, root -> ((ArrayNode) field(root, "payload").get("type")).remove(0));
    assertThat(CompatibilityRules.violations(EVENT, fewer, Direction.BACKWARD)).isNotEmpty();
  }

  @Test
  void shouldAcceptANewSymbolOnlyBesideADefault() {
    Schema withSymbol =
        with(COMMAND, root -> ((ArrayNode) channel(root).get("symbols")).add("POSTCARD"));
    assertThat(full(COMMAND, withSymbol)).isEmpty();
    Schema strict = with(COMMAND, root -> channel(root).remove("default"));
    assertThat(full(strict, withSymbol)).isNotEmpty();
  }

  @Test
  void shouldRefuseStyleThatHidesMoneyOrMeaning() {
    Consumer<JsonNode> decimal =
        root ->
            field(root, "value")
                .set(
                    "type",
                    JSON.createObjectNode()
                        .put("type", "bytes")
                        .put("logicalType", "decimal")
                        .put("precision", 9)
                        .put("scale", 2));
    assertThat(
            ContractStyle.violations(with(CART, decimal.andThen(CompatibilityRulesTest::noNull))))
        .anySatisfy(line -> assertThat(line).contains("CartState.value", "decimal"))
        .anySatisfy(line -> assertThat(line).contains("CartState.value", "must be a long"));
    assertThat(ContractStyle.violations(with(CART, root -> field(root, "lines").remove("doc"))))
        .containsExactly("CartState.lines has no doc: say what it holds, and its unit");
    Schema strict = new Schema.Parser().parse(channelWithoutDefault());
    assertThat(ContractStyle.violations(strict)).singleElement().asString().contains("UNKNOWN");
  }

  private static void noNull(JsonNode root) {
    field(root, "value").remove("default");
  }

  private static String channelWithoutDefault() {
    return "{\"type\":\"enum\",\"name\":\"E\",\"doc\":\"d\",\"symbols\":[\"UNKNOWN\",\"A\"]}";
  }

  private static List<String> full(Schema released, Schema current) {
    return CompatibilityRules.violations(released, current, Direction.FULL);
  }

  static Schema with(Schema schema, Consumer<JsonNode> change) {
    try {
      JsonNode root = JSON.readTree(schema.toString());
      change.accept(root);
      return new Schema.Parser().parse(root.toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode field(JsonNode root, String name) {
    for (JsonNode field : root.get("fields")) {
      if (field.get("name").asText().equals(name)) {
        return (ObjectNode) field;
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static ObjectNode channel(JsonNode root) {
    return (ObjectNode) field(root, "channel").get("type");
  }

  static void remove(JsonNode root, String name) {
    ArrayNode fields = (ArrayNode) root.get("fields");
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).get("name").asText().equals(name)) {
        fields.remove(i);
        return;
      }
    }
    throw new IllegalArgumentException(name);
  }

  static void add(JsonNode root, String name, String type, @Nullable String defaultValue) {
    try {
      ObjectNode field = ((ArrayNode) root.get("fields")).addObject();
      field.put("name", name).put("doc", "New.").set("type", JSON.readTree(type));
      if (defaultValue != null) {
        field.set("default", JSON.readTree(defaultValue));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.beckon.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Maps recorded data in layouts of others to Segment calls, one a line. */
final class Recordings {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Recordings() {}

  /** Clicks, carts and orders of 20 sessions of a real shop. */
  static Path otto(Path folder) throws IOException {
    List<String> calls = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.at("otto/otto_train_sample.jsonl"))) {
      JsonNode session = JSON.readTree(line);
      String shopper = "session-" + session.get("session").asText();
      calls.add(consenting(shopper, session.get("events").get(0).get("ts").asLong()));
      int index = 0;
      for (JsonNode event : session.get("events")) {
        long time = event.get("ts").asLong();
        ObjectNode properties = JSON.createObjectNode();
        String name =
            switch (event.get("type").asText()) {
              case "clicks" -> "Product Viewed";
              case "carts" -> "Product Added";
              default -> "Order Completed";
            };
        if (name.equals("Order Completed")) {
          properties.put("order_id", shopper + "-" + time);
        } else {
          properties.put("product_id", event.get("aid").asText());
        }
        calls.add(track(shopper, name, time, shopper + "#" + index++, properties));
      }
    }
    return write(folder.resolve("otto.ndjson"), calls);
  }

  /** Six months of 600 synthetic shoppers, with checkouts and payment errors. */
  static Path retentioneering(Path folder) throws IOException {
    List<String> calls = new ArrayList<>();
    Set<String> known = new LinkedHashSet<>();
    List<String> lines =
        Files.readAllLines(SharedData.at("retentioneering/retentioneering_ecom.csv"));
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      String shopper = cells[0];
      long time = LocalDateTime.parse(cells[3], LOCAL).toInstant(ZoneOffset.UTC).toEpochMilli();
      if (known.add(shopper) && known.size() % 3 != 0) {
        calls.add(consenting(shopper, time));
      }
      ObjectNode properties = JSON.createObjectNode();
      String name = name(cells[2], properties, cells, i);
      calls.add(track(shopper, name, time, "line-" + i, properties));
    }
    return write(folder.resolve("retentioneering.ndjson"), calls);
  }

  private static String name(String event, ObjectNode properties, String[] cells, int line) {
    String product = cells[1] + "-product";
    return switch (event) {
      case "product_view" -> {
        properties.put("product_id", product);
        yield "Product Viewed";
      }
      case "add_to_cart" -> {
        properties.put("product_id", product).put("price", "19.90").put("currency", "EUR");
        yield "Product Added";
      }
      case "cart" -> "Cart Viewed";
      case "shipping_details" -> {
        properties.put("step", "shipping");
        yield "Checkout Step Viewed";
      }
      case "payment_details" -> "Payment Info Entered";
      case "payment_error" -> {
        properties.put("reason", "declined");
        yield "Payment Failed";
      }
      case "purchase" -> {
        properties.put("order_id", "order-" + line).put("total", "19.90").put("currency", "EUR");
        yield "Order Completed";
      }
      case "catalog" -> "Product List Viewed";
      default -> event;
    };
  }

  private static String consenting(String shopper, long time) throws IOException {
    ObjectNode call = call("identify", shopper, time, "identify-" + shopper);
    ObjectNode traits = call.putObject("traits");
    traits.put("email", shopper + "@example.com").put("timezone", "Europe/Berlin");
    traits.putObject("consent").put("email", "granted");
    return JSON.writeValueAsString(call);
  }

  private static String track(
      String shopper, String name, long time, String id, ObjectNode properties) throws IOException {
    ObjectNode call = call("track", shopper, time, id);
    call.put("event", name);
    call.set("properties", properties);
    return JSON.writeValueAsString(call);
  }

  private static ObjectNode call(String type, String shopper, long time, String id) {
    return JSON.createObjectNode()
        .put("type", type)
        .put("userId", shopper)
        .put("messageId", id)
        .put("timestamp", Instant.ofEpochMilli(time).toString());
  }

  private static Path write(Path file, List<String> lines) throws IOException {
    return Files.write(file, lines);
  }
}

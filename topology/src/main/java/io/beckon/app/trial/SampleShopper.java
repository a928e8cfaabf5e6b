package io.beckon.app.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.CommandFailedException;
import io.beckon.app.config.Durations;
import io.beckon.app.input.BadInputException;
import io.beckon.app.input.ProductFile;
import io.beckon.app.input.segment.Mapped;
import io.beckon.app.input.segment.SegmentJson;
import io.beckon.app.input.segment.SegmentMapping;
import io.beckon.contract.Product;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.code.CodePools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sample shopper: who they are, and what they do when.
 *
 * @param id the shopper id
 * @param start when it begins, epoch milliseconds
 * @param products the catalog when it begins
 * @param codes those in pools when it begins, by pool
 * @param acts what happens, in order of time
 */
public record SampleShopper(
    String id,
    long start,
    List<Product> products,
    Map<String, List<String>> codes,
    List<Act> acts) {

  private static final Set<String> KEYS =
      Set.of("shopper", "start", "traits", "products", "codes", "events");
  private static final Set<String> EVENT_KEYS =
      Set.of(
          "after",
          "type",
          "event",
          "properties",
          "traits",
          "message",
          "product",
          "anonymousId",
          "previousId");
  private static final Instant MONDAY_MORNING = Instant.parse("2026-01-05T10:00:00Z");

  public SampleShopper {
    products = List.copyOf(products);
    codes = Map.copyOf(codes);
    acts = List.copyOf(acts);
  }

  /**
   * Something that happens.
   *
   * @param at epoch milliseconds
   * @param name of the event, for people
   * @param product what the catalog says from now on; null: nothing new
   */
  record Act(
      long at, String name, Function<Sent, List<ShopperEvent>> events, @Nullable Product product) {}

  /** Tells which command the message of a step was; null when it was not sent. */
  @FunctionalInterface
  interface Sent {
    @Nullable String commandOf(String step);
  }

  /**
   * Reads one from a file.
   *
   * @throws CommandFailedException with what is wrong and where
   */
  public static SampleShopper read(Path file, String currency) {
    try {
      return new Reader(file, new SegmentMapping(currency))
          .read(SegmentJson.reader().readTree(Files.readString(file)));
    } catch (JsonProcessingException e) {
      throw CommandFailedException.badInput(
          file
              + ":"
              + e.getLocation().getLineNr()
              + ": this is not JSON: "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw CommandFailedException.badInput("can't read " + file, e);
    }
  }

  private record Reader(Path file, SegmentMapping mapping) {

    SampleShopper read(JsonNode root) {
      known(root, "the sample", KEYS);
      String name = String.valueOf(file.getFileName());
      String id = root.path("shopper").asText(name.replaceAll("\\.json$", ""));
      long start = start(root.path("start"));
      List<Act> acts = new ArrayList<>();
      if (root.has("traits")) {
        ObjectNode identify = call(id, start, "identify", 0);
        identify.set("traits", root.get("traits"));
        acts.add(act(start, "identify", identify, "'traits'"));
      }
      List<Product> products = new ArrayList<>();
      for (JsonNode product : root.path("products")) {
        products.add(product(product, "product " + (products.size() + 1)));
      }
      int number = 0;
      for (JsonNode event : root.path("events")) {
        acts.add(event(id, start, event, ++number));
      }
      acts.sort(Comparator.comparingLong(Act::at));
      return new SampleShopper(id, start, products, codes(root.path("codes")), acts);
    }

    private Map<String, List<String>> codes(JsonNode json) {
      Map<String, List<String>> pools = new TreeMap<>();
      for (Map.Entry<String, JsonNode> pool : json.properties()) {
        List<String> codes = new ArrayList<>();
        for (JsonNode code : pool.getValue()) {
          if (!CodePools.isCode(code.asText())) {
            throw wrong("'codes': " + code + " is no code: expected text without spaces");
          }
          codes.add(code.asText());
        }
        pools.put(pool.getKey(), codes);
      }
      return pools;
    }

    private Product product(JsonNode json, String where) {
      try {
        return ProductFile.product(json);
      } catch (BadInputException e) {
        throw wrong(where + ' ' + e.getMessage());
      }
    }

    private Act event(String id, long start, JsonNode event, int number) {
      String where = "event " + number;
      known(event, where, EVENT_KEYS);
      long at = start + after(event.path("after"), where);
      if (event.has("product")) {
        Product product = product(event.get("product"), where + ": 'product'");
        return new Act(at, "catalog: " + product.getProductId(), sent -> List.of(), product);
      }
      String type = event.path("type").asText("track");
      ObjectNode call = call(id, at, type, number);
      if (event.has("anonymousId") && !type.equals("identify") && !type.equals("alias")) {
        call.remove("userId");
      }
      for (Map.Entry<String, JsonNode> field : event.properties()) {
        if (!field.getKey().equals("after") && !field.getKey().equals("message")) {
          call.set(field.getKey(), field.getValue());
        }
      }
      String name = event.path("event").asText(type);
      String step = event.path("message").asText("");
      if (step.isEmpty()) {
        return act(at, name, call, where);
      }
      return new Act(
          at,
          name + " (" + step + ")",
          sent -> {
            ObjectNode about = call.deepCopy();
            String command = sent.commandOf(step);
            if (command == null) {
              return List.of();
            }
            about.withObject("/properties").put("command_id", command);
            return events(about, where);
          },
          null);
    }

    private Act act(long at, String name, ObjectNode call, String where) {
      List<ShopperEvent> events = events(call, where);
      return new Act(at, name, sent -> events, null);
    }

    private List<ShopperEvent> events(ObjectNode call, String where) {
      Mapped mapped = mapping.map(call);
      if (mapped instanceof Mapped.Refused refused) {
        throw wrong(where + ": " + refused.message());
      }
      return ((Mapped.Events) mapped).events();
    }

    private static ObjectNode call(String id, long at, String type, int number) {
      ObjectNode call = JsonNodeFactory.instance.objectNode();
      call.put("type", type);
      call.put("userId", id);
      call.put("messageId", id + "-" + number);
      call.put("timestamp", Instant.ofEpochMilli(at).toString());
      return call;
    }

    private long start(JsonNode given) {
      if (given.isMissingNode()) {
        return MONDAY_MORNING.toEpochMilli();
      }
      try {
        return Instant.parse(given.asText()).toEpochMilli();
      } catch (DateTimeException e) {
        throw wrong("'start' is " + given + ": expected a time such as 2026-11-27T08:00:00Z");
      }
    }

    private long after(JsonNode given, String where) {
      if (given.isMissingNode() || given.asText().equals("0")) {
        return 0;
      }
      try {
        Duration after = Durations.parse(given.asText());
        return after.toMillis();
      } catch (IllegalArgumentException e) {
        throw wrong(where + ": 'after' is " + given + ": expected a time such as 30m, 12h or 2d");
      }
    }

    private void known(JsonNode node, String what, Set<String> keys) {
      if (!node.isObject()) {
        throw wrong(what + " is no JSON object");
      }
      for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!keys.contains(name)) {
          throw wrong(
              what
                  + " has an unknown key '"
                  + name
                  + "': expected "
                  + String.join(", ", sorted(keys)));
        }
      }
    }

    private static List<String> sorted(Set<String> keys) {
      return keys.stream().sorted().toList();
    }

    private CommandFailedException wrong(String message) {
      return CommandFailedException.badInput(file + ": " + message, null);
    }
  }
}

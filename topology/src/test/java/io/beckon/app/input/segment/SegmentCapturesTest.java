package io.beckon.app.input.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.Aliased;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.Identified;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What unmodified SDKs really send. */
class SegmentCapturesTest {

  private final SegmentMapping mapping = new SegmentMapping("USD");

  @Test
  void shouldMapEveryCapturedCallOrSayWhyNot() throws IOException {
    Map<String, Class<?>> expected =
        Map.of(
            "identify", Identified.class,
            "alias", Aliased.class,
            "page", PageViewed.class,
            "screen", PageViewed.class,
            "Product Viewed", ProductViewed.class,
            "Product Added", ProductAdded.class,
            "Checkout Started", CheckoutStarted.class,
            "Order Completed", OrderCompleted.class);
    int calls = 0;
    for (Path file : captures()) {
      for (JsonNode call : SegmentJson.calls(read(file))) {
        calls++;
        Mapped mapped = mapping.map(call);
        String type = call.path("type").asText();
        if (type.equals("group")) {
          assertThat(((Mapped.Refused) mapped).reason()).isEqualTo(Reason.UNSUPPORTED_CALL);
          continue;
        }
        assertThat(mapped).as("%s: %s", file, call).isInstanceOf(Mapped.Events.class);
        ShopperEvent event = ((Mapped.Events) mapped).events().get(0);
        String name = type.equals("track") ? call.path("event").asText() : type;
        assertThat(event.getPayload()).isExactlyInstanceOf(expected.get(name));
        assertThat(event.getEventId()).isEqualTo(call.path("messageId").asText());
        String first = type.equals("identify") ? "anonymousId" : "userId";
        String second = type.equals("identify") ? "userId" : "anonymousId";
        assertThat(event.getShopperId())
            .isEqualTo(call.path(first).asText(call.path(second).asText()));
        assertThat(event.getSource()).contains("analytics-node");
      }
    }
    assertThat(calls).isGreaterThanOrEqualTo(54 + 6);
  }

  @Test
  void shouldHaveTheSameIdsWhenTheSdkTriesAgain() throws IOException {
    List<List<String>> attempts = new ArrayList<>();
    for (Path file : captures()) {
      if (file.toString().contains("segment-retry")) {
        attempts.add(ids(file));
      }
    }
    assertThat(attempts).hasSize(4).allMatch(attempts.get(0)::equals);
  }

  private List<String> ids(Path file) throws IOException {
    List<String> ids = new ArrayList<>();
    for (JsonNode call : SegmentJson.calls(read(file))) {
      if (mapping.map(call) instanceof Mapped.Events events) {
        ids.add(events.events().get(0).getEventId());
      }
    }
    return ids;
  }

  private static JsonNode read(Path file) throws IOException {
    return SegmentJson.reader().readTree(Files.readAllBytes(file));
  }

  private static List<Path> captures() throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.at("segment-captures"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}

package io.beckon.app.input.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.ShopperEvent;
import java.util.List;

/** Calls written as text in tests, with single quotes. */
final class Calls {

  private static final SegmentMapping MAPPING = new SegmentMapping("USD");

  private Calls() {}

  static JsonNode json(String text) {
    try {
      return SegmentJson.reader().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  static List<ShopperEvent> events(String call) {
    Mapped mapped = MAPPING.map(json(call));
    assertThat(mapped).isInstanceOf(Mapped.Events.class);
    return ((Mapped.Events) mapped).events();
  }

  static ShopperEvent event(String call) {
    List<ShopperEvent> events = events(call);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  static void assertRefused(Reason reason, String call) {
    Mapped mapped = MAPPING.map(json(call));
    assertThat(mapped).isInstanceOf(Mapped.Refused.class);
    assertThat(((Mapped.Refused) mapped).reason()).isEqualTo(reason);
  }

  static String track(String name, String properties) {
    return "{'type':'track','event':'"
        + name
        + "','userId':'u1','messageId':'m1','timestamp':'2026-01-01T00:00:00Z','properties':"
        + properties
        + "}";
  }

  static String identify(String traits) {
    return "{'type':'identify','userId':'u1','messageId':'m1','timestamp':'2026-01-01T00:00:00Z',"
        + "'traits':"
        + traits
        + "}";
  }

  static <T> T payload(Class<T> type, String call) {
    return type.cast(event(call).getPayload());
  }

  static <T> T tracked(Class<T> type, String name, String properties) {
    return payload(type, track(name, properties));
  }
}

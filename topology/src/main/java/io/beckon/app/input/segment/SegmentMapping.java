package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Money;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.app.input.field.Texts;
import io.beckon.contract.Aliased;
import io.beckon.contract.Identified;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ShopperEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Segment call into the contract.
 *
 * <ul>
 *   <li>The shopper is {@code userId}, else {@code anonymousId}; ids have 1 to 256 bytes. An
 *       identify call with both is about the anonymous one, who becomes known by it.
 *   <li>The event's id is {@code messageId}, else a UUID made of the call's content and time
 *       without what a retry may change, so that the same call read again is the same event.
 *   <li>It occurred at {@code timestamp}, else {@code originalTimestamp}, {@code sentAt}, {@code
 *       receivedAt}: the first that is there.
 *   <li>The source is {@code properties.source}, else the sending library, else {@code segment}.
 *   <li>It is historical when {@code historical} is true in properties, context or context.beckon.
 *   <li>Events of the e-commerce, e-mail and mobile specs and of GA4 get their meaning ({@link
 *       TrackKind}, {@link Feedback}); all others are custom events with typed properties ({@link
 *       Attributes}).
 *   <li>Amounts are decimal numbers or texts in major units.
 * </ul>
 *
 * <p>Immutable and safe to share.
 */
public final class SegmentMapping {

  private final Track track;

  /**
   * A mapping.
   *
   * @param defaultCurrency ISO-4217 code for amounts that name none
   * @throws IllegalArgumentException when there is no such currency
   */
  public SegmentMapping(String defaultCurrency) {
    try {
      this.track = new Track(new Products(Money.currency(defaultCurrency, "default currency")));
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
  }

  /** Reads one call; a document that may hold several goes through {@link SegmentJson#calls}. */
  public Mapped map(JsonNode call) {
    try {
      return new Mapped.Events(events(call));
    } catch (Refusal refusal) {
      return new Mapped.Refused(
          refusal.reason(), Objects.requireNonNullElse(refusal.getMessage(), ""));
    }
  }

  private List<ShopperEvent> events(JsonNode node) throws Refusal {
    if (!node.isObject()) {
      throw new Refusal(
          Reason.UNKNOWN_CALL, "no call: expected a JSON object with type, userId and timestamp");
    }
    Props call = new Props(node, "");
    String type = type(call);
    String shopperId = shopper(call, type);
    long occurredAt = occurredAt(call);
    String messageId = call.id(Ids.MAX_BYTES, "messageId");
    String eventId =
        messageId != null ? messageId : Ids.named(Canonical.text(node), Long.toString(occurredAt));
    Props properties = call.child("properties");
    List<?> payloads =
        switch (type) {
          case "track" -> track.payloads(eventName(call), properties, eventId);
          case "identify" -> List.of(identified(call, shopperId));
          case "alias" -> List.of(aliased(call, shopperId));
          default -> List.of(page(call));
        };
    String source = source(call);
    boolean historical = historical(call);
    List<ShopperEvent> events = new ArrayList<>(payloads.size());
    for (Object payload : payloads) {
      String id = events.isEmpty() ? eventId : eventId + "#" + (events.size() + 1);
      events.add(new ShopperEvent(id, occurredAt, shopperId, source, historical, payload));
    }
    return events;
  }

  private static String type(Props call) throws Refusal {
    String type = call.raw("type");
    if (type == null && call.raw("event") != null) {
      return "track";
    }
    String normal = type == null ? "" : type.toLowerCase(Locale.ROOT);
    return switch (normal) {
      case "track", "identify", "alias", "page", "screen" -> normal;
      case "group" ->
          throw new Refusal(
              Reason.UNSUPPORTED_CALL, "a group call says nothing about a shopper: ignored");
      default ->
          throw new Refusal(
              Reason.UNKNOWN_CALL,
              "type is unknown: expected track, identify, alias, page, screen");
    };
  }

  private static String shopper(Props call, String type) throws Refusal {
    String id =
        type.equals("identify")
            ? call.id(Ids.MAX_BYTES, "anonymousId", "userId")
            : call.id(Ids.MAX_BYTES, "userId", "anonymousId");
    if (id == null) {
      throw new Refusal(Reason.NO_SHOPPER, "no shopper: expected userId or anonymousId");
    }
    return id;
  }

  private static long occurredAt(Props call) throws Refusal {
    for (String name : List.of("timestamp", "originalTimestamp", "sentAt", "receivedAt")) {
      Long time = call.time(name);
      if (time != null) {
        return time;
      }
    }
    throw new Refusal(
        Reason.NO_TIME, "no time: expected timestamp, originalTimestamp, sentAt or receivedAt");
  }

  private static String eventName(Props call) throws Refusal {
    String name = call.raw("event");
    if (name == null || name.length() > Texts.MAX_NAME) {
      throw new Refusal(
          Reason.NO_NAME,
          "no event name: expected event, a text of at most " + Texts.MAX_NAME + " characters");
    }
    return name;
  }

  private static String source(Props call) {
    String own = call.child("properties").name("source");
    String library = own != null ? own : call.child("context").child("library").name("name");
    return library != null ? library : "segment";
  }

  private static boolean historical(Props call) {
    Props context = call.child("context");
    return call.child("properties").isTrue("historical")
        || context.isTrue("historical")
        || context.child("beckon").isTrue("historical");
  }

  private static Identified identified(Props call, String shopperId) throws Refusal {
    String userId = call.id(Ids.MAX_BYTES, "userId");
    return Traits.identified(call, shopperId.equals(userId) ? null : userId);
  }

  private static Aliased aliased(Props call, String shopperId) throws Refusal {
    String previous = call.id(Ids.MAX_BYTES, "previousId", "anonymousId");
    if (previous == null || previous.equals(shopperId)) {
      throw new Refusal(
          Reason.BAD_ALIAS, "no alias: expected userId and another previousId or anonymousId");
    }
    return new Aliased(previous);
  }

  private static PageViewed page(Props call) {
    Props properties = call.child("properties");
    Props context = call.child("context").child("page");
    return new PageViewed(
        or(call.name("name"), properties.name("name")),
        or(properties.url("url"), context.url("url")),
        or(properties.name("title"), context.name("title")),
        or(properties.url("referrer"), context.url("referrer")));
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }
}

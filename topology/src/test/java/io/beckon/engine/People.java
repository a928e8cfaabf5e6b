package io.beckon.engine;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.ErasureRequested;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.ShopperEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events that say who a shopper is and what they want, for tests of flows. */
public final class People {

  private People() {}

  /** Reachable by mail and phone; agrees to everything there. */
  public static ShopperEvent known(String shopper) {
    return knownIn("UTC", shopper);
  }

  /** The same, with a time zone. */
  public static ShopperEvent knownIn(String zone, String shopper) {
    return event(
        shopper,
        Identified.newBuilder()
            .setEmail(shopper + "@example.com")
            .setPhone("+4915112345678")
            .setTimezone(zone)
            .setConsents(
                List.of(
                    consent(Channel.EMAIL, ConsentState.GRANTED),
                    consent(Channel.SMS, ConsentState.GRANTED)))
            .build());
  }

  /** As {@link #known}, with a language. */
  public static ShopperEvent speaking(String language, String shopper) {
    ShopperEvent event = knownIn("UTC", shopper);
    Identified identified =
        Identified.newBuilder((Identified) event.getPayload()).setLanguage(language).build();
    return ShopperEvent.newBuilder(event).setPayload(identified).build();
  }

  /** Reachable there; agrees to everything. */
  public static ShopperEvent at(@Nullable String email, @Nullable String phone, String shopper) {
    return event(
        shopper,
        Identified.newBuilder()
            .setEmail(email)
            .setPhone(phone)
            .setCountry(phone == null ? null : "US")
            .setConsents(
                List.of(
                    consent(Channel.EMAIL, ConsentState.GRANTED),
                    consent(Channel.SMS, ConsentState.GRANTED)))
            .build());
  }

  /** Answers a message in words. */
  public static ShopperEvent replied(String text, Channel channel, String shopper) {
    return event(
        shopper,
        MessageFeedback.newBuilder()
            .setKind(FeedbackKind.REPLIED)
            .setChannel(channel)
            .setText(text)
            .build());
  }

  /** Answers that message in words. */
  public static ShopperEvent answered(String text, String commandId, String shopper) {
    return event(
        shopper,
        MessageFeedback.newBuilder()
            .setKind(FeedbackKind.REPLIED)
            .setCommandId(commandId)
            .setText(text)
            .build());
  }

  /** The address does not exist. */
  public static ShopperEvent bounced(Channel channel, String shopper) {
    return event(
        shopper,
        MessageFeedback.newBuilder()
            .setKind(FeedbackKind.BOUNCED)
            .setChannel(channel)
            .setHardBounce(true)
            .build());
  }

  /** Turns out to be a customer of the shop. */
  public static ShopperEvent becomes(String customerId, String shopper) {
    return event(
        shopper, Identified.newBuilder().setKnownId(customerId).setConsents(List.of()).build());
  }

  /** Wants to be forgotten. */
  public static ShopperEvent erasure(String shopper) {
    return event(shopper, new ErasureRequested(List.of(), List.of()));
  }

  /** Says yes or no to a channel, for all purposes. */
  public static ShopperEvent says(ConsentState state, Channel channel, String shopper) {
    return event(shopper, new ConsentChanged(consent(channel, state)));
  }

  /** A sender's report, on a command if there is one to name. */
  public static ShopperEvent report(
      FeedbackKind kind, Channel channel, @Nullable String commandId, String shopper) {
    return report(kind, channel, commandId, null, null, shopper);
  }

  /** The same, with the link that was clicked, or the topic of a reply. */
  public static ShopperEvent report(
      FeedbackKind kind,
      Channel channel,
      @Nullable String commandId,
      @Nullable String link,
      @Nullable String topic,
      String shopper) {
    return event(
        shopper,
        MessageFeedback.newBuilder()
            .setKind(kind)
            .setCommandId(commandId)
            .setChannel(channel)
            .setLink(link)
            .setTopic(topic)
            .build());
  }

  /** An order, worth so much in cents. */
  public static ShopperEvent ordered(String orderId, long total, String shopper) {
    return event(
        shopper,
        OrderCompleted.newBuilder()
            .setOrderId(orderId)
            .setTotal(total)
            .setCurrency("USD")
            .setItems(List.of())
            .build());
  }

  /** An order of these. */
  public static ShopperEvent bought(String orderId, String shopper, Item... items) {
    return event(
        shopper,
        OrderCompleted.newBuilder()
            .setOrderId(orderId)
            .setCurrency("USD")
            .setItems(List.of(items))
            .build());
  }

  /** Says something about themselves. */
  public static ShopperEvent says(String attribute, Object value, String shopper) {
    return event(
        shopper,
        Identified.newBuilder()
            .setConsents(List.of())
            .setAttributes(Map.of(attribute, value))
            .build());
  }

  /** An event of the shop's own. */
  public static ShopperEvent custom(String name, Map<String, Object> properties, String shopper) {
    return event(shopper, new CustomEvent(name, properties));
  }

  private static ConsentGiven consent(Channel channel, ConsentState state) {
    return ConsentGiven.newBuilder().setChannel(channel).setState(state).setSource("test").build();
  }

  private static ShopperEvent event(String shopper, SpecificRecord payload) {
    return ShopperEvent.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(0)
        .setShopperId(shopper)
        .setSource("test")
        .setPayload(payload)
        .build();
  }
}

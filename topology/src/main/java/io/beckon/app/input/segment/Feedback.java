package io.beckon.app.input.segment;

import static java.util.Map.entry;

import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Refusal;
import io.beckon.app.input.field.Texts;
import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.MessageFeedback;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What senders report, by Segment's e-mail and mobile specs and the same words for other channels:
 * {@code Email Link Clicked}, {@code SMS Replied}, {@code Push Notification Tapped}, {@code
 * Unsubscribed}. The message is the one of {@code properties.command_id}.
 */
final class Feedback {

  private static final Map<String, Channel> CHANNELS =
      Map.ofEntries(
          entry("email ", Channel.EMAIL),
          entry("sms ", Channel.SMS),
          entry("push notification ", Channel.PUSH),
          entry("push ", Channel.PUSH),
          entry("whatsapp ", Channel.WHATSAPP),
          entry("messenger ", Channel.MESSENGER),
          entry("instagram ", Channel.INSTAGRAM));

  private static final Map<String, FeedbackKind> KINDS =
      Map.ofEntries(
          entry("delivered", FeedbackKind.DELIVERED),
          entry("received", FeedbackKind.DELIVERED),
          entry("bounced", FeedbackKind.BOUNCED),
          entry("failed", FeedbackKind.FAILED),
          entry("opened", FeedbackKind.OPENED),
          entry("link clicked", FeedbackKind.CLICKED),
          entry("clicked", FeedbackKind.CLICKED),
          entry("tapped", FeedbackKind.CLICKED),
          entry("replied", FeedbackKind.REPLIED),
          entry("unsubscribed", FeedbackKind.UNSUBSCRIBED),
          entry("marked as spam", FeedbackKind.COMPLAINED));

  private Feedback() {}

  /**
   * The feedback an event of that name is; null when it is none.
   *
   * @param normalName as {@link TrackKind#normal} gives it
   */
  static @Nullable MessageFeedback of(String normalName, Props properties) throws Refusal {
    if (normalName.equals("unsubscribed")) {
      return unsubscribed(properties);
    }
    for (Map.Entry<String, Channel> channel : CHANNELS.entrySet()) {
      if (normalName.startsWith(channel.getKey())) {
        FeedbackKind kind = KINDS.get(normalName.substring(channel.getKey().length()));
        if (kind != null) {
          return feedback(kind, channel.getValue(), properties);
        }
      }
    }
    return null;
  }

  /** The e-mail spec's event; of another channel when it says so, or its command does. */
  private static MessageFeedback unsubscribed(Props properties) throws Refusal {
    String named = properties.raw("channel");
    Channel channel = named == null ? null : Consents.channel(named);
    if (channel == null && properties.raw("command_id") == null) {
      channel = Channel.EMAIL;
    }
    return feedback(FeedbackKind.UNSUBSCRIBED, channel, properties);
  }

  private static MessageFeedback feedback(
      FeedbackKind kind, @Nullable Channel channel, Props properties) throws Refusal {
    boolean replied = kind == FeedbackKind.REPLIED;
    return new MessageFeedback(
        kind,
        properties.id(Ids.MAX_BYTES, "command_id", "commandId"),
        channel,
        kind == FeedbackKind.BOUNCED && hard(properties),
        kind == FeedbackKind.CLICKED
            ? properties.text(Texts.MAX_URL, "link_name", "link_id", "link_url", "link", "url")
            : null,
        replied ? properties.text(Texts.MAX_REPLY, "text", "body", "message") : null,
        replied ? properties.name("topic") : null,
        properties.text(Texts.MAX_TEXT, "reason", "error"));
  }

  /** Only what the provider calls permanent: a full mailbox must not suppress an address. */
  private static boolean hard(Props properties) {
    return properties.is("bounce_type", "hard", "permanent")
        || properties.is("type", "hard", "permanent")
        || properties.isTrue("hard_bounce")
        || properties.isTrue("hard");
  }
}

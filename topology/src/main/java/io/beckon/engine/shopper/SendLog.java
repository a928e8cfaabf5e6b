package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Purpose;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to the shopper lately, oldest first: the last-send times that caps and cooldowns
 * look at; and how the shopper answers each channel.
 */
public record SendLog(List<SentMessage> messages, List<ChannelResponse> responses) {

  /** How many messages are kept at most. */
  public static final int MAX_MESSAGES = 300;

  /** How long a message is kept: 31 days, in milliseconds; no window may be longer than 30. */
  public static final long MAX_AGE_MS = 31L * 24 * 60 * 60 * 1000;

  /** Nothing sent. */
  public static final SendLog EMPTY = new SendLog(List.of());

  public SendLog {
    messages = List.copyOf(messages);
    responses = List.copyOf(responses);
  }

  /** Messages to which no answer is known. */
  public SendLog(List<SentMessage> messages) {
    this(messages, List.of());
  }

  /** The same log with one more message; what is too old at its time is forgotten. */
  public SendLog with(SentMessage message) {
    List<SentMessage> next = new ArrayList<>(messages.size() + 1);
    for (SentMessage old : messages) {
      if (old.at() > message.at() - MAX_AGE_MS) {
        next.add(old);
      }
    }
    next.add(message);
    int surplus = next.size() - MAX_MESSAGES;
    return new SendLog(
        surplus > 0 ? next.subList(surplus, next.size()) : next,
        message.purpose() == Purpose.TRANSACTIONAL
            ? responses
            : with(response(message.channel()).sent(message.at())));
  }

  /**
   * Since when the log is sure to hold every message, epoch milliseconds. It may have forgotten
   * earlier ones: by number when it is full, and by age always.
   */
  public long completeSince() {
    return messages.size() < MAX_MESSAGES ? Long.MIN_VALUE : messages.get(0).at();
  }

  /** The message of a command, null when it is not known (any more). */
  public @Nullable SentMessage find(String commandId) {
    for (SentMessage message : messages) {
      if (message.commandId().equals(commandId)) {
        return message;
      }
    }
    return null;
  }

  /** The same log with a message settled. */
  public SendLog settled(String commandId) {
    SentMessage known = find(commandId);
    if (known == null || known.settled()) {
      return this;
    }
    return new SendLog(
        messages.stream().map(m -> m.commandId().equals(commandId) ? m.asSettled() : m).toList(),
        responses);
  }

  /** How the shopper answers a channel. */
  public ChannelResponse response(Channel channel) {
    for (ChannelResponse response : responses) {
      if (response.channel() == channel) {
        return response;
      }
    }
    return ChannelResponse.none(channel);
  }

  /**
   * The same log after a sender's report.
   *
   * @param hardBounce the address does not exist; that is told elsewhere and no matter of counting
   * @param at when it happened, epoch milliseconds
   */
  public SendLog reported(Channel channel, FeedbackKind kind, boolean hardBounce, long at) {
    if (channel == Channel.UNKNOWN || hardBounce) {
      return this;
    }
    ChannelResponse known = response(channel);
    ChannelResponse next = known.reported(kind, at);
    return next.equals(known) ? this : new SendLog(messages, with(next));
  }

  private List<ChannelResponse> with(ChannelResponse changed) {
    List<ChannelResponse> next = new ArrayList<>(responses);
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).channel() == changed.channel()) {
        next.set(i, changed);
        return next;
      }
    }
    next.add(changed);
    return next;
  }
}

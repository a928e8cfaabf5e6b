package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to the shopper lately, oldest first: the last-send times that caps and cooldowns
 * look at.
 */
public record SendLog(List<SentMessage> messages) {

  /** How many messages are kept at most. */
  public static final int MAX_MESSAGES = 100;

  /** How long a message is kept: 30 days, in milliseconds; no cap window may be longer. */
  public static final long MAX_AGE_MS = 30L * 24 * 60 * 60 * 1000;

  /** Nothing sent. */
  public static final SendLog EMPTY = new SendLog(List.of());

  public SendLog {
    messages = List.copyOf(messages);
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
    return new SendLog(surplus > 0 ? next.subList(surplus, next.size()) : next);
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
        messages.stream().map(m -> m.commandId().equals(commandId) ? m.asSettled() : m).toList());
  }
}

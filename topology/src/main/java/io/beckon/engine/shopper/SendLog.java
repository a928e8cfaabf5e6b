package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to the shopper lately, oldest first: the last-send times that caps and cooldowns
 * look at.
 *
 * @param lastSent when each variation of a message that is not here any more was sent last, oldest
 *     first
 */
public record SendLog(List<SentMessage> messages, List<LastSent> lastSent) {

  /** How many messages are kept at most. */
  public static final int MAX_MESSAGES = 100;

  /** How long a message is kept: 30 days, in milliseconds; no cap window may be longer. */
  public static final long MAX_AGE_MS = 30L * 24 * 60 * 60 * 1000;

  /** Not sent, as far as is remembered. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Nothing sent. */
  public static final SendLog EMPTY = new SendLog(List.of());

  /** How many variations are remembered beyond that; the one sent longest ago goes first. */
  public static final int MAX_VARIATIONS = 100;

  public SendLog {
    messages = List.copyOf(messages);
    lastSent = List.copyOf(lastSent);
  }

  /** A log that remembers these messages, and nothing older. */
  public SendLog(List<SentMessage> messages) {
    this(messages, List.of());
  }

  /**
   * The same log with one more message. What is too old at its time is forgotten, but for when its
   * variation was sent last.
   */
  public SendLog with(SentMessage message) {
    List<SentMessage> all = new ArrayList<>(messages.size() + 1);
    all.addAll(messages);
    all.add(message);
    int first = Math.max(0, all.size() - MAX_MESSAGES);
    while (all.get(first).at() <= message.at() - MAX_AGE_MS) {
      first++;
    }
    return new SendLog(all.subList(first, all.size()), remembering(all.subList(0, first)));
  }

  private List<LastSent> remembering(List<SentMessage> forgotten) {
    if (forgotten.isEmpty()) {
      return lastSent;
    }
    List<LastSent> next = new ArrayList<>(lastSent);
    for (SentMessage message : forgotten) {
      if (!message.template().isEmpty()) {
        long variation = message.variation();
        next.removeIf(last -> last.variation() == variation);
        next.add(new LastSent(variation, message.at()));
      }
    }
    return latest(next, MAX_VARIATIONS);
  }

  private static <T> List<T> latest(List<T> all, int most) {
    return all.size() > most ? all.subList(all.size() - most, all.size()) : all;
  }

  /** When a variation was sent last, epoch milliseconds; {@link #NEVER} when it is not known. */
  public long lastSent(long variation) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      SentMessage message = messages.get(i);
      if (!message.template().isEmpty() && message.variation() == variation) {
        return message.at();
      }
    }
    for (LastSent last : lastSent) {
      if (last.variation() == variation) {
        return last.at();
      }
    }
    return NEVER;
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
    return known == null || known.settled() ? this : changed(known.asSettled());
  }

  /** The same log with a message changed. */
  public SendLog changed(SentMessage message) {
    return new SendLog(
        messages.stream()
            .map(m -> m.commandId().equals(message.commandId()) ? message : m)
            .toList(),
        lastSent);
  }
}

package io.beckon.engine.shopper;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to the shopper lately, oldest first: the last-send times that caps and cooldowns
 * look at; and how the shopper answers each channel.
 *
 * @param ads audiences joined lately, oldest first, while a cap counts them
 * @param lastSent when each variation of a message that is not here any more was sent last, oldest
 *     first
 */
public record SendLog(
    List<SentMessage> messages,
    List<ChannelResponse> responses,
    List<LastSent> lastSent,
    List<ShownAd> ads) {

  /** How many joins of audiences are kept at most. */
  public static final int MAX_ADS = 100;

  /** How many messages are kept at most. */
  public static final int MAX_MESSAGES = 300;

  /** How long a message is kept: 31 days, in milliseconds; no window may be longer than 30. */
  public static final long MAX_AGE_MS = 31L * 24 * 60 * 60 * 1000;

  /** Not sent, as far as is remembered. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Nothing sent. */
  public static final SendLog EMPTY = new SendLog(List.of());

  /** How many variations are remembered beyond that; the one sent longest ago goes first. */
  public static final int MAX_VARIATIONS = 100;

  public SendLog {
    messages = List.copyOf(messages);
    responses = List.copyOf(responses);
    lastSent = List.copyOf(lastSent);
    ads = List.copyOf(ads);
  }

  /** A log of a shopper who joined no audience. */
  public SendLog(
      List<SentMessage> messages, List<ChannelResponse> responses, List<LastSent> lastSent) {
    this(messages, responses, lastSent, List.of());
  }

  /** Messages to which no answer is known, and nothing older. */
  public SendLog(List<SentMessage> messages) {
    this(messages, List.of(), List.of());
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
    return new SendLog(
        all.subList(first, all.size()),
        message.purpose() == Purpose.TRANSACTIONAL
            ? responses
            : with(response(message.channel()).sent(message.at())),
        remembering(all.subList(0, first)),
        ads);
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

  /** The same log, in which something was last sent at a time, epoch milliseconds. */
  public SendLog remembering(long variation, long at) {
    List<LastSent> next = new ArrayList<>(lastSent);
    next.removeIf(last -> last.variation() == variation);
    next.add(new LastSent(variation, at));
    return new SendLog(messages, responses, latest(next, MAX_VARIATIONS), ads);
  }

  private static <T> List<T> latest(List<T> all, int most) {
    return all.size() > most ? all.subList(all.size() - most, all.size()) : all;
  }

  /**
   * One log of two: each command once, in order of time, so that caps count what both sent. Bounded
   * as a log is that was written by one.
   */
  public static SendLog merged(SendLog one, SendLog other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    Map<String, SentMessage> known = new HashMap<>();
    for (SendLog log : List.of(one, other)) {
      for (SentMessage message : log.messages) {
        known.merge(message.commandId(), message, SentMessage::joined);
      }
    }
    List<SentMessage> all = new ArrayList<>(known.values());
    all.sort(Comparator.comparingLong(SentMessage::at).thenComparing(SentMessage::commandId));
    int first = Math.max(0, all.size() - MAX_MESSAGES);
    while (first < all.size() && all.get(first).at() <= all.get(all.size() - 1).at() - MAX_AGE_MS) {
      first++;
    }
    List<LastSent> last = new ArrayList<>(one.lastSent);
    last.addAll(other.lastSent);
    last.sort(Comparator.comparingLong(LastSent::at).thenComparingLong(LastSent::variation));
    List<LastSent> latest = new ArrayList<>();
    for (LastSent next : last) {
      latest.removeIf(l -> l.variation() == next.variation());
      latest.add(next);
    }
    SendLog bounded = new SendLog(List.of(), List.of(), latest(latest, MAX_VARIATIONS));
    List<LastSent> remembered = bounded.remembering(all.subList(0, first));
    List<SentMessage> messages = all.subList(first, all.size());
    SendLog log = new SendLog(messages, one.responses, remembered, joined(one, other));
    for (ChannelResponse response : other.responses) {
      log =
          new SendLog(
              messages,
              log.with(log.response(response.channel()).joined(response)),
              remembered,
              log.ads);
    }
    return log;
  }

  /** The same log with one more audience joined; what is too old by then is forgotten. */
  public SendLog with(ShownAd ad) {
    List<ShownAd> next = new ArrayList<>(ads);
    next.add(ad);
    return new SendLog(messages, responses, lastSent, bounded(next));
  }

  private static List<ShownAd> joined(SendLog one, SendLog other) {
    Set<ShownAd> all = new LinkedHashSet<>(one.ads);
    all.addAll(other.ads);
    List<ShownAd> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingLong(ShownAd::at)
            .thenComparing(ShownAd::audience)
            .thenComparing(ShownAd::flow));
    return bounded(sorted);
  }

  private static List<ShownAd> bounded(List<ShownAd> all) {
    if (all.isEmpty()) {
      return all;
    }
    long oldest = all.get(all.size() - 1).at() - MAX_AGE_MS;
    return latest(all.stream().filter(ad -> ad.at() > oldest).toList(), MAX_ADS);
  }

  /** Since when the log is sure to hold every join of an audience, epoch milliseconds. */
  public long adsCompleteSince() {
    return ads.size() < MAX_ADS ? Long.MIN_VALUE : ads.get(0).at();
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
        responses,
        lastSent,
        ads);
  }

  /**
   * Since when the log is sure to hold every message, epoch milliseconds. It may have forgotten
   * earlier ones: by number when it is full, and by age always.
   */
  public long completeSince() {
    return messages.size() < MAX_MESSAGES ? Long.MIN_VALUE : messages.get(0).at();
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
   * When the shopper last opened, clicked or replied to a message, epoch milliseconds; 0 when they
   * never did.
   */
  public long lastAnsweredAt() {
    long latest = 0;
    for (ChannelResponse response : responses) {
      latest = Math.max(latest, Math.max(response.openedAt(), response.clickedAt()));
    }
    return latest;
  }

  /** Is nothing remembered? */
  public boolean isEmpty() {
    return messages.isEmpty() && responses.isEmpty() && lastSent.isEmpty() && ads.isEmpty();
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
    return next.equals(known) ? this : new SendLog(messages, with(next), lastSent, ads);
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

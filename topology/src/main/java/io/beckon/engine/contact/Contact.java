package io.beckon.engine.contact;

import io.beckon.contract.Channel;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.Suppression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered of an address. A value.
 *
 * @param members the shoppers it belongs to, oldest first, at most {@link #MAX_MEMBERS}
 * @param further shoppers beyond that, who are not told what others say but always ask
 * @param alone the only member, who sends without asking; null: all ask
 * @param awaited the member who sent without asking till now and has not told yet what; null: none
 * @param suppressions what is suppressed, each channel and reason once
 * @param sent what was sent there, oldest first; bounded by age and number as a send log is
 * @param waiting questions that can't be answered before the awaited member has told
 * @param recent ids of the latest events
 */
public record Contact(
    List<String> members,
    int further,
    @Nullable String alone,
    @Nullable String awaited,
    List<Suppression> suppressions,
    List<Sent> sent,
    List<Waiting> waiting,
    RecentIds recent) {

  /** How many shoppers of an address are known by name. */
  public static final int MAX_MEMBERS = 100;

  /** How many questions wait at most. */
  public static final int MAX_WAITING = 100;

  /** Nothing known. */
  public static final Contact EMPTY =
      new Contact(List.of(), 0, null, null, List.of(), List.of(), List.of(), RecentIds.EMPTY);

  public Contact {
    members = List.copyOf(members);
    suppressions = List.copyOf(suppressions);
    sent = List.copyOf(sent);
    waiting = List.copyOf(waiting);
  }

  /** Does it belong to one shopper, and was nothing sent there lately but for that one? */
  boolean isOnlyOf(String shopperId, long at) {
    return further == 0
        && members.equals(List.of(shopperId))
        && sent.stream()
            .allMatch(s -> s.shopperId().equals(shopperId) || s.at() <= at - SendLog.MAX_AGE_MS);
  }

  /** What was sent there, as caps look at it. */
  SendLog log() {
    return new SendLog(sent.stream().map(Sent::asMessage).toList());
  }

  @Nullable Suppression suppression(Channel channel, String reason) {
    for (Suppression suppression : suppressions) {
      if (suppression.channel() == channel && suppression.reason().equals(reason)) {
        return suppression;
      }
    }
    return null;
  }

  Contact remembering(long eventHash) {
    return new Contact(
        members, further, alone, awaited, suppressions, sent, waiting, recent.with(eventHash));
  }

  Contact joined(String shopperId) {
    if (members.contains(shopperId)) {
      return this;
    }
    if (members.size() >= MAX_MEMBERS) {
      return with(members, further + 1);
    }
    List<String> next = new ArrayList<>(members);
    next.add(shopperId);
    return with(next, further);
  }

  Contact left(String shopperId) {
    if (!members.contains(shopperId)) {
      return with(members, Math.max(0, further - 1));
    }
    return with(without(members, shopperId::equals), further);
  }

  private Contact with(List<String> nowMembers, int nowFurther) {
    return new Contact(nowMembers, nowFurther, alone, awaited, suppressions, sent, waiting, recent);
  }

  Contact alone(@Nullable String member) {
    return new Contact(members, further, member, awaited, suppressions, sent, waiting, recent);
  }

  Contact awaiting(@Nullable String member) {
    return new Contact(members, further, alone, member, suppressions, sent, waiting, recent);
  }

  Contact suppressing(Suppression suppression) {
    List<Suppression> next =
        without(
            suppressions,
            s -> s.channel() == suppression.channel() && s.reason().equals(suppression.reason()));
    next.add(suppression);
    return suppressing(next);
  }

  Contact suppressing(List<Suppression> next) {
    return new Contact(members, further, alone, awaited, next, sent, waiting, recent);
  }

  Contact waiting(List<Waiting> next) {
    return new Contact(members, further, alone, awaited, suppressions, sent, next, recent);
  }

  /** With further messages; one that is known by its command stays as it is. */
  Contact sent(List<Sent> more, long at) {
    Map<String, Sent> all = new HashMap<>();
    more.forEach(s -> all.put(s.commandId(), s));
    sent.forEach(s -> all.put(s.commandId(), s));
    List<Sent> next =
        new ArrayList<>(
            all.values().stream()
                .filter(s -> s.at() > at - SendLog.MAX_AGE_MS)
                .sorted(Comparator.comparingLong(Sent::at).thenComparing(Sent::commandId))
                .toList());
    int surplus = Math.max(0, next.size() - SendLog.MAX_MESSAGES);
    return withSent(next.subList(surplus, next.size()));
  }

  Contact notSent(String commandId) {
    return withSent(without(sent, s -> s.commandId().equals(commandId)));
  }

  private Contact withSent(List<Sent> next) {
    return new Contact(members, further, alone, awaited, suppressions, next, waiting, recent);
  }

  private static <T> List<T> without(List<T> all, Predicate<T> gone) {
    List<T> next = new ArrayList<>(all);
    next.removeIf(gone);
    return next;
  }
}

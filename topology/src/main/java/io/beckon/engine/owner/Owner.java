package io.beckon.engine.owner;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or a team, who does tasks. Of queues, kinds, topics and segments, what is empty stands
 * for all.
 *
 * @param id as tasks and the attribute {@code owner} of a shopper name it
 * @param queues owners of tasks, as flows name them
 * @param kinds kinds of tasks
 * @param topics topics of replies; a task that is about none is not theirs
 * @param segments only tasks about members of one of these
 * @param perDay how many tasks they can do in a day, at least 1: their share among those who take
 *     the same tasks
 * @param fallback the owner who stands in when they are away; null: the next of those who take the
 *     task
 * @param away when they are not there
 */
public record Owner(
    String id,
    Set<String> queues,
    Set<String> kinds,
    Set<String> topics,
    Set<String> segments,
    int perDay,
    @Nullable String fallback,
    List<Absence> away) {

  public Owner {
    queues = Set.copyOf(queues);
    kinds = Set.copyOf(kinds);
    topics = Set.copyOf(topics);
    segments = Set.copyOf(segments);
    away = List.copyOf(away);
  }

  /** Days on which somebody is not there, both included. */
  public record Absence(LocalDate from, LocalDate to) {
    boolean holdsOn(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /** Do they take tasks of a queue and kind, whomever they are about? */
  public boolean takes(@Nullable String queue, String kind) {
    return isOne(queues, queue) && isOne(kinds, kind);
  }

  boolean takes(Ask ask) {
    return takes(ask.queue(), ask.kind())
        && isOne(topics, ask.topic())
        && (segments.isEmpty() || ask.segments().stream().anyMatch(segments::contains));
  }

  boolean isAway(LocalDate day) {
    return away.stream().anyMatch(absence -> absence.holdsOn(day));
  }

  private static boolean isOne(Set<String> some, @Nullable String one) {
    return some.isEmpty() || (one != null && some.contains(one));
  }
}

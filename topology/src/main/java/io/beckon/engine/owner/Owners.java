package io.beckon.engine.owner;

import io.beckon.engine.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Those who do tasks. Who gets one is a function of the shopper and these rules alone, so that a
 * shopper keeps their owner, and nothing has to be remembered or agreed on:
 *
 * <ol>
 *   <li>an owner whom the flow names by id;
 *   <li>the one in the shopper's attribute {@code owner}, if they take such tasks;
 *   <li>one of those who take such tasks, dealt out by a weighted rendezvous hash of shop, shopper
 *       and owner: shares follow {@code perDay}, and only shoppers of an owner who goes, or whose
 *       share shrinks, get another one;
 *   <li>the fallback of all, and without one whoever the flow names.
 * </ol>
 *
 * <p>Who is away is stood in for by their fallback, whose own follows while that one is away too,
 * or else by the next of those who take such tasks; an attribute that names nobody declared leads
 * to the fallback of all. If everybody is away, the task waits for its owner.
 *
 * @param people in the order of the file
 * @param fallback a person or queue that gets what nobody takes; null: whoever the flow names
 * @param zone whose calendar absences are on
 */
public record Owners(List<Owner> people, @Nullable String fallback, ZoneId zone) {

  public Owners {
    people = List.copyOf(people);
  }

  /** How an owner was found. */
  public enum By {
    /** The flow names them, or a queue that nobody is declared for. */
    FLOW,
    /** The shopper's attribute names them. */
    ATTRIBUTE,
    /** They were dealt the shopper. */
    DEALT,
    /** Nobody who is declared takes it, or the attribute names nobody who is. */
    FALLBACK
  }

  /**
   * Who does a task.
   *
   * @param owner null: whoever takes care of its kind
   * @param away whose task it would be if they were there; null: they are
   */
  public record Assigned(@Nullable String owner, By by, @Nullable String away) {}

  /** Nobody is declared. */
  public static Owners none(ZoneId zone) {
    return new Owners(List.of(), null, zone);
  }

  /** Is anybody declared? */
  public boolean declared() {
    return !people.isEmpty();
  }

  /** Who does a task. */
  public Assigned assign(Ask ask) {
    if (!declared()) {
      return new Assigned(ask.queue(), By.FLOW, null);
    }
    Owner named = find(ask.queue());
    if (named != null) {
      return there(named, By.FLOW, ask);
    }
    String own = ask.own();
    Owner theirs = find(own);
    if (theirs != null && theirs.takes(ask)) {
      return there(theirs, By.ATTRIBUTE, ask);
    }
    boolean gone = own != null && theirs == null && fallback != null;
    List<Owner> ranked = gone ? List.of() : ranked(ask);
    return ranked.isEmpty() ? left(ask) : there(ranked.get(0), By.DEALT, ask);
  }

  /** The owner of an id; null when none is declared. */
  public @Nullable Owner find(@Nullable String id) {
    for (Owner owner : people) {
      if (owner.id().equals(id)) {
        return owner;
      }
    }
    return null;
  }

  /** All segments that somebody asks for, sorted. */
  public Set<String> segments() {
    Set<String> all = new TreeSet<>();
    people.forEach(owner -> all.addAll(owner.segments()));
    return all;
  }

  private Assigned left(Ask ask) {
    Owner last = find(fallback);
    if (last != null) {
      return there(last, By.FALLBACK, ask);
    }
    return fallback == null
        ? new Assigned(ask.queue(), By.FLOW, null)
        : new Assigned(fallback, By.FALLBACK, null);
  }

  /** The owner, or who stands in for them. */
  private Assigned there(Owner wanted, By by, Ask ask) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(ask.at()), zone);
    if (!wanted.isAway(day)) {
      return new Assigned(wanted.id(), by, null);
    }
    Set<String> seen = new HashSet<>();
    Owner next = wanted;
    while (next != null && seen.add(next.id())) {
      next = find(next.fallback());
      if (next != null && !next.isAway(day)) {
        return new Assigned(next.id(), by, wanted.id());
      }
    }
    for (Owner other : ranked(ask)) {
      if (!other.isAway(day)) {
        return new Assigned(other.id(), by, wanted.id());
      }
    }
    Owner last = find(fallback);
    if (fallback != null && (last == null || !last.isAway(day))) {
      return new Assigned(fallback, By.FALLBACK, wanted.id());
    }
    return new Assigned(wanted.id(), by, null);
  }

  /** Those who take such tasks, the shopper's own first. */
  private List<Owner> ranked(Ask ask) {
    Map<String, Double> distance = new HashMap<>();
    List<Owner> takers = new ArrayList<>();
    for (Owner owner : people) {
      if (owner.takes(ask)) {
        takers.add(owner);
        distance.put(owner.id(), distance(ask, owner));
      }
    }
    takers.sort(
        Comparator.comparingDouble((Owner owner) -> distance.getOrDefault(owner.id(), 0.0))
            .thenComparing(Owner::id));
    return takers;
  }

  /**
   * Exponentially distributed with the rate of the owner's share: the least of several is each
   * one's with a probability in proportion to its share. StrictMath, for the same answer
   * everywhere.
   */
  private static double distance(Ask ask, Owner owner) {
    double share = Ids.share("owner", ask.store(), ask.shopperId(), owner.id());
    return -StrictMath.log(1 - share) / owner.perDay();
  }
}

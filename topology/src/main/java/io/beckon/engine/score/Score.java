package io.beckon.engine.score;

import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.StandingCondition;
import io.beckon.engine.shopper.Points;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How ready a shopper is: points for who they are, which hold as long as it is so, and points for
 * what they do, which melt by half in each half-life.
 *
 * @param version from 1, rising
 * @param hash SHA-256 of its text, lower-case hex
 * @param halfLife in which points for what shoppers do melt by half; null: never
 * @param thresholds in the order of the file
 */
public record Score(
    String id,
    int version,
    String hash,
    String title,
    @Nullable String description,
    @Nullable Duration halfLife,
    List<Fit> fit,
    List<Behaviour> behaviour,
    List<Threshold> thresholds) {

  /** Most points of what a shopper does, of one rule without a maximum of its own. */
  public static final int MAX_POINTS = 1_000;

  /** What the rule of points begins with that a flow gave. */
  public static final String BY_FLOW = "flow:";

  public Score {
    id = id.intern();
    fit = List.copyOf(fit);
    behaviour = List.copyOf(behaviour);
    thresholds = List.copyOf(thresholds);
  }

  /** Points for who the shopper is, while a condition on the profile holds. May be negative. */
  public record Fit(String name, StandingCondition when, int points) {}

  /**
   * Points for an event.
   *
   * @param events names; any of them
   * @param where must hold of the event; null: any
   * @param points above 0
   * @param max how many points the rule gives at most, at any time
   * @param every the rule counts once in this time; null: each event
   */
  public record Behaviour(
      String name,
      List<String> events,
      @Nullable Condition where,
      int points,
      int max,
      @Nullable Duration every) {
    public Behaviour {
      name = name.intern();
      events = List.copyOf(events);
    }
  }

  /** A number of points that somebody waits for. */
  public record Threshold(String name, int points) {}

  /** Points for who the shopper is, by the facts. */
  public int fitPoints(Facts facts) {
    int points = 0;
    for (int i = 0; i < fit.size(); i++) {
      Fit rule = fit.get(i);
      points += rule.when().holds(facts) ? rule.points() : 0;
    }
    return points;
  }

  /** As many as {@link #fitPoints} can be. */
  int mostFit() {
    int most = 0;
    for (int i = 0; i < fit.size(); i++) {
      most += Math.max(0, fit.get(i).points());
    }
    return most;
  }

  /** As few as {@link #fitPoints} can be. */
  int leastFit() {
    int least = 0;
    for (int i = 0; i < fit.size(); i++) {
      least += Math.min(0, fit.get(i).points());
    }
    return least;
  }

  /** Do points differ in what they say of this score? */
  @SuppressWarnings("ReferenceEquality") // entries are values: another one is a change
  public boolean differs(Points before, Points now) {
    return before != now && (hasOther(now, before) || hasOther(before, now));
  }

  private boolean hasOther(Points those, Points than) {
    List<Points.Entry> entries = those.entries();
    for (int i = 0; i < entries.size(); i++) {
      Points.Entry entry = entries.get(i);
      if (entry.score().equals(id) && !than.has(entry)) {
        return true;
      }
    }
    return false;
  }

  /** Points for what the shopper did, as they are at a time. */
  public double behaviourPoints(Points points, long at) {
    double sum = 0;
    List<Points.Entry> entries = points.entries();
    for (int i = 0; i < entries.size(); i++) {
      Points.Entry entry = entries.get(i);
      sum += entry.score().equals(id) && isKnown(entry.rule()) ? melted(entry, at) : 0;
    }
    return sum;
  }

  /**
   * As many as {@link #behaviourPoints} can be at any time: nothing is melted, and what was taken
   * away is melted wholly. Added up in the same order, so that rounding makes it no less.
   */
  public double unmelted(Points points) {
    double sum = 0;
    List<Points.Entry> entries = points.entries();
    for (int i = 0; i < entries.size(); i++) {
      Points.Entry entry = entries.get(i);
      sum += entry.score().equals(id) && isKnown(entry.rule()) ? Math.max(0, entry.points()) : 0;
    }
    return sum;
  }

  /** All points, by the facts. */
  public double total(Facts facts) {
    return fitPoints(facts) + behaviourPoints(facts.points(), now(facts));
  }

  /** Points of an entry at a time. */
  public double melted(Points.Entry entry, long at) {
    return halfLife == null || at <= entry.at()
        ? entry.points()
        : entry.points() * StrictMath.pow(2, (entry.at() - at) / (double) halfLife.toMillis());
  }

  /** Does a rule of this version, or a flow, give such points? */
  boolean isKnown(String rule) {
    if (rule.startsWith(BY_FLOW)) {
      return true;
    }
    for (int i = 0; i < behaviour.size(); i++) {
      if (behaviour.get(i).name().equals(rule)) {
        return true;
      }
    }
    return false;
  }

  /** How many points a rule, or a flow, gives at most. */
  int most(String rule) {
    for (Behaviour each : behaviour) {
      if (each.name().equals(rule)) {
        return each.max();
      }
    }
    return MAX_POINTS;
  }

  static long now(Facts facts) {
    return facts.get("now") instanceof Instant now ? now.toEpochMilli() : 0;
  }
}

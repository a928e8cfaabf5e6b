package io.beckon.engine.score;

import io.beckon.engine.flow.Facts;
import io.beckon.engine.shopper.Points;
import java.util.List;
import java.util.function.Supplier;

/** Adds up points. An event of the past counts with what is left of its points. */
public final class Counting {

  private Counting() {}

  /**
   * Points after an event.
   *
   * @param name the event's name
   * @param facts of the shopper and the event; asked for only when a rule has a condition
   * @param at when it happened, epoch milliseconds; it may lie before what was counted
   * @return the same points when nothing counts
   */
  @SuppressWarnings("ReferenceEquality") // the same object is what "nothing counts" comes to
  public static Points event(
      ScoreSet scores, Points points, String name, Supplier<Facts> facts, long at) {
    Points next = points;
    List<ScoreSet.Counted> rules = scores.on(name);
    for (int i = 0; i < rules.size(); i++) { // with each event: without an iterator
      Score score = rules.get(i).score();
      Score.Behaviour rule = rules.get(i).rule();
      if (isDue(next, score, rule, at) && holds(rule, facts)) {
        next = added(score, next, rule.name(), rule.points(), rule.max(), at);
      }
    }
    return next == points ? points : known(scores, next);
  }

  /** Points after a flow gave some. */
  public static Points given(Score score, Points points, String flow, int given, long at) {
    return added(score, points, Score.BY_FLOW + flow, given, Score.MAX_POINTS, at);
  }

  private static boolean holds(Score.Behaviour rule, Supplier<Facts> facts) {
    return rule.where() == null || rule.where().test(facts.get()).holds();
  }

  private static boolean isDue(Points points, Score score, Score.Behaviour rule, long at) {
    if (rule.every() == null) {
      return true;
    }
    Points.Entry latest = points.of(score.id(), rule.name());
    return latest == null || Math.abs(at - latest.at()) >= rule.every().toMillis();
  }

  private static Points added(
      Score score, Points points, String rule, int given, int max, long at) {
    Points.Entry now = new Points.Entry(score.id(), rule, Math.min(given, max), at);
    Points.Entry before = points.of(score.id(), rule);
    Points.Entry after = before == null ? now : sum(score, before, now, max);
    return after.equals(before) ? points : points.with(after);
  }

  /** Both, as they are at the later of their times, and not more than the most. */
  private static Points.Entry sum(Score score, Points.Entry one, Points.Entry other, int max) {
    long later = Math.max(one.at(), other.at());
    double sum = score.melted(one, later) + score.melted(other, later);
    return new Points.Entry(one.score(), one.rule(), Math.min(sum, max), later);
  }

  /**
   * Points of two ids of one shopper: added up at a common time, for each rule at most what it
   * gives. Of a score that is not in force nobody knows how it melts: its later points stay.
   */
  public static Points merged(ScoreSet scores, Points own, Points other) {
    Points next = own;
    for (Points.Entry theirs : other.entries()) {
      Points.Entry ours = own.of(theirs.score(), theirs.rule());
      Score score = scores.find(theirs.score());
      if (ours == null) {
        next = next.with(theirs);
      } else if (score != null) {
        next = next.with(sum(score, ours, theirs, score.most(theirs.rule())));
      } else if (theirs.at() > ours.at()) {
        next = next.with(theirs);
      }
    }
    return next;
  }

  /** Without what no rule gives any more: what is remembered stays as small as the rules are. */
  private static Points known(ScoreSet scores, Points points) {
    for (Points.Entry entry : points.entries()) {
      if (!isKnown(scores, entry)) {
        return new Points(points.entries().stream().filter(e -> isKnown(scores, e)).toList());
      }
    }
    return points;
  }

  private static boolean isKnown(ScoreSet scores, Points.Entry entry) {
    Score score = scores.find(entry.score());
    return score != null && score.isKnown(entry.rule());
  }
}

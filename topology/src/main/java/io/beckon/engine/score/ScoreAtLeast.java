package io.beckon.engine.score;

import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.StandingCondition;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.segment.Standing;

/**
 * That a score has reached a threshold. Points only melt, so that there is one moment at which it
 * is no longer so by time alone.
 */
public record ScoreAtLeast(Score score, Score.Threshold threshold) implements Standing {

  /** What the ids of thresholds begin with where they stand beside segments. */
  public static final String PREFIX = "score:";

  /** The id that a threshold has among segments. */
  public static String id(String score, String threshold) {
    return PREFIX + score + ":" + threshold;
  }

  /** The shoppers who have reached it. */
  public Segment segment() {
    return new Segment(
        id(score.id(), threshold.name()),
        score.version(),
        score.hash(),
        score.title() + ": " + threshold.name(),
        null,
        this);
  }

  @Override
  public String source() {
    return "score." + score.id() + " >= " + threshold.points();
  }

  @Override
  public boolean asks(int parts) {
    int asks = StandingCondition.SCORE | (score.fit().isEmpty() ? 0 : StandingCondition.PROFILE);
    return (asks & parts) != 0;
  }

  @Override
  public boolean holds(Facts facts) {
    if (isFar(facts)) {
      return false;
    }
    double deeds = facts.melted(score);
    if (score.mostFit() + deeds < threshold.points()) {
      return false;
    }
    return score.leastFit() + deeds >= threshold.points()
        || score.fitPoints(facts) + deeds >= threshold.points();
  }

  @Override
  public long turnsAfter(long at, Facts facts) {
    if (score.halfLife() == null || isFar(facts)) {
      return Long.MAX_VALUE;
    }
    double fit = score.fitPoints(facts);
    double wanted = threshold.points() - fit;
    if (wanted <= 0 || facts.unmelted(score) < wanted) {
      return Long.MAX_VALUE;
    }
    double now = facts.melted(score);
    if (now < wanted) {
      return Long.MAX_VALUE;
    }
    double ahead = score.halfLife().toMillis() * (StrictMath.log(now / wanted) / StrictMath.log(2));
    long turns = at + Math.max(1, (long) StrictMath.ceil(ahead));
    while (turns - 1 > at && !reaches(facts, fit, turns - 1)) {
      turns--;
    }
    while (reaches(facts, fit, turns)) {
      turns++;
    }
    return turns;
  }

  @Override
  public boolean onlyEnds() {
    return true;
  }

  /** Would it take more than the shopper did, whoever they are? Then nobody need ask who. */
  private boolean isFar(Facts facts) {
    return score.mostFit() + facts.unmelted(score) < threshold.points();
  }

  private boolean reaches(Facts facts, double fit, long at) {
    return fit + score.behaviourPoints(facts.points(), at) >= threshold.points();
  }
}

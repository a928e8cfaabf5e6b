package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import io.beckon.engine.flow.InvalidExpression.Fault;
import io.beckon.engine.segment.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A condition on what is remembered of a shopper, whoever asks and whenever. It tells what it looks
 * at, so that it is evaluated only when that changes, and when time alone may change it. Safe for
 * use by many threads.
 */
public final class StandingCondition implements Standing {

  /** It looks at who the shopper is and what they bought. */
  public static final int PROFILE = 1;

  /** It looks at the cart. */
  public static final int CART = 2;

  /** It looks at the browse history. */
  public static final int HISTORY = 4;

  /** It looks at when the shopper was last active. */
  public static final int ACTIVITY = 8;

  /** Time alone can change it. */
  public static final int TIME = 16;

  /** It looks at when the shopper last answered a message. */
  public static final int ANSWERS = 32;

  /** It looks at points of scores. */
  public static final int SCORE = 64;

  /** Everything. */
  public static final int ALL = PROFILE | CART | HISTORY | ACTIVITY | TIME | ANSWERS | SCORE;

  private final Condition condition;
  private final int asks;
  private final CelTimes.Crossing[] crossings;

  private StandingCondition(Condition condition, int asks, List<CelTimes.Crossing> crossings) {
    this.condition = condition;
    this.asks = asks;
    this.crossings = crossings.toArray(new CelTimes.Crossing[0]);
  }

  /**
   * Compiles a condition.
   *
   * @throws InvalidExpression if {@link Conditions#compile} refuses it, if it asks for what is
   *     known in a run of a flow only, or if it uses {@code now} other than to compare it with a
   *     time
   */
  public static StandingCondition compile(String source) {
    Condition condition = Conditions.compile(source);
    CelAbstractSyntaxTree tree = parsed(source);
    int asks = 0;
    List<Fault> faults = new ArrayList<>();
    for (Map.Entry<Long, String> name : CelTree.names(tree.getExpr()).entrySet()) {
      int part = part(name.getValue());
      if (part < 0) {
        faults.add(
            CelTree.fault(
                tree,
                name.getKey(),
                "'"
                    + name.getValue()
                    + "' is not known here; a segment may ask for shopper., cart. and history.,"
                    + " and compare with now"));
      } else {
        asks |= part;
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidExpression(faults);
    }
    return new StandingCondition(condition, asks, CelTimes.in(tree));
  }

  private static CelAbstractSyntaxTree parsed(String source) {
    try {
      return CelLanguage.COMPILER.parse(source).getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("it was compiled before", e);
    }
  }

  /** The part that a name looks at; -1: none that a standing condition may look at. */
  private static int part(String name) {
    if (name.equals("now")) {
      return TIME;
    } else if (name.equals("shopper.lastActiveAt")) {
      return ACTIVITY;
    } else if (name.equals("shopper.lastAnsweredAt")) {
      return ANSWERS;
    } else if (name.startsWith("cart.")) {
      return CART | TIME;
    } else if (name.startsWith("history.")) {
      return HISTORY | TIME;
    } else if (name.startsWith("shopper.") && !name.equals("shopper.segments")) {
      return PROFILE;
    }
    boolean loopVariable =
        Vocabulary.names().keySet().stream()
            .noneMatch(known -> name.equals(known) || name.startsWith(known + "."));
    return loopVariable ? 0 : -1;
  }

  /** The expression as it was written. */
  @Override
  public String source() {
    return condition.source();
  }

  /** Does it look at any of these parts? */
  @Override
  public boolean asks(int parts) {
    return (asks & parts) != 0;
  }

  /** Does it hold? One that cannot be evaluated does not. */
  @Override
  public boolean holds(Facts facts) {
    return condition.test(facts).holds();
  }

  /**
   * When, after a time, a comparison with {@code now} may first turn out differently if nothing
   * else changes, epoch milliseconds; Long.MAX_VALUE: never.
   *
   * @param at the time that {@code now} is in the facts, epoch milliseconds
   */
  @Override
  public long turnsAfter(long at, Facts facts) {
    long first = Long.MAX_VALUE;
    for (CelTimes.Crossing crossing : crossings) {
      long meeting = crossing.meetsAt(facts, at);
      if (meeting != CelTimes.Crossing.UNKNOWN && meeting >= at) {
        first = Math.min(first, meeting > at ? meeting : meeting + 1);
      }
    }
    return first;
  }

  @Override
  public String toString() {
    return source();
  }
}

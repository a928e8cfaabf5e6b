package io.beckon.measurement.report;

import io.beckon.measurement.stats.Estimate;
import java.time.Duration;

/** One figure of a report, with all that it is made of. */
public sealed interface Figure {

  /** Nothing can be said. */
  Figure NONE = new None();

  /** The number that charts draw and rows are sorted by; {@code NaN} when there is none. */
  double value();

  /** Nothing can be said, for want of data. */
  record None() implements Figure {
    @Override
    public double value() {
      return Double.NaN;
    }
  }

  /** How many. */
  record Count(long count) implements Figure {
    @Override
    public double value() {
      return count;
    }
  }

  /**
   * How many of how many.
   *
   * @param of those counted
   * @param all those who could have been
   */
  record Share(long of, long all) implements Figure {
    @Override
    public double value() {
      return all == 0 ? Double.NaN : (double) of / all;
    }
  }

  /** An amount. */
  record Sum(Money money) implements Figure {
    @Override
    public double value() {
      return money.major();
    }
  }

  /**
   * An amount for each of many.
   *
   * @param money of all together
   * @param heads how many they are
   */
  record Each(Money money, long heads) implements Figure {
    @Override
    public double value() {
      return heads == 0 ? Double.NaN : money.major() / heads;
    }
  }

  /**
   * How many times one amount is another, such as revenue for each unit of cost.
   *
   * @param of the one
   * @param by the other, in the same currency
   */
  record Times(Money of, Money by) implements Figure {
    @Override
    public double value() {
      return by.minor() == 0 ? Double.NaN : (double) of.minor() / by.minor();
    }
  }

  /**
   * What part one amount is of another.
   *
   * @param of the part
   * @param all the whole, in the same currency
   */
  record Portion(Money of, Money all) implements Figure {
    @Override
    public double value() {
      return all.minor() == 0 ? Double.NaN : (double) of.minor() / all.minor();
    }
  }

  /**
   * How long something took.
   *
   * @param count of how many
   * @param median half of them took no longer
   * @param ninth nine of ten took no longer
   */
  record Lasting(long count, Duration median, Duration ninth) implements Figure {
    @Override
    public double value() {
      return count == 0 ? Double.NaN : median.toMillis() / 3_600_000.0;
    }
  }

  /**
   * What was estimated, and how surely.
   *
   * @param estimate value and interval
   * @param unit in what; for money, minor units
   * @param currency of money; else empty
   */
  record Estimated(Estimate estimate, Unit unit, String currency) implements Figure {
    @Override
    public double value() {
      return unit == Unit.MONEY ? Money.major(estimate.value(), currency) : estimate.value();
    }
  }

  /** Words, such as a verdict. */
  record Text(String text) implements Figure {
    @Override
    public double value() {
      return Double.NaN;
    }
  }
}

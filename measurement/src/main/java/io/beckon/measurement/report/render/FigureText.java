package io.beckon.measurement.report.render;

import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Unit;
import io.beckon.measurement.stats.Interval;
import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. The same text in every language and zone. */
public final class FigureText {

  /** What stands where nothing can be said. */
  public static final String NOTHING = "–";

  private FigureText() {}

  /** The figure in a few characters. */
  public static String of(Figure figure) {
    if (figure instanceof Figure.Text words) {
      return words.text();
    }
    if (Double.isNaN(figure.value())) {
      return NOTHING;
    }
    if (figure instanceof Figure.Count count) {
      return whole(count.count());
    }
    if (figure instanceof Figure.Share share) {
      return percent(share.value());
    }
    if (figure instanceof Figure.Sum sum) {
      return money(sum.money());
    }
    if (figure instanceof Figure.Each each) {
      return money((double) each.money().minor() / each.heads(), each.money().currency());
    }
    if (figure instanceof Figure.Times times) {
      return format("%,.2f", times.value());
    }
    if (figure instanceof Figure.Portion portion) {
      return percent(portion.value());
    }
    if (figure instanceof Figure.Lasting lasting) {
      return duration(lasting.median());
    }
    if (figure instanceof Figure.Estimated estimated) {
      return amount(estimated.estimate().value(), estimated.unit(), estimated.currency(), true);
    }
    throw new IllegalArgumentException("no words for " + figure);
  }

  /** What the figure is made of, such as "12 of 100"; empty when it stands for itself. */
  public static String parts(Figure figure) {
    if (figure instanceof Figure.Share share) {
      return whole(share.of()) + " of " + whole(share.all());
    }
    if (figure instanceof Figure.Each each) {
      return money(each.money()) + " by " + whole(each.heads());
    }
    if (figure instanceof Figure.Times times) {
      return money(times.of()) + " by " + money(times.by());
    }
    if (figure instanceof Figure.Portion portion) {
      return money(portion.of()) + " of " + money(portion.all());
    }
    if (figure instanceof Figure.Lasting lasting && lasting.count() > 0) {
      return "median of "
          + whole(lasting.count())
          + "; nine of ten within "
          + duration(lasting.ninth());
    }
    if (figure instanceof Figure.Estimated estimated) {
      return interval(estimated);
    }
    return "";
  }

  private static String interval(Figure.Estimated estimated) {
    Interval interval = estimated.estimate().interval();
    if (!interval.isFinite() || Double.isNaN(estimated.value())) {
      return "not known yet";
    }
    return amount(interval.low(), estimated.unit(), estimated.currency(), false)
        + " to "
        + amount(interval.high(), estimated.unit(), estimated.currency(), false);
  }

  private static String amount(double value, Unit unit, String currency, boolean withUnit) {
    String plus = value > 0 ? "+" : "";
    return plus
        + switch (unit) {
          case SHARE -> percent(value);
          case POINTS -> format("%.2f", value * 100) + (withUnit ? " points" : "");
          case MONEY -> money(value, currency);
          case NUMBER -> format("%,.0f", value);
        };
  }

  private static String money(Money money) {
    return money((double) money.minor(), money.currency());
  }

  /** An amount in minor units, with the digits of its currency. */
  public static String money(double minor, String currency) {
    return format("%,." + Money.digits(currency) + "f", Money.major(minor, currency))
        + "\u00a0"
        + currency;
  }

  /** 12.3 %; of small shares more digits. */
  public static String percent(double share) {
    double percent = share * 100;
    boolean small = percent != 0 && Math.abs(percent) < 1;
    return format(small ? "%.2f" : "%.1f", percent) + "\u00a0%";
  }

  /** The two largest units of a time. */
  public static String duration(Duration time) {
    long minutes = time.toMinutes();
    if (minutes < 60) {
      return minutes + "\u00a0min";
    }
    if (minutes < 48 * 60) {
      return minutes / 60 + "\u00a0h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + "\u00a0min");
    }
    long hours = minutes / 60;
    return hours / 24 + "\u00a0d" + (hours % 24 == 0 ? "" : " " + hours % 24 + "\u00a0h");
  }

  /** A whole number, in groups of three digits. */
  public static String whole(long count) {
    return format("%,d", count);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

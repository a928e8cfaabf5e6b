package io.beckon.bench.plot;

import io.beckon.bench.plot.Chart.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where values lie between two places, and which of them are named. */
record Axis(Scale scale, double least, double most, double from, double to) {

  private static final double LAST_NINE = 99.99;
  private static final double[] NINES = {0, 50, 90, 99, 99.9, 99.99};

  /** An axis from 0 to a round value that is at least this. */
  static Axis fromZero(double most, double from, double to) {
    double step = step(most);
    return new Axis(Scale.LINEAR, 0, Math.max(step, Math.ceil(most / step) * step), from, to);
  }

  double place(double value) {
    double low = mapped(least);
    double high = mapped(most);
    double share = high == low ? 0.5 : (mapped(value) - low) / (high - low);
    return from + share * (to - from);
  }

  /** The values that are named. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    switch (scale) {
      case LINEAR -> {
        double step = step(most);
        for (int i = 0; i * step <= most * (1 + 1e-9); i++) {
          ticks.add(i * step);
        }
      }
      case LOG -> {
        for (double decade = Math.pow(10, Math.floor(Math.log10(least)));
            decade <= most;
            decade *= 10) {
          for (double digit : new double[] {1, 2, 5}) {
            double value = decade * digit;
            if (value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9)) {
              ticks.add(value);
            }
          }
        }
      }
      case PERCENTILE -> {
        for (double nine : NINES) {
          ticks.add(nine);
        }
      }
    }
    return ticks;
  }

  /** A value in few characters: 50 k, 1 M, 0.5. */
  static String label(double value) {
    double size = Math.abs(value);
    if (size >= 1e9) {
      return plain(value / 1e9) + " G";
    }
    if (size >= 1e6) {
      return plain(value / 1e6) + " M";
    }
    return size >= 1e4 ? plain(value / 1e3) + " k" : plain(value);
  }

  private static String plain(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  private double mapped(double value) {
    return switch (scale) {
      case LINEAR -> value;
      case LOG -> Math.log10(value);
      case PERCENTILE -> -Math.log10(1 - Math.min(value, LAST_NINE) / 100);
    };
  }

  private static double step(double most) {
    if (!(most > 0)) {
      return 1;
    }
    double raw = most / 5;
    double decade = Math.pow(10, Math.floor(Math.log10(raw)));
    double digit = raw / decade;
    return decade * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }
}

package io.beckon.measurement.stats;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the positive parameters under which data are likeliest: Nelder and Mead's simplex over
 * their logarithms, begun anew from where it ended until that brings nothing more.
 */
final class Climb {

  private static final int MOST_EVALUATIONS = 4_000;
  private static final int MOST_RESTARTS = 10;
  private static final double NOTHING_MORE = 1e-7;

  /** Logarithms beyond this are no parameters of anything. */
  private static final double BOUND = 14;

  private Climb() {}

  /**
   * The parameters; null when there is no maximum, as with data that fit another model.
   *
   * @param likelihood logarithm of the likelihood, as a mean over the data
   */
  static double @Nullable [] highest(ToDoubleFunction<double[]> likelihood, int parameters) {
    double[] at = new double[parameters];
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < MOST_RESTARTS; i++) {
      PointValuePair found = once(likelihood, at);
      if (found == null) {
        return null;
      }
      at = found.getPoint();
      if (found.getValue() - before < NOTHING_MORE) {
        return Arrays.stream(at).anyMatch(x -> Math.abs(x) > BOUND - 1) ? null : exponentials(at);
      }
      before = found.getValue();
    }
    return null;
  }

  private static @Nullable PointValuePair once(
      ToDoubleFunction<double[]> likelihood, double[] from) {
    try {
      return new SimplexOptimizer(1e-10, 1e-10)
          .optimize(
              new MaxEval(MOST_EVALUATIONS),
              new ObjectiveFunction(logs -> value(likelihood, logs)),
              GoalType.MAXIMIZE,
              new NelderMeadSimplex(from.length),
              new InitialGuess(from));
    } catch (MathIllegalStateException e) {
      return null;
    }
  }

  private static double value(ToDoubleFunction<double[]> likelihood, double[] logs) {
    for (double log : logs) {
      if (Math.abs(log) > BOUND) {
        return -Double.MAX_VALUE;
      }
    }
    double value = likelihood.applyAsDouble(exponentials(logs));
    return Double.isFinite(value) ? value : -Double.MAX_VALUE;
  }

  private static double[] exponentials(double[] logs) {
    return Arrays.stream(logs).map(Math::exp).toArray();
  }
}

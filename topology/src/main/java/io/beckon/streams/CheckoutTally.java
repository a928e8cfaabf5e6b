package io.beckon.streams;

import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.PaymentAttempted;

/** What one task read of steps of checkouts and of payments, and how they went. */
final class CheckoutTally {

  private enum Result {
    OK,
    FAILED
  }

  private final CheckoutWords words;
  private final Tally steps;
  private final Tally payments;

  CheckoutTally(CountedSeries series, CheckoutWords words) {
    this.words = words;
    this.steps =
        new Tally(
            CheckoutWords.MOST + 2,
            (result, step) ->
                series.open(
                    "beckon.checkout.steps",
                    "Steps of checkouts that were read, duplicates among them",
                    "step",
                    step,
                    "result",
                    result.toString()));
    this.payments =
        new Tally(
            CheckoutWords.MOST + 2,
            (result, method) ->
                series.open(
                    "beckon.payments",
                    "Attempts to pay that were read, duplicates among them",
                    "method",
                    method,
                    "result",
                    result.toString()));
  }

  /** Counts it, if it is one of these. */
  void add(Object payload) {
    if (payload instanceof CheckoutStepped step) {
      steps
          .get(step.getError() == null ? Result.OK : Result.FAILED, words.step(step.getStep()))
          .add();
    } else if (payload instanceof PaymentAttempted payment) {
      payments
          .get(payment.getFailed() ? Result.FAILED : Result.OK, words.method(payment.getMethod()))
          .add();
    }
  }
}

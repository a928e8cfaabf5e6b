package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.PaymentAttempted;
import io.beckon.model.Events;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckoutTallyTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CheckoutWords words = new CheckoutWords();
  private final CheckoutTally tally = new CheckoutTally(new CountedSeries(registry), words);

  @Test
  void shouldCountStepsAndPaymentsByHowTheyWent() {
    for (int i = 0; i < 10; i++) {
      tally.add(new CheckoutStepped(null, "Shipping", false, i < 3 ? "no such address" : null));
      tally.add(payment(i % 2 == 0 ? "PayPal" : "paypal", i >= 8));
    }
    tally.add(Events.viewed("ann", "p").getPayload());

    assertThat(steps("shipping", "OK") + steps("other", "OK")).isEqualTo(7);
    assertThat(steps("shipping", "FAILED") + steps("other", "FAILED")).isEqualTo(3);
    assertThat(steps("shipping", "OK")).as("all but the first four are by name").isEqualTo(6);
    assertThat(payments("paypal", "OK")).isEqualTo(4);
    assertThat(payments("paypal", "FAILED")).isEqualTo(2);
  }

  @Test
  void shouldCallWhatIsNotNamedUnknown() {
    tally.add(payment(null, false));
    tally.add(payment(" ", false));
    assertThat(payments(CheckoutWords.UNKNOWN, "OK")).isEqualTo(2);
  }

  @Test
  void shouldMakeNoSeriesOfWhatComesSeldom() {
    for (int i = 0; i < 1_000; i++) {
      tally.add(payment("typed-" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26), false));
    }
    assertThat(payments(CheckoutWords.OTHER, "OK")).isEqualTo(1_000);
    assertThat(registry.getMeters()).hasSize(1);
  }

  @Test
  void shouldStopAtTwentyNamesAndKeepThoseItHas() {
    for (int round = 0; round < 20; round++) {
      for (char method = 'a'; method <= 'z'; method++) {
        tally.add(payment("m" + method, false));
      }
    }
    assertThat(registry.getMeters()).hasSize(CheckoutWords.MOST + 1);
    assertThat(payments("ma", "OK")).isEqualTo(16);
    assertThat(registry.find("beckon.payments").tag("method", "mz").functionCounter()).isNull();
  }

  @Test
  void shouldNeverTellWhatLooksLikeAccountDataOrAnAddress() {
    for (int i = 0; i < 20; i++) {
      tally.add(payment("ann@example.org", true));
      tally.add(payment("4111 1111 1111 1111", true));
      tally.add(payment("DE89-3704-0044", true));
      tally.add(payment("x".repeat(41), true));
    }
    assertThat(payments(CheckoutWords.OTHER, "FAILED")).isEqualTo(80);
    assertThat(registry.getMeters()).hasSize(1);
  }

  private static PaymentAttempted payment(@Nullable String method, boolean failed) {
    return new PaymentAttempted(null, null, method, failed, null);
  }

  private double steps(String step, String result) {
    return count("beckon.checkout.steps", "step", step, "result", result);
  }

  private double payments(String method, String result) {
    return count("beckon.payments", "method", method, "result", result);
  }

  private double count(String name, String... tags) {
    FunctionCounter counter = registry.find(name).tags(tags).functionCounter();
    return counter == null ? 0 : counter.count();
  }
}

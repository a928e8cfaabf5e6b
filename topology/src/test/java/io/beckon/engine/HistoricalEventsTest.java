package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.Shopper;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HistoricalEventsTest {

  private static final long NOW = 1_700_000_000_000L;
  private static final long YEAR = Duration.ofDays(365).toMillis();

  private final Engine engine =
      new Engine(Surroundings.of("test", AbandonmentSettings.DEFAULT, new Gates()::judge));
  private final Shopper shopper = Shopper.unseen("ann");

  @Test
  void shouldKeepADenialWhenAnOlderConsentIsImported() {
    apply(ConsentState.DENIED, NOW, false);

    apply(ConsentState.GRANTED, NOW - YEAR, true);

    assertThat(consent()).isEqualTo(ConsentState.DENIED);
  }

  @Test
  void shouldTakeAnImportedConsentWhenNothingNewerIsKnown() {
    apply(ConsentState.GRANTED, NOW - YEAR, true);

    assertThat(consent()).isEqualTo(ConsentState.GRANTED);
  }

  private ConsentState consent() {
    Consent known = shopper.profile().consent(Channel.EMAIL, Purpose.RECOVERY);
    return known == null ? ConsentState.UNKNOWN : known.state();
  }

  private void apply(ConsentState state, long occurredAt, boolean historical) {
    engine.apply(
        shopper,
        new ShopperEvent(
            UUID.randomUUID().toString(),
            occurredAt,
            "ann",
            "test",
            historical,
            new ConsentChanged(new ConsentGiven(Channel.EMAIL, null, state, "test"))),
        NOW + 1_000,
        Rulebook.of(TestPolicies.open()),
        new EffectBuffer());
  }
}

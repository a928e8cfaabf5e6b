package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.engine.TestPolicies;
import io.beckon.engine.policy.Policy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateGateTest {

  private final Policy policy = limited(new Policy.Rate(10, 20));
  private final RateGate gate = new RateGate();

  @Test
  void shouldLetNoMoreThanTheBurstGoWhenManyPlacesWereGivenBack() {
    for (int second = 0; second < 600; second++) {
      gate.at(second * 1_000L, policy);
      int taken = take();
      for (int i = 0; i < taken; i++) {
        gate.notSent(Channel.EMAIL);
      }
    }

    gate.at(600_000, policy);

    assertThat(take()).isEqualTo(20);
  }

  @Test
  void shouldGiveThePlaceToAnotherWhenItWasNotUsed() {
    gate.at(0, policy);
    assertThat(gate.take(Channel.EMAIL)).isTrue();
    assertThat(gate.take(Channel.EMAIL)).isFalse();

    gate.notSent(Channel.EMAIL);

    assertThat(gate.take(Channel.EMAIL)).isTrue();
    assertThat(gate.take(Channel.EMAIL)).isFalse();
  }

  private int take() {
    int taken = 0;
    while (taken < 10_000 && gate.take(Channel.EMAIL)) {
      taken++;
    }
    return taken;
  }

  private static Policy limited(Policy.Rate rate) {
    Policy open = TestPolicies.open();
    return open.inSeason(open.caps(), open.quietHours(), Map.of(Channel.EMAIL, rate));
  }
}

package io.beckon.engine;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.Policy.ChannelPurpose;
import io.beckon.engine.policy.Policy.ConsentRule;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies for tests. */
public final class TestPolicies {

  private TestPolicies() {}

  /** Everything is allowed unless somebody said no; nothing is capped, quiet or slow. */
  public static Policy open() {
    Map<ChannelPurpose, ConsentRule> consent = new HashMap<>();
    for (Channel channel : Channel.values()) {
      for (Purpose purpose : Purpose.values()) {
        consent.put(new ChannelPurpose(channel, purpose), ConsentRule.OPT_OUT);
      }
    }
    return new Policy(
        1,
        "test",
        ZoneOffset.UTC,
        Map.of(),
        consent,
        List.of(),
        List.of(),
        Duration.ofHours(24),
        Map.of());
  }
}

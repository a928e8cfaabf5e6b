package io.beckon.streams;

import io.beckon.contract.Channel;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.policy.TokenBucket;
import io.beckon.engine.time.ReleaseGate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One token bucket per channel of a task, at the rates of the policy in force. */
final class RateGate implements ReleaseGate {

  private record Limited(Policy.Rate rate, TokenBucket bucket) {}

  private final Map<Channel, Limited> buckets = new EnumMap<>(Channel.class);
  private Map<Channel, Policy.Rate> rates = Map.of();
  private long time;

  /** The gate at the time of a tick (epoch milliseconds), by a policy. */
  RateGate at(long tickTime, Policy policy) {
    this.time = tickTime;
    this.rates = policy.rates();
    return this;
  }

  @Override
  public boolean take(Channel channel) {
    Policy.Rate rate = rates.get(channel);
    if (rate == null) {
      return true;
    }
    return bucket(channel, rate).tryTake(time);
  }

  @Override
  public void notSent(Channel channel) {
    Limited taken = buckets.get(channel);
    if (taken != null && rates.containsKey(channel)) {
      taken.bucket().giveBack();
    }
  }

  private TokenBucket bucket(Channel channel, Policy.Rate rate) {
    @Nullable Limited known = buckets.get(channel);
    if (known == null || !known.rate().equals(rate)) {
      known = new Limited(rate, new TokenBucket(rate));
      buckets.put(channel, known);
    }
    return known.bucket();
  }
}

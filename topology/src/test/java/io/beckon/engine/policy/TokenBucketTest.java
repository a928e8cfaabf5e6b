package io.beckon.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.beckon.engine.policy.Policy.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenBucketTest {

  private static final long START = 1_750_000_000_000L;

  @Test
  void shouldHoldOneTokenWhenFirstUsed() {
    TokenBucket bucket = new TokenBucket(new Rate(2, 10));

    assertThat(bucket.nextAt(START)).isEqualTo(START);
    assertThat(bucket.tryTake(START)).isTrue();
    assertThat(bucket.tryTake(START)).isFalse();
    assertThat(bucket.nextAt(START)).isEqualTo(START + 500);
    assertThat(bucket.tryTake(START + 499)).isFalse();
    assertThat(bucket.tryTake(START + 500)).isTrue();
  }

  @Test
  void shouldLetABurstGoWhenItRested() {
    TokenBucket bucket = new TokenBucket(new Rate(2, 10));
    take(bucket, START);

    assertThat(take(bucket, START + 3_600_000)).isEqualTo(10);
    assertThat(take(bucket, START + 3_601_000)).isEqualTo(2);
  }

  @Test
  void shouldNeitherGainNorLoseWhenTheClockIsPutBack() {
    TokenBucket bucket = new TokenBucket(new Rate(1, 5));
    take(bucket, START);
    assertThat(bucket.tryTake(START + 1_000)).isTrue();

    assertThat(bucket.tryTake(START - 3_600_000)).isFalse();
    assertThat(bucket.nextAt(START - 3_600_000)).isEqualTo(START + 2_000);
    assertThat(bucket.tryTake(START + 1_999)).isFalse();
    assertThat(bucket.tryTake(START + 2_000)).isTrue();
  }

  @Test
  void shouldKeepWhatItHoldsWhenTheClockIsPutBack() {
    TokenBucket bucket = new TokenBucket(new Rate(1, 5));
    take(bucket, START);
    assertThat(bucket.tryTake(START + 60_000)).isTrue();

    assertThat(bucket.nextAt(START)).isEqualTo(START);
    assertThat(take(bucket, START)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 9700", "0.07, 14000", "0.0333333, 29999"})
  void shouldKeepItsRateWhenItIsDrainedForTenYears(double perSecond, long stepMs) {
    TokenBucket bucket = new TokenBucket(new Rate(perSecond, 50));
    long steps = Duration.ofDays(3650).toMillis() / stepMs;
    long taken = 0;
    for (long step = 0; step <= steps; step++) {
      taken += bucket.tryTake(START + step * stepMs) ? 1 : 0;
    }

    double earned = 1 + perSecond * steps * stepMs / 1000;
    assertThat((double) taken).isCloseTo(earned, within(1.0));
  }

  @Test
  void shouldNotCountOnSummingUpWhenNeverFull() {
    // Asked each millisecond at 10 a second: floating sums of 0.01 would drift from 1.
    TokenBucket bucket = new TokenBucket(new Rate(10, 2));
    long taken = 0;
    for (long ms = 0; ms <= 5_000_000; ms++) {
      taken += bucket.tryTake(START + ms) ? 1 : 0;
    }

    assertThat(taken).isEqualTo(50_001);
  }

  @Test
  void shouldSayNeverWhenTheNextTokenIsBeyondTime() {
    TokenBucket bucket = new TokenBucket(new Rate(1e-300, 1));
    take(bucket, START);

    assertThat(bucket.nextAt(START)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1, 1", "NaN, 1", "Infinity, 1", "1, 0.5", "1, NaN", "1, Infinity"})
  void shouldRefuseARateThatIsNone(double perSecond, double burst) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenBucket(new Rate(perSecond, burst)))
        .withMessageContaining("give a number");
  }

  @Property(tries = 500)
  void shouldNeverLetMoreGoThanBurstPlusRateOverAnyInterval(
      @ForAll @DoubleRange(min = 0.01, max = 500) double perSecond,
      @ForAll @DoubleRange(min = 1, max = 20) double burst,
      @ForAll @Size(max = 80) List<@IntRange(min = -3_000, max = 20_000) Integer> steps) {
    TokenBucket bucket = new TokenBucket(new Rate(perSecond, burst));
    List<Long> times = new ArrayList<>();
    long clock = START;
    long latest = Long.MIN_VALUE;
    for (int step : steps) {
      clock += step;
      latest = Math.max(latest, clock);
      while (bucket.tryTake(clock)) {
        times.add(latest);
      }
    }
    for (int i = 0; i < times.size(); i++) {
      for (int j = i; j < times.size(); j++) {
        double seconds = (times.get(j) - times.get(i)) / 1000.0;
        assertThat(j - i + 1.0).isLessThanOrEqualTo(burst + perSecond * seconds + 1e-6);
      }
    }
  }

  @Property(tries = 500)
  void shouldGiveATokenAtNextAtAndNotAMillisecondBefore(
      @ForAll @DoubleRange(min = 0.01, max = 5_000) double perSecond,
      @ForAll @IntRange(min = 0, max = 100_000) int rest) {
    TokenBucket bucket = new TokenBucket(new Rate(perSecond, 3));
    take(bucket, START);
    take(bucket, START + rest);
    long next = bucket.nextAt(START + rest);

    assertThat(next).isGreaterThan(START + rest);
    assertThat(bucket.tryTake(next - 1)).isFalse();
    assertThat(bucket.tryTake(next)).isTrue();
  }

  private static int take(TokenBucket bucket, long at) {
    int taken = 0;
    while (bucket.tryTake(at)) {
      taken++;
    }
    return taken;
  }
}

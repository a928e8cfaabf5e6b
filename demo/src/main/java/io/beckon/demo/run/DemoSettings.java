package io.beckon.demo.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is to be like.
 *
 * @param length real time that the shop is open
 * @param out folder for what comes out; null: none is written
 * @param shoppers how many people
 * @param speed simulated time by real time
 * @param seed of everything that is left to chance
 */
public record DemoSettings(
    Duration length, @Nullable Path out, int shoppers, double speed, long seed) {

  /** When the shop opens: a Black Friday, at seven in the morning in Berlin. */
  public static final Instant OPENING = Instant.parse("2026-11-27T06:00:00Z");

  /** Simulated epoch milliseconds at which the shop opens. */
  public long start() {
    return OPENING.toEpochMilli();
  }

  /** Simulated epoch milliseconds at which the shop closes. */
  public long end() {
    return start() + (long) (length.toMillis() * speed);
  }

  /** How long the shop is open, simulated. */
  public Duration simulated() {
    return Duration.ofMillis(end() - start());
  }
}

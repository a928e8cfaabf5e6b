package io.beckon.demo.shop;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that is the same for the same seed and names, whatever was rolled for others. */
final class Dice {

  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Dice of their own for a thing with these names. */
  static Dice of(long seed, Object... names) {
    long mixed = seed;
    for (Object name : names) {
      mixed = mixed * 0x9E3779B97F4A7C15L + name.toString().hashCode();
      mixed ^= mixed >>> 29;
    }
    return new Dice(new SplittableRandom(mixed));
  }

  /** True in so many of a hundred cases. */
  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** A number from the first to the last, both included. */
  int between(int first, int last) {
    return random.nextInt(first, last + 1);
  }

  /** A number from the first to the last, both included. */
  long between(long first, long last) {
    return random.nextLong(first, last + 1);
  }

  /** Seconds between these, in milliseconds. */
  long seconds(int first, int last) {
    return between(first * 1_000L, last * 1_000L);
  }

  /** Minutes between these, in milliseconds. */
  long minutes(int first, int last) {
    return between(first * 60_000L, last * 60_000L);
  }

  /** One of them. */
  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** An index, each as likely as its weight among all. */
  int weighted(int... weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    int rolled = random.nextInt(sum);
    for (int i = 0; i < weights.length; i++) {
      rolled -= weights[i];
      if (rolled < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /** Hexadecimal digits. */
  String hex(int digits) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }
}

package io.beckon.bench.workload;

/**
 * How many times something must be called abandoned.
 *
 * @param cart carts
 * @param checkout checkouts
 * @param browse visits
 */
public record Expected(long cart, long checkout, long browse) {

  /** All together. */
  public long total() {
    return cart + checkout + browse;
  }

  @Override
  public String toString() {
    return "CART " + cart + ", CHECKOUT " + checkout + ", BROWSE " + browse;
  }
}

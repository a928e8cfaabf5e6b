package io.beckon.engine.catalog;

import java.util.Locale;

/** What a message does about products that can't be bought now. */
public enum StockRule {
  /**
   * They stay, and nothing is asked of the catalog: the message is about what was, not for sale.
   */
  KEEP,
  /** They are left out; a message with nothing left is given up. */
  DROP,
  /** A similar product that can be bought stands in their place; without one they are left out. */
  SWAP,
  /** The message is given up. */
  STOP;

  /**
   * What a step does that does not say.
   *
   * @param aboutSale is its flow about what can be bought now, and not about what was?
   */
  public static StockRule usual(boolean aboutSale) {
    return aboutSale ? DROP : KEEP;
  }

  /** As flow files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package io.beckon.app.input;

import io.beckon.app.input.field.Money;
import io.beckon.app.input.field.Refusal;

/**
 * How files are read.
 *
 * @param defaultCurrency ISO-4217 code for amounts that name none
 * @param sortWindow how many events of each file are held back to bring them into order, at least
 *     1; an event may stand that many events too late in its file. An event held takes about 1 KB.
 */
public record InputOptions(String defaultCurrency, int sortWindow) {

  /** US dollars; 100,000 events a file. */
  public static final InputOptions DEFAULT = new InputOptions("USD", 100_000);

  public InputOptions {
    try {
      defaultCurrency = Money.currency(defaultCurrency, "default currency");
    } catch (Refusal refusal) {
      throw new IllegalArgumentException(refusal.getMessage(), refusal);
    }
    if (sortWindow < 1) {
      throw new IllegalArgumentException("sort window is " + sortWindow + ": expected 1 or more");
    }
  }
}

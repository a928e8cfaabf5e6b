package io.beckon.engine.catalog;

import java.util.List;
import java.util.Locale;

/**
 * Which related products a message shows beside what it is about.
 *
 * @param from what is asked of the catalog, in order: the next only while there is room
 * @param of the products that the related ones belong to
 * @param max how many at most
 * @param required is the message stopped when there is none? If not, it goes without.
 */
public record Suggest(List<Relation> from, Of of, int max, boolean required) {

  /** A message shows no more than that. */
  public static final int MOST = 12;

  /** What the related products belong to. */
  public enum Of {
    /** What the message is about: what was bought, the cart, what was looked at. */
    MESSAGE,
    /** What the shopper bought, the latest first. */
    BOUGHT,
    /** What lies in the cart. */
    CART,
    /** What the shopper looked at in 30 days, the latest first. */
    VIEWED;

    /** As flow files write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Suggest {
    from = List.copyOf(from);
  }
}

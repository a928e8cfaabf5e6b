package io.beckon.engine.catalog;

/** What may have happened to a product, as shoppers see it. */
public enum ChangeKind {
  /** It can be bought again. */
  BACK_IN_STOCK("back-in-stock", "Back In Stock"),
  /** It costs less than before, and less than when the shopper saw it. */
  PRICE_DROP("price-drop", "Price Dropped"),
  /** Few pieces are left. */
  LOW_STOCK("low-stock", "Low Stock"),
  /** It is new, and can be bought. */
  PUBLISHED("product-published", "Product Published");

  private final String word;
  private final String eventName;

  ChangeKind(String word, String eventName) {
    this.word = word;
    this.eventName = eventName;
  }

  /** As flow files write it. */
  public String word() {
    return word;
  }

  /** As conditions see it ({@code event.name}). */
  public String eventName() {
    return eventName;
  }
}

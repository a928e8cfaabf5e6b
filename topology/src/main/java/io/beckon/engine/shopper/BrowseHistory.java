package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Products viewed, oldest first, each once: at most {@link #MAX_PRODUCTS}, none older than {@link
 * #MAX_AGE_MS} at the latest change.
 */
public record BrowseHistory(List<ViewedProduct> views) {

  /** How many products are kept. */
  public static final int MAX_PRODUCTS = 50;

  /** How long a view is kept: 30 days, in milliseconds. */
  public static final long MAX_AGE_MS = 30L * 24 * 60 * 60 * 1000;

  /** Nothing viewed. */
  public static final BrowseHistory EMPTY = new BrowseHistory(List.of());

  public BrowseHistory {
    views = List.copyOf(views);
  }

  /** Is nothing remembered? */
  public boolean isEmpty() {
    return views.isEmpty();
  }

  /** Returns the history with one more view of a product at an append time. */
  public BrowseHistory viewed(Item item, long at) {
    return joined(List.of(new ViewedProduct(item, at, 1)), at);
  }

  /**
   * Returns this history followed by further views, bounded in number and by age at {@code now}.
   */
  public BrowseHistory joined(List<ViewedProduct> further, long now) {
    List<ViewedProduct> all = new ArrayList<>(views.size() + further.size());
    for (ViewedProduct old : views) {
      if (old.at() > now - MAX_AGE_MS) {
        all.add(old);
      }
    }
    for (ViewedProduct view : further) {
      ViewedProduct merged = view;
      for (int i = all.size() - 1; i >= 0; i--) {
        ViewedProduct known = all.get(i);
        if (known.item().getProductId().equals(view.item().getProductId())) {
          all.remove(i);
          ViewedProduct latest = known.at() > view.at() ? known : view;
          merged = new ViewedProduct(latest.item(), latest.at(), known.views() + view.views());
          break;
        }
      }
      int position = all.size();
      while (position > 0 && all.get(position - 1).at() > merged.at()) {
        position--;
      }
      all.add(position, merged);
    }
    int surplus = all.size() - MAX_PRODUCTS;
    return new BrowseHistory(surplus > 0 ? all.subList(surplus, all.size()) : all);
  }
}

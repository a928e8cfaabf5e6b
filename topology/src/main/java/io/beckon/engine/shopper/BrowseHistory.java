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
    int size = views.size();
    boolean inOrder = size == 0 || views.get(size - 1).at() <= at;
    if (!inOrder || (size > 0 && views.get(0).at() <= at - MAX_AGE_MS)) {
      return joined(List.of(new ViewedProduct(item, at, 1)), at);
    }
    int known = indexOf(views, item);
    int times = known < 0 ? 1 : views.get(known).views() + 1;
    int from = known < 0 && size == MAX_PRODUCTS ? 1 : 0;
    ViewedProduct[] next = new ViewedProduct[known < 0 ? size - from + 1 : size];
    int filled = 0;
    for (int i = from; i < size; i++) {
      if (i != known) {
        next[filled++] = views.get(i);
      }
    }
    next[filled] = new ViewedProduct(item, at, times);
    return new BrowseHistory(List.of(next));
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
      int index = indexOf(all, view.item());
      if (index >= 0) {
        ViewedProduct known = all.remove(index);
        ViewedProduct latest = known.at() > view.at() ? known : view;
        merged = new ViewedProduct(latest.item(), latest.at(), known.views() + view.views());
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

  /** Where a product stands, sought from the latest view; -1 when it was not viewed. */
  @SuppressWarnings("ReferenceEquality") // the same object is the quick answer
  private static int indexOf(List<ViewedProduct> views, Item item) {
    String id = item.getProductId();
    for (int i = views.size() - 1; i >= 0; i--) {
      Item known = views.get(i).item();
      if (known == item || known.getProductId().equals(id)) {
        return i;
      }
    }
    return -1;
  }
}

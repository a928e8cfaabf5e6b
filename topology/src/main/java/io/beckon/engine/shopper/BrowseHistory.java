package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Products viewed, oldest first, each once: at most {@link #MAX_PRODUCTS}, none older than {@link
 * #MAX_AGE_MS} at the latest change. A value.
 */
public final class BrowseHistory {

  /** How many products are kept. */
  public static final int MAX_PRODUCTS = 50;

  /** How long a view is kept: 30 days, in milliseconds. */
  public static final long MAX_AGE_MS = 30L * 24 * 60 * 60 * 1000;

  /** Nothing viewed. */
  public static final BrowseHistory EMPTY = new BrowseHistory(List.of());

  private final ViewedProduct[] views;

  /** Hashes of the product ids: to find one without a walk through memory. */
  private final int[] hashes;

  /** A history of these views, oldest first, each product once. */
  public BrowseHistory(List<ViewedProduct> views) {
    this(views.toArray(new ViewedProduct[0]), hashesOf(views));
  }

  private BrowseHistory(ViewedProduct[] views, int[] hashes) {
    this.views = views;
    this.hashes = hashes;
  }

  /** The views, oldest first. */
  public List<ViewedProduct> views() {
    return Collections.unmodifiableList(Arrays.asList(views));
  }

  /** Is nothing remembered? */
  public boolean isEmpty() {
    return views.length == 0;
  }

  /** Returns the history with one more view of a product at an append time. */
  public BrowseHistory viewed(Item item, long at) {
    int size = views.length;
    boolean inOrder = size == 0 || views[size - 1].at() <= at;
    if (!inOrder || (size > 0 && views[0].at() <= at - MAX_AGE_MS)) {
      return joined(List.of(new ViewedProduct(item, at, 1)), at);
    }
    int hash = item.getProductId().hashCode();
    int known = indexOf(item, hash);
    int times = known < 0 ? 1 : views[known].views() + 1;
    int left = known >= 0 ? known : size == MAX_PRODUCTS ? 0 : size;
    int kept = left < size ? size - 1 : size;
    ViewedProduct[] nextViews = new ViewedProduct[kept + 1];
    int[] nextHashes = new int[kept + 1];
    System.arraycopy(views, 0, nextViews, 0, left);
    System.arraycopy(hashes, 0, nextHashes, 0, left);
    System.arraycopy(views, size - kept + left, nextViews, left, kept - left);
    System.arraycopy(hashes, size - kept + left, nextHashes, left, kept - left);
    nextViews[kept] = new ViewedProduct(item, at, times);
    nextHashes[kept] = hash;
    return new BrowseHistory(nextViews, nextHashes);
  }

  /**
   * Returns this history followed by further views, bounded in number and by age at {@code now}.
   */
  public BrowseHistory joined(BrowseHistory further, long now) {
    boolean fits =
        views.length == 0 && !further.isEmpty() && further.views[0].at() > now - MAX_AGE_MS;
    return fits ? further : joined(further.views(), now);
  }

  /**
   * Returns this history followed by further views, bounded in number and by age at {@code now}.
   */
  public BrowseHistory joined(List<ViewedProduct> further, long now) {
    List<ViewedProduct> all = new ArrayList<>(views.length + further.size());
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

  /** Where a product stands; -1 when it was not viewed. */
  private int indexOf(Item item, int hash) {
    for (int i = hashes.length - 1; i >= 0; i--) {
      if (hashes[i] == hash && isSame(views[i].item(), item)) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOf(List<ViewedProduct> views, Item item) {
    for (int i = views.size() - 1; i >= 0; i--) {
      if (isSame(views.get(i).item(), item)) {
        return i;
      }
    }
    return -1;
  }

  @SuppressWarnings("ReferenceEquality") // the same object is the quick answer
  private static boolean isSame(Item known, Item item) {
    return known == item || known.getProductId().equals(item.getProductId());
  }

  private static int[] hashesOf(List<ViewedProduct> views) {
    int[] hashes = new int[views.size()];
    for (int i = 0; i < hashes.length; i++) {
      String id = views.get(i).item().getProductId();
      hashes[i] = id == null ? 0 : id.hashCode();
    }
    return hashes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrowseHistory that && Arrays.equals(views, that.views);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(views);
  }

  @Override
  public String toString() {
    return "BrowseHistory" + Arrays.toString(views);
  }
}

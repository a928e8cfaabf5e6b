package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** The latest view; there must be one. */
  public ViewedProduct latest() {
    return views[views.length - 1];
  }

  /** The view of a product; null: none. */
  public @Nullable ViewedProduct of(Item item) {
    int place = indexOf(item, item.getProductId().hashCode());
    return place < 0 ? null : views[place];
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
    int most = views.length + further.size();
    ViewedProduct[] all = new ViewedProduct[most];
    int[] allHashes = new int[most];
    int size = 0;
    for (int i = 0; i < views.length; i++) {
      if (views[i].at() > now - MAX_AGE_MS) {
        all[size] = views[i];
        allHashes[size++] = hashes[i];
      }
    }
    for (ViewedProduct view : further) {
      if (view.at() <= now - MAX_AGE_MS) {
        continue; // a visit may lie open for longer
      }
      ViewedProduct merged = view;
      int hash = hashOf(view);
      int index = indexOf(all, allHashes, size, view.item(), hash);
      if (index >= 0) {
        ViewedProduct known = all[index];
        ViewedProduct latest = known.at() > view.at() ? known : view;
        merged = new ViewedProduct(latest.item(), latest.at(), known.views() + view.views());
        size--;
        System.arraycopy(all, index + 1, all, index, size - index);
        System.arraycopy(allHashes, index + 1, allHashes, index, size - index);
      }
      int position = size;
      while (position > 0 && all[position - 1].at() > merged.at()) {
        all[position] = all[position - 1];
        allHashes[position] = allHashes[position - 1];
        position--;
      }
      all[position] = merged;
      allHashes[position] = hash;
      size++;
    }
    int from = Math.max(0, size - MAX_PRODUCTS);
    return new BrowseHistory(
        Arrays.copyOfRange(all, from, size), Arrays.copyOfRange(allHashes, from, size));
  }

  /** Where a product stands; -1 when it was not viewed. */
  private int indexOf(Item item, int hash) {
    return indexOf(views, hashes, views.length, item, hash);
  }

  private static int indexOf(ViewedProduct[] views, int[] hashes, int size, Item item, int hash) {
    for (int i = size - 1; i >= 0; i--) {
      if (hashes[i] == hash && isSame(views[i].item(), item)) {
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
      hashes[i] = hashOf(views.get(i));
    }
    return hashes;
  }

  private static int hashOf(ViewedProduct view) {
    String id = view.item().getProductId();
    return id == null ? 0 : id.hashCode();
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

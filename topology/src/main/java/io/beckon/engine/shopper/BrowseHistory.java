package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products viewed, oldest first, each once: at most {@link #MAX_PRODUCTS}, none older than {@link
 * #MAX_AGE_MS} at the latest change.
 *
 * <p>A value: one more view leaves the earlier history as it was, though both share arrays. Each
 * view has a <i>place</i>, by which it is asked for without an object of its own; places grow with
 * time, and some are empty. Used by one thread at a time.
 */
public final class BrowseHistory {

  /** How many products are kept. */
  public static final int MAX_PRODUCTS = 50;

  /** How long a view is kept: 30 days, in milliseconds. */
  public static final long MAX_AGE_MS = 30L * 24 * 60 * 60 * 1000;

  /** A bit for each place. */
  static final int MAX_ROOM = Long.SIZE;

  /** Nothing viewed. */
  public static final BrowseHistory EMPTY = new BrowseHistory(List.of());

  /**
   * Later histories add behind what this one sees, while there is room: who adds first does so in
   * these arrays, everybody else in a copy.
   */
  private final Item[] items;

  /** See {@link ViewBlock}. */
  private final int[] block;

  /** The places that count here: a product that is viewed again leaves its earlier one empty. */
  private final long live;

  /** A history of these views, oldest first, each product once. */
  public BrowseHistory(List<ViewedProduct> views) {
    this(built(views));
  }

  private BrowseHistory(BrowseHistory same) {
    this(same.items, same.block, same.live);
  }

  /** A history of the first views in these arrays. */
  BrowseHistory(Item[] items, int[] block, int size) {
    this(items, block, size == 0 ? 0 : -1L >>> (MAX_ROOM - size));
  }

  private BrowseHistory(Item[] items, int[] block, long live) {
    this.items = items;
    this.block = block;
    this.live = live;
  }

  private static BrowseHistory built(List<ViewedProduct> views) {
    if (views.size() > MAX_ROOM) {
      throw new IllegalArgumentException(
          views.size() + " views; a history holds " + MAX_PRODUCTS + " at most");
    }
    HistoryBuilder builder = new HistoryBuilder(views.size());
    for (int i = 0; i < views.size(); i++) {
      ViewedProduct view = views.get(i);
      builder.add(view.item(), view.at(), view.views());
    }
    return builder.build();
  }

  /** The views, oldest first. */
  public List<ViewedProduct> views() {
    List<ViewedProduct> views = new ArrayList<>(size());
    for (int place = first(); place >= 0; place = after(place)) {
      views.add(viewAt(place));
    }
    return Collections.unmodifiableList(views);
  }

  /** How many products are remembered. */
  public int size() {
    return Long.bitCount(live);
  }

  /** Is nothing remembered? */
  public boolean isEmpty() {
    return live == 0;
  }

  /** The place of the oldest view; -1: nothing was viewed. */
  public int first() {
    return live == 0 ? -1 : Long.numberOfTrailingZeros(live);
  }

  /** The place of the latest view; -1: nothing was viewed. */
  public int last() {
    return MAX_ROOM - 1 - Long.numberOfLeadingZeros(live);
  }

  /** The place of the view that follows one; -1: none does. */
  public int after(int place) {
    long later = live & (-2L << place);
    return later == 0 ? -1 : Long.numberOfTrailingZeros(later);
  }

  /** The place of the view before one; -1: there is none. */
  public int before(int place) {
    return MAX_ROOM - 1 - Long.numberOfLeadingZeros(live & ((1L << place) - 1));
  }

  /** The place of a product; -1: it was not viewed. */
  public int placeOf(Item item) {
    int hash = ViewBlock.hashOf(item);
    for (int place = last(); place >= 0; place--) {
      if (ViewBlock.hash(block, place) == hash
          && ((live >>> place) & 1) != 0
          && isSame(items[place], item)) {
        return place;
      }
    }
    return -1;
  }

  /** The product at a place, as it was viewed last. */
  public Item itemAt(int place) {
    return items[place];
  }

  /** When the product at a place was viewed last: append time, epoch milliseconds. */
  public long timeAt(int place) {
    return ViewBlock.at(block, place);
  }

  /** How often the product at a place was viewed. */
  public int viewsAt(int place) {
    return ViewBlock.views(block, place);
  }

  /** The view at a place. */
  public ViewedProduct viewAt(int place) {
    return new ViewedProduct(itemAt(place), timeAt(place), viewsAt(place));
  }

  /** The view of a product; null: none. */
  public @Nullable ViewedProduct of(Item item) {
    int place = placeOf(item);
    return place < 0 ? null : viewAt(place);
  }

  /**
   * Is the view at a place that of another history, with the very same item? Told without a look at
   * the item.
   */
  @SuppressWarnings("ReferenceEquality") // the same object is what is asked for
  public boolean isAt(int place, BrowseHistory other, int itsPlace) {
    return items[place] == other.items[itsPlace]
        && timeAt(place) == other.timeAt(itsPlace)
        && viewsAt(place) == other.viewsAt(itsPlace);
  }

  /** As above, of a view. */
  @SuppressWarnings("ReferenceEquality") // the same object is what is asked for
  public boolean isAt(int place, ViewedProduct view) {
    return items[place] == view.item()
        && timeAt(place) == view.at()
        && viewsAt(place) == view.views();
  }

  /** Is that product at a place? */
  public boolean isOf(int place, Item item) {
    return ViewBlock.hash(block, place) == ViewBlock.hashOf(item) && isSame(items[place], item);
  }

  /** Returns the history with one more view of a product at an append time. */
  public BrowseHistory viewed(Item item, long at) {
    int last = last();
    if (last >= 0 && (timeAt(last) > at || timeAt(first()) <= at - MAX_AGE_MS)) {
      return joined(new BrowseHistory(List.of(new ViewedProduct(item, at, 1))), at);
    }
    int known = placeOf(item);
    int times = known < 0 ? 1 : viewsAt(known) + 1;
    int left = known >= 0 ? known : size() == MAX_PRODUCTS ? first() : -1;
    return with(item, at, times, left);
  }

  /** Adds a view behind all others, in place of one, or of none (-1). */
  private BrowseHistory with(Item item, long at, int views, int left) {
    int place = last() + 1;
    if (place < items.length
        && place == ViewBlock.used(block)
        && ViewBlock.fits(block, at, views)) {
      items[place] = item;
      ViewBlock.add(block, at, views, ViewBlock.hashOf(item));
      long kept = left < 0 ? live : live & ~(1L << left);
      return new BrowseHistory(items, block, kept | (1L << place));
    }
    HistoryBuilder builder = new HistoryBuilder(room(left < 0 ? size() : size() - 1));
    builder.add(this, left);
    builder.add(item, at, views);
    return builder.build();
  }

  /** Room for one view more than there are, and for some to come: even, as arrays are padded. */
  private static int room(int size) {
    int room = size + 2 + size / 4;
    return Math.min(MAX_ROOM, room + (room & 1));
  }

  /**
   * Returns this history followed by further views, bounded in number and by age at {@code now}.
   */
  public BrowseHistory joined(BrowseHistory further, long now) {
    if (isEmpty() && !further.isEmpty() && further.timeAt(further.first()) > now - MAX_AGE_MS) {
      return further.fitting();
    }
    HistoryBuilder all = new HistoryBuilder(size() + further.size());
    for (int place = first(); place >= 0; place = after(place)) {
      if (timeAt(place) > now - MAX_AGE_MS) {
        all.add(itemAt(place), timeAt(place), viewsAt(place));
      }
    }
    for (int place = further.first(); place >= 0; place = further.after(place)) {
      if (further.timeAt(place) > now - MAX_AGE_MS) { // a visit may lie open for longer
        join(further, place, all);
      }
    }
    return all.latest(MAX_PRODUCTS);
  }

  /** This history without much more room than it needs. */
  private BrowseHistory fitting() {
    if (items.length - size() <= HistoryBuilder.LITTLE) {
      return this;
    }
    HistoryBuilder all = new HistoryBuilder(size());
    all.add(this, -1);
    return all.build();
  }

  private static void join(BrowseHistory further, int place, HistoryBuilder all) {
    Item item = further.itemAt(place);
    long at = further.timeAt(place);
    int views = further.viewsAt(place);
    int known = all.indexOf(item);
    if (known >= 0) {
      views += all.views(known);
      if (all.at(known) > at) {
        item = all.item(known);
        at = all.at(known);
      }
      all.remove(known);
    }
    all.insert(item, at, views);
  }

  /**
   * Returns the latest of this history, of more, and of views that stand for all others of their
   * products: all in the order of time, and at one time in this order.
   *
   * @param count how many are kept
   */
  public BrowseHistory replaced(BrowseHistory more, List<ViewedProduct> changed, int count) {
    if (more.isEmpty() && follow(changed)) {
      BrowseHistory history = this;
      for (ViewedProduct view : changed) {
        history = history.with(view.item(), view.at(), view.views(), history.placeOf(view.item()));
      }
      return history.latest(count);
    }
    HistoryBuilder all = new HistoryBuilder(size() + more.size() + changed.size());
    insert(this, changed, all);
    insert(more, changed, all);
    for (ViewedProduct view : changed) {
      all.insert(view.item(), view.at(), view.views());
    }
    return all.latest(count);
  }

  /** Are views later than all here, and in order? */
  private boolean follow(List<ViewedProduct> views) {
    long at = isEmpty() ? Long.MIN_VALUE : timeAt(last());
    for (ViewedProduct view : views) {
      if (view.at() < at) {
        return false;
      }
      at = view.at();
    }
    return size() + views.size() <= MAX_ROOM;
  }

  private BrowseHistory latest(int count) {
    int surplus = size() - count;
    if (surplus <= 0) {
      return this;
    }
    long kept = live;
    for (int i = 0; i < surplus; i++) {
      kept &= kept - 1; // the lowest bit: the oldest view
    }
    return kept == 0 ? EMPTY : new BrowseHistory(items, block, kept);
  }

  private static void insert(
      BrowseHistory history, List<ViewedProduct> except, HistoryBuilder all) {
    for (int place = history.first(); place >= 0; place = history.after(place)) {
      if (!history.isAmong(except, place)) {
        all.insert(history.itemAt(place), history.timeAt(place), history.viewsAt(place));
      }
    }
  }

  /** Is the product at a place among those of a list? */
  public boolean isAmong(List<ViewedProduct> views, int place) {
    for (int i = 0; i < views.size(); i++) {
      if (isOf(place, views.get(i).item())) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // the same object is the quick answer
  static boolean isSame(Item known, Item item) {
    return known == item || known.getProductId().equals(item.getProductId());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrowseHistory that && isEqual(that);
  }

  private boolean isEqual(BrowseHistory that) {
    if (size() != that.size()) {
      return false;
    }
    int its = that.first();
    for (int place = first(); place >= 0; place = after(place)) {
      if (timeAt(place) != that.timeAt(its)
          || viewsAt(place) != that.viewsAt(its)
          || !itemAt(place).equals(that.itemAt(its))) {
        return false;
      }
      its = that.after(its);
    }
    return true;
  }

  @Override
  public int hashCode() {
    return views().hashCode();
  }

  @Override
  public String toString() {
    return "BrowseHistory" + views();
  }
}

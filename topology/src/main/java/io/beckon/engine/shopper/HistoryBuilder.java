package io.beckon.engine.shopper;

import io.beckon.contract.Item;
import java.util.Arrays;

/** Puts views together for a history that shares nothing with others yet. */
final class HistoryBuilder {

  /** Spare room that is not worth a copy. */
  static final int LITTLE = 4;

  private final Item[] items;
  private int[] block = new int[0];
  private int size;

  HistoryBuilder(int room) {
    this.items = new Item[room];
  }

  long at(int index) {
    return ViewBlock.at(block, index);
  }

  int views(int index) {
    return ViewBlock.views(block, index);
  }

  Item item(int index) {
    return items[index];
  }

  /** Adds all views of a history but one. */
  void add(BrowseHistory history, int except) {
    for (int place = history.first(); place >= 0; place = history.after(place)) {
      if (place != except) {
        add(history.itemAt(place), history.timeAt(place), history.viewsAt(place));
      }
    }
  }

  /** Adds a view behind the others. */
  void add(Item item, long at, int views) {
    makeFit(at, views);
    items[size++] = item;
    ViewBlock.add(block, at, views, ViewBlock.hashOf(item));
  }

  /** Puts a view behind those that are not later. */
  void insert(Item item, long at, int views) {
    int place = size;
    while (place > 0 && at(place - 1) > at) {
      place--;
    }
    makeFit(at, views);
    System.arraycopy(items, place, items, place + 1, size - place);
    items[place] = item;
    size++;
    ViewBlock.insert(block, place, at, views, ViewBlock.hashOf(item));
  }

  /** Takes a view out. */
  void remove(int index) {
    size--;
    System.arraycopy(items, index + 1, items, index, size - index);
    ViewBlock.remove(block, index);
  }

  /** Where a product stands; -1: nowhere. */
  int indexOf(Item item) {
    int hash = ViewBlock.hashOf(item);
    for (int i = size - 1; i >= 0; i--) {
      if (ViewBlock.hash(block, i) == hash && BrowseHistory.isSame(items[i], item)) {
        return i;
      }
    }
    return -1;
  }

  private void makeFit(long at, int views) {
    if (size == 0) {
      block = ViewBlock.of(items.length, at);
    }
    if (!ViewBlock.fits(block, at, views)) {
      block = ViewBlock.widened(block, items.length);
    }
  }

  /** A history of these views, with the room that is left for more. */
  BrowseHistory build() {
    return new BrowseHistory(items, block, size);
  }

  /** A history of the latest of these views, with no more room than it needs. */
  BrowseHistory latest(int most) {
    int from = Math.max(0, size - Math.min(most, BrowseHistory.MAX_ROOM));
    if (from == size) {
      return BrowseHistory.EMPTY;
    }
    if (from == 0 && items.length - size <= LITTLE && items.length <= BrowseHistory.MAX_ROOM) {
      return build();
    }
    return new BrowseHistory(
        Arrays.copyOfRange(items, from, size), ViewBlock.copyOf(block, from, size), size - from);
  }
}

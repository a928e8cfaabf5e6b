package io.beckon.engine.interest;

import io.beckon.contract.ProductChanged;
import io.beckon.engine.shopper.RecentIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A change of a product that not everybody concerned was told of yet. Those concerned are fixed
 * when it is read; each is decided once, either in their order or, when something of theirs comes
 * first, before.
 */
public final class PendingChange {

  private final long number;
  private final String id;
  private final long at;
  private final long mark;
  private final ProductChanged change;
  private final Names concerned;
  private final long[] hashes;
  private final BitSet done = new BitSet();
  private int place;
  private String turn = "";
  private int storedPlace;
  private boolean stored;
  private final List<Long> early = new ArrayList<>();

  PendingChange(
      long number, String id, long at, long mark, ProductChanged change, Names concerned) {
    this.number = number;
    this.id = id;
    this.at = at;
    this.mark = mark;
    this.change = change;
    this.concerned = concerned;
    int count = 0;
    for (int p = 0; p < concerned.end(); p = concerned.after(p)) {
      count++;
    }
    this.hashes = new long[count];
    for (int p = 0, i = 0; p < concerned.end(); p = concerned.after(p)) {
      hashes[i++] = RecentIds.hash(concerned.at(p));
    }
    Arrays.sort(hashes);
  }

  /** Rises from change to change. */
  public long number() {
    return number;
  }

  /** Id of the change. */
  public String id() {
    return id;
  }

  /** When it was read, in log time, epoch milliseconds. */
  public long at() {
    return at;
  }

  /** Those concerned were noted up to this mark of the index. */
  public long mark() {
    return mark;
  }

  /** What changed. */
  public ProductChanged change() {
    return change;
  }

  /** How far those concerned were gone through. */
  public int place() {
    return place;
  }

  /** Hashes of those who were decided out of turn since this was last asked. */
  public List<Long> takeEarly() {
    List<Long> taken = List.copyOf(early);
    early.clear();
    return taken;
  }

  /** Was anybody decided since {@link #takeEarly} and {@link #stored} were last called? */
  public boolean isMoved() {
    return place != storedPlace || !early.isEmpty();
  }

  /** Is it in the store? */
  public boolean isStored() {
    return stored;
  }

  /** It is in the store, up to where it is now. */
  public void stored() {
    stored = true;
    storedPlace = place;
  }

  /** Goes on where another process left off. */
  PendingChange from(int earlierPlace, List<Long> decided) {
    for (int p = 0; p < Math.min(earlierPlace, concerned.end()); p = concerned.after(p)) {
      done.set(indexOf(concerned.at(p)));
    }
    for (long hash : decided) {
      int i = Arrays.binarySearch(hashes, hash);
      if (i >= 0) {
        done.set(first(i));
      }
    }
    place = earlierPlace;
    stored();
    return this;
  }

  boolean waitsFor(String shopperId) {
    int i = indexOf(shopperId);
    return i >= 0 && !done.get(i);
  }

  /** A shopper is decided, before it is their turn or, after {@link #next}, in turn. */
  void done(String shopperId) {
    int i = indexOf(shopperId);
    if (i >= 0 && !done.get(i)) {
      done.set(i);
      if (!shopperId.equals(turn)) {
        early.add(hashes[i]);
      }
    }
  }

  boolean isOver() {
    return place >= concerned.end();
  }

  /** The next one in their order; whoever was decided before is one too. */
  String next() {
    String shopper = concerned.at(place);
    place = concerned.after(place);
    turn = shopper;
    return shopper;
  }

  private int indexOf(String shopperId) {
    int i = Arrays.binarySearch(hashes, RecentIds.hash(shopperId));
    return i < 0 ? -1 : first(i);
  }

  /** One who is named twice is one. */
  private int first(int index) {
    int i = index;
    while (i > 0 && hashes[i - 1] == hashes[i]) {
      i--;
    }
    return i;
  }
}

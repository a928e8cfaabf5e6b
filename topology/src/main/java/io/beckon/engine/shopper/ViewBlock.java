package io.beckon.engine.shopper;

import io.beckon.contract.Item;

/**
 * Views as numbers in one array, so that a shopper's products are sought and compared in memory
 * that lies together: first how many there are, then two ints for each one: milliseconds since the
 * block's base, and how often it was viewed beside a part of the hash of its product's id. What
 * does not fit there takes four ints.
 */
final class ViewBlock {

  private static final int USED = 0;
  private static final int BASE = 1;
  private static final int WIDTH = 3;
  private static final int HEAD = 4;
  private static final int NARROW = 2;
  private static final int WIDE = 4;

  private static final long LOW = 0xffff_ffffL;
  private static final int HASH = 0xffff;

  /**
   * How much earlier than the first view another one may be. Narrow times reach over 49 days, and a
   * history over 30: so most that come out of order fit on either side.
   */
  private static final long EARLIER_MS = BrowseHistory.MAX_AGE_MS / 2;

  private ViewBlock() {}

  /** A block with room for so many views, the first of them at about a time. */
  static int[] of(int room, long firstAt) {
    int[] block = new int[HEAD + room * NARROW];
    setLong(block, BASE, firstAt - EARLIER_MS);
    block[WIDTH] = NARROW;
    return block;
  }

  /** The same views with room for any time and number. */
  static int[] widened(int[] narrow, int room) {
    int[] block = new int[HEAD + room * WIDE];
    block[WIDTH] = WIDE;
    block[USED] = narrow[USED];
    for (int i = 0; i < narrow[USED]; i++) {
      set(block, i, at(narrow, i), views(narrow, i), hash(narrow, i));
    }
    return block;
  }

  /** The views of a range, with room for no more. */
  static int[] copyOf(int[] from, int begin, int end) {
    int width = from[WIDTH];
    int[] block = new int[HEAD + (end - begin) * width];
    System.arraycopy(from, 0, block, 0, HEAD);
    System.arraycopy(from, HEAD + begin * width, block, HEAD, (end - begin) * width);
    block[USED] = end - begin;
    return block;
  }

  static int used(int[] block) {
    return block[USED];
  }

  /** Can that be said in the block? */
  static boolean fits(int[] block, long at, int views) {
    return block[WIDTH] == WIDE
        || ((at - base(block)) >>> Integer.SIZE == 0 && (views & HASH) == views);
  }

  static long at(int[] block, int place) {
    int index = index(block, place);
    return block[WIDTH] == NARROW
        ? base(block) + Integer.toUnsignedLong(block[index])
        : getLong(block, index);
  }

  static int views(int[] block, int place) {
    int index = index(block, place);
    return block[WIDTH] == NARROW ? block[index + 1] >>> Short.SIZE : block[index + 2];
  }

  /** See {@link #hashOf}. */
  static int hash(int[] block, int place) {
    return block[index(block, place) + block[WIDTH] - 1] & HASH;
  }

  /** What is kept of the hash of a product's id: for nearly all others it is another. */
  static int hashOf(Item item) {
    String id = item.getProductId();
    int hash = id == null ? 0 : id.hashCode();
    return (hash ^ (hash >>> Short.SIZE)) & HASH;
  }

  /** Adds a view behind the others; it must fit. */
  static void add(int[] block, long at, int views, int hash) {
    set(block, block[USED]++, at, views, hash);
  }

  /** Moves the views from a place on by one, and puts one there; it must fit. */
  static void insert(int[] block, int place, long at, int views, int hash) {
    int width = block[WIDTH];
    int index = index(block, place);
    System.arraycopy(block, index, block, index + width, (block[USED] - place) * width);
    block[USED]++;
    set(block, place, at, views, hash);
  }

  /** Takes one view out. */
  static void remove(int[] block, int place) {
    int width = block[WIDTH];
    int index = index(block, place);
    block[USED]--;
    System.arraycopy(block, index + width, block, index, (block[USED] - place) * width);
  }

  private static void set(int[] block, int place, long at, int views, int hash) {
    int index = index(block, place);
    if (block[WIDTH] == NARROW) {
      block[index] = (int) (at - base(block));
      block[index + 1] = (views << Short.SIZE) | hash;
    } else {
      setLong(block, index, at);
      block[index + 2] = views;
      block[index + 3] = hash;
    }
  }

  private static int index(int[] block, int place) {
    return HEAD + place * block[WIDTH];
  }

  private static long base(int[] block) {
    return getLong(block, BASE);
  }

  private static long getLong(int[] block, int index) {
    return ((long) block[index] << Integer.SIZE) | (block[index + 1] & LOW);
  }

  private static void setLong(int[] block, int index, long value) {
    block[index] = (int) (value >>> Integer.SIZE);
    block[index + 1] = (int) value;
  }
}

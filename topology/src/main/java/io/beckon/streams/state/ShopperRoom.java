package io.beckon.streams.state;

import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many shoppers a process may keep in memory, dealt evenly to the tasks that it has at the
 * moment: with few partitions each may keep more. When they turn out to be so large that
 * collections of the heap find little to free, fewer may stay; when there is space again, more, up
 * to what was first allowed. Nothing that is decided depends on it. Safe for use by several
 * threads.
 */
public final class ShopperRoom {

  private static final Logger LOG = LoggerFactory.getLogger(ShopperRoom.class);

  /** Fuller than that after a collection: the next one comes soon, and frees little again. */
  private static final double CROWDED = 0.65;

  /** How full it is to be. */
  private static final double AIM = 0.5;

  /** Emptier than that: there is space for more. */
  private static final double SPACIOUS = 0.4;

  private static final double MORE = 1.25;

  /** Fewer than such a part of what is allowed can't be what fills the heap. */
  private static final int LEAST = 16;

  private final int most;
  private final DoubleSupplier heap;
  private volatile int all;
  private volatile int each;
  private int tasks;
  private int held;
  private double seen;

  /**
   * Room for so many shoppers, however large they are.
   *
   * @param most most shoppers in memory between commits, over all tasks, at least 1
   */
  public ShopperRoom(int most) {
    this(most, () -> 0);
  }

  /**
   * Room for so many shoppers, or as many as fit.
   *
   * @param most most shoppers in memory between commits, over all tasks, at least 1
   * @param heap the share of the heap that was in use after it was last collected, from 0 to 1;
   *     another number is taken for another collection
   */
  public ShopperRoom(int most, DoubleSupplier heap) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "the room is for " + most + " shoppers, but at least 1 must be kept in memory");
    }
    this.most = most;
    this.heap = heap;
    this.all = most;
    this.each = most;
    this.seen = heap.getAsDouble();
  }

  /** How many shoppers may be kept at the moment, over all tasks. */
  public int all() {
    return all;
  }

  /** A task that takes its part, until it is closed. */
  public Part enter() {
    deal(1);
    return new Part();
  }

  private synchronized void deal(int more) {
    tasks += more;
    each = Math.max(1, all / Math.max(1, tasks));
  }

  private synchronized void holds(int more) {
    held += more;
    double filled = heap.getAsDouble();
    if (filled == seen) {
      return;
    }
    seen = filled;
    int fitting = fitting(filled);
    if (fitting < all) {
      LOG.warn(
          "After a collection {} % of the old generation were in use: {} shoppers stay in memory"
              + " from now on, not {}. The others are read from disk when they come back; a larger"
              + " heap (-Xmx) would keep them.",
          Math.round(filled * 100), fitting, all);
    } else if (fitting > all) {
      LOG.info(
          "After a collection {} % of the old generation were in use: {} shoppers may stay in"
              + " memory from now on, not {}.",
          Math.round(filled * 100), fitting, all);
    }
    all = fitting;
    deal(0);
  }

  private int fitting(double filled) {
    int least = Math.max(1, most / LEAST);
    boolean settled = held <= all * MORE; // else some are about to leave already
    if (filled > CROWDED && held > least && settled) {
      return Math.max(least, (int) (Math.min(held, all) * AIM / filled));
    }
    if (filled < SPACIOUS && held > all / MORE) {
      return (int) Math.min(most, Math.ceil(all * MORE));
    }
    return all;
  }

  /** What one task may keep; it changes as tasks come and go. */
  public final class Part implements IntSupplier, AutoCloseable {

    private boolean closed;
    private int shoppers;

    private Part() {}

    /** Most shoppers in memory between commits, at least 1. */
    @Override
    public int getAsInt() {
      return each;
    }

    /** Tells how many shoppers the task has in memory; to be told a few times a second. */
    public void holds(int now) {
      if (!closed) {
        ShopperRoom.this.holds(now - shoppers);
        shoppers = now;
      }
    }

    /** Leaves the room to the others. A second call has no effect. */
    @Override
    public void close() {
      if (!closed) {
        holds(0);
        closed = true;
        deal(-1);
      }
    }
  }
}

package io.beckon.streams.state;

import java.util.function.IntSupplier;

/**
 * How many shoppers a process may keep in memory, dealt evenly to the tasks that it has at the
 * moment: with few partitions each may keep more. Nothing that is decided depends on it. Safe for
 * use by several threads.
 */
public final class ShopperRoom {

  private final int all;
  private volatile int each;
  private int tasks;

  /**
   * Room for so many shoppers.
   *
   * @param all most shoppers in memory between commits, over all tasks, at least 1
   */
  public ShopperRoom(int all) {
    if (all < 1) {
      throw new IllegalArgumentException(
          "the room is for " + all + " shoppers, but at least 1 must be kept in memory");
    }
    this.all = all;
    this.each = all;
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

  /** What one task may keep; it changes as tasks come and go. */
  public final class Part implements IntSupplier, AutoCloseable {

    private boolean closed;

    private Part() {}

    /** Most shoppers in memory between commits, at least 1. */
    @Override
    public int getAsInt() {
      return each;
    }

    /** Leaves the room to the others. A second call has no effect. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        deal(-1);
      }
    }
  }
}

package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The shoppers of a task: those at work in memory, all of them in the stores. Changes are written
 * once per commit, in its transaction, however often a shopper changed; parts that did not change
 * are not written.
 *
 * <p>A shopper got from here is to be used until the next one is asked for, and no longer than to
 * the next commit. What is changed on it is kept without further ado; to undo, put its earlier
 * parts back. The store is made anew in each {@code init} of the processor.
 *
 * <p>Memory: at most {@code maxShoppers} between commits, each 0.3 to 1 kB and more with full carts
 * and histories; in addition those of the present commit, see {@link #isCrowded}. Used by the
 * task's thread only.
 */
public final class ShopperStore {

  /** Shoppers written at once; bounds what is held twice while a commit is prepared. */
  private static final int BATCH = 1000;

  private final IntSupplier maxShoppers;
  private final ToLongFunction<Shopper.Parts> nextWake;
  private final StoreCounters counters = new StoreCounters();
  private final WriteMark marks = new WriteMark();
  private final PartStores stores;
  private final TimerIndex timers;
  private final InterestRows interests;
  private final ChangeRows changes;
  private final Census census;
  private final ShopperTable shoppers = new ShopperTable();
  private final ShoppersAhead ahead = new ShoppersAhead(shoppers);
  private final List<ShopperTable.Entry> touched = new ArrayList<>();
  private final Foresight foresight = new Foresight();
  private LongSupplier logTime = () -> 0;

  /** Shoppers written in full because they left memory. */
  private int left;

  /**
   * Opens the stores of a task and takes over its commits; to be called in the processor's {@code
   * init}. The processor must be connected to all of {@link StateStores#names()}.
   *
   * @param maxShoppers how many are kept in memory between commits, at least 1; asked each time
   */
  public static ShopperStore open(ProcessingContext context, IntSupplier maxShoppers) {
    return open(context, maxShoppers, parts -> parts.journeys().nextWake());
  }

  /**
   * As above, with a rule of its own for when a shopper must be looked at next.
   *
   * @param maxShoppers how many are kept in memory between commits, at least 1; asked each time
   * @param nextWake a time in epoch milliseconds, or {@link Run#NO_WAKE}; it must depend on the
   *     parts alone, because by it is told what was noted in the index for the stored ones
   */
  public static ShopperStore open(
      ProcessingContext context, IntSupplier maxShoppers, ToLongFunction<Shopper.Parts> nextWake) {
    ShopperStore store = new ShopperStore(context, maxShoppers, nextWake);
    CommitHook hook = context.getStateStore(StoreNames.COMMIT_HOOK);
    hook.onCommit(store::flush, store::isDirty);
    return store;
  }

  private ShopperStore(
      ProcessingContext context, IntSupplier maxShoppers, ToLongFunction<Shopper.Parts> nextWake) {
    this.maxShoppers = maxShoppers;
    this.nextWake = nextWake;
    this.stores = new PartStores(part -> store(context, part.store()), counters);
    KeyValueStore<Bytes, byte[]> hours = context.getStateStore(StoreNames.TIMERS);
    this.timers = new TimerIndex(hours, counters);
    this.census = stores.census();
    KeyValueStore<Bytes, byte[]> products = context.getStateStore(StoreNames.PRODUCT_INTEREST);
    this.interests = new InterestRows(products, counters);
    this.changes = new ChangeRows(products, counters);
  }

  private static KeyValueStore<String, byte[]> store(ProcessingContext context, String name) {
    return context.getStateStore(name);
  }

  /**
   * The shopper of an id; one who was never seen has empty parts.
   *
   * @throws CorruptStateException when a row can't be read; nothing is changed by that
   */
  public Shopper get(String id) {
    long hash = ShopperTable.hash(id);
    ShopperTable.Entry entry = shoppers.get(id, hash);
    if (entry == null) {
      counters.load();
      PartStores.Stored stored = stores.read(id);
      entry = new ShopperTable.Entry(new Shopper(id, stored.parts()), hash, stored);
      shoppers.add(entry);
    } else {
      counters.hit();
    }
    if (!entry.touched) {
      entry.touched = true;
      touched.add(entry);
    }
    return entry.shopper;
  }

  /**
   * Looks at the shoppers of these keys who are in memory, as they will probably be asked for next.
   * Nobody is read for it, and nothing changes.
   *
   * @param keys ids in UTF-8, or whatever a record has for a key
   * @param count how many of them, from the first
   * @return how many of them are in memory, as far as it was seen
   */
  public int foresee(byte[][] keys, int count) {
    return ahead.see(keys, count);
  }

  /**
   * Are so many shoppers at work since they were last written that memory would grow? Then {@link
   * #makeRoom}: none of them can leave memory before.
   */
  public boolean isCrowded() {
    return touched.size() >= maxShoppers.getAsInt();
  }

  /**
   * Writes what changed into the open transaction, before its commit, and lets go of the shoppers
   * not asked for longest. Spares a commit that only memory would need.
   */
  public void makeRoom() {
    writeBack();
  }

  /** Is anything not written yet? */
  public boolean isDirty() {
    for (ShopperTable.Entry entry : touched) {
      if (entry.isDirty()) {
        return true;
      }
    }
    return interests.isDirty() || changes.isDirty() || timers.gone().isDirty();
  }

  /**
   * Writes what changed since the last time, then lets go of the shoppers not asked for longest.
   * The commit hook calls it.
   *
   * @throws UnwritableStateException when a part can't be written; the commit must fail
   */
  public void flush() {
    counters.flush();
    writeBack();
    timers.flush();
    changes.flush();
    interests.flush(changes.isSettled());
  }

  private void writeBack() {
    marks.begin();
    for (int from = 0; from < touched.size(); from += BATCH) {
      write(touched.subList(from, Math.min(touched.size(), from + BATCH)));
    }
    for (ShopperTable.Entry entry : touched) {
      entry.touched = false;
    }
    touched.clear();
    evict();
    marks.end(logTime.getAsLong());
  }

  private void evict() {
    try {
      counters.evictions(shoppers.evict(maxShoppers.getAsInt(), this::leave));
      stores.writeStaged();
    } finally {
      stores.unstage();
    }
  }

  private void leave(ShopperTable.Entry entry) {
    if (stores.stageLeaving(entry.shopper.id(), entry.stored) && ++left % BATCH == 0) {
      stores.writeStaged();
    }
  }

  private void write(List<ShopperTable.Entry> batch) {
    List<PartStores.Stored> written = new ArrayList<>(batch.size());
    try {
      for (int i = 0; i < batch.size(); i++) {
        if (i % Foresight.REACH == 0) {
          foresight.see(batch, i);
        }
        ShopperTable.Entry entry = batch.get(i);
        written.add(
            entry.isDirty()
                ? stores.stage(entry.shopper.id(), entry.stored, entry.shopper.parts())
                : entry.stored);
      }
      stores.writeStaged();
    } finally {
      stores.unstage();
    }
    for (int i = 0; i < batch.size(); i++) {
      ShopperTable.Entry entry = batch.get(i);
      PartStores.Stored now = written.get(i);
      if (entry.isDirty()) {
        note(entry.shopper.id(), entry.stored.parts(), now.parts());
        census.written(entry.shopper.id(), entry.stored.parts(), now.parts());
        entry.stored = now;
      }
    }
  }

  /** An entry for the earlier parts serves the present ones, if these are not due before it. */
  private void note(String id, Shopper.Parts old, Shopper.Parts now) {
    long wake = nextWake.applyAsLong(now);
    if (wake == Run.NO_WAKE) {
      return;
    }
    long noted = nextWake.applyAsLong(old);
    if (noted == Run.NO_WAKE || !TimerIndex.covers(noted, wake)) {
      timers.note(id, wake);
    }
  }

  /** Forgets everything in memory, written or not. */
  public void clear() {
    shoppers.clear();
    touched.clear();
  }

  /** How many shoppers are in memory. */
  public int size() {
    return shoppers.size();
  }

  /** When shoppers must be looked at; kept up by {@link #flush}. */
  public TimerIndex timers() {
    return timers;
  }

  /** Who may be interested in which product; kept up by {@link #flush}. */
  public InterestRows interests() {
    return interests;
  }

  /** Changes of products that not everybody was told of; kept up by {@link #flush}. */
  public ChangeRows changes() {
    return changes;
  }

  /** A shopper was erased: {@link #forget()} takes them out of what names many in a row. */
  public void forget(String id) {
    timers.gone().add(id);
    interests.gone().add(id);
  }

  /**
   * Takes shoppers who were erased out of some rows that name many; to be called from time to time.
   *
   * @return was anything written, so that a commit is wanted?
   */
  public boolean forget() {
    boolean timed = timers.gone().advance(id -> isNeeded(id, this::waits));
    boolean seen = interests.gone().advance(id -> isNeeded(id, ShopperStore::isKnown));
    return timed || seen;
  }

  private boolean isNeeded(String id, Predicate<Shopper.Parts> by) {
    try {
      return by.test(get(id).parts());
    } catch (CorruptStateException e) {
      return true; // looked at again until it is mended
    }
  }

  private boolean waits(Shopper.Parts parts) {
    return nextWake.applyAsLong(parts) != Run.NO_WAKE;
  }

  private static boolean isKnown(Shopper.Parts parts) {
    return parts.cart() != null
        || !parts.history().equals(BrowseHistory.EMPTY)
        || !parts.profile().equals(Profile.EMPTY);
  }

  /** Open carts, runs and deferred sends; kept up by {@link #flush}. */
  public Census census() {
    return census;
  }

  /** When rows are being written, for who reads them in another thread. */
  public WriteMark marks() {
    return marks;
  }

  /** Sets where log time is read, to be told with what is written. */
  public void writtenAsOf(LongSupplier now) {
    this.logTime = now;
  }

  /** What was read and written so far. */
  public StoreCounters counters() {
    return counters;
  }

  /**
   * Ids of shoppers as of the latest {@link #flush}, in the order of their UTF-8 bytes.
   *
   * @param after the first one is behind this one; "": the first of all
   * @param limit at most so many
   * @return fewer than the limit: there are no more
   */
  public List<String> idsAfter(String after, int limit) {
    List<String> ids = new ArrayList<>(limit);
    KeyValueStore<String, byte[]> rows = stores.everybody();
    try (KeyValueIterator<String, byte[]> found =
        after.isEmpty() ? rows.all() : rows.range(after + '\0', null)) {
      while (ids.size() < limit && found.hasNext()) {
        ids.add(found.next().key);
      }
    }
    return ids;
  }

  /**
   * Gives every shopper's waiting sends, as stored. A row that can't be read is given to the second
   * consumer, and the rest goes on.
   */
  public void forEachQueued(
      BiConsumer<String, SendQueue> each, Consumer<CorruptStateException> corrupt) {
    PartStore<SendQueue> queues = stores.queues();
    scan(queues, (id, row) -> each.accept(id, queues.decode(id, row)), corrupt);
  }

  private static void scan(
      PartStore<?> store,
      BiConsumer<String, byte[]> each,
      Consumer<CorruptStateException> corrupt) {
    try (KeyValueIterator<String, byte[]> rows = store.rows().all()) {
      while (rows.hasNext()) {
        KeyValue<String, byte[]> row = rows.next();
        try {
          each.accept(row.key, row.value);
        } catch (CorruptStateException e) {
          corrupt.accept(e);
        }
      }
    }
  }
}

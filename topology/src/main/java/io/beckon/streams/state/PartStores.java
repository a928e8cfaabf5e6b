package io.beckon.streams.state;

import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActivityPage;
import io.beckon.state.BrowseHistoryState;
import io.beckon.state.CartState;
import io.beckon.state.JourneysState;
import io.beckon.state.ProfileState;
import io.beckon.state.SendLogState;
import io.beckon.state.SendQueueState;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stores of all parts: which rows a shopper has, and which of them a change touches. The head,
 * which every shopper has who has anything, says which other rows exist; see {@link ActivityStores}
 * for where it is.
 */
final class PartStores {

  /**
   * A shopper as the stores have them.
   *
   * @param bits bits of the parts that exist, as written in the head
   * @param activity which rows head, visit and history have
   * @param inPages bits of the parts of which pages say what changed since their row was written
   */
  record Stored(Shopper.Parts parts, int bits, ActivityStores.Stored activity, int inPages) {

    /** Nothing is stored. */
    static final Stored NOTHING =
        new Stored(Shopper.Parts.EMPTY, 0, ActivityStores.Stored.NOTHING, 0);
  }

  private final ActivityStores activity;
  private final PartStore<Cart> carts;
  private final PagedParts paged;
  private final PartStore<SendLog> sends;
  private final PartStore<JourneysCodec.Row> journeys;
  private final PartStore<SendQueue> queues;
  private final List<PartStore<?>> all;

  PartStores(Function<Part, KeyValueStore<String, byte[]>> stores, StoreCounters counters) {
    PartStore<HistoryCodec.Row> histories =
        new PartStore<>(
            Part.HISTORY,
            stores.apply(Part.HISTORY),
            new HistoryCodec(StateCodec.of(BrowseHistoryState.class)),
            counters);
    PartStore<Page> pages =
        new PartStore<>(
            Part.ACTIVITY,
            stores.apply(Part.ACTIVITY),
            new PageCodec(StateCodec.of(ActivityPage.class)),
            counters);
    activity = new ActivityStores(histories, pages);
    carts =
        new PartStore<>(
            Part.CART,
            stores.apply(Part.CART),
            new CartCodec(StateCodec.of(CartState.class)),
            counters);
    PartStore<ProfileCodec.Row> profiles =
        new PartStore<>(
            Part.PROFILE,
            stores.apply(Part.PROFILE),
            new ProfileCodec(StateCodec.of(ProfileState.class)),
            counters);
    sends =
        new PartStore<>(
            Part.SENDS,
            stores.apply(Part.SENDS),
            new SendLogCodec(StateCodec.of(SendLogState.class)),
            counters);
    journeys =
        new PartStore<>(
            Part.JOURNEYS,
            stores.apply(Part.JOURNEYS),
            new JourneysCodec(StateCodec.of(JourneysState.class)),
            counters);
    paged = new PagedParts(profiles, journeys);
    queues =
        new PartStore<>(
            Part.QUEUE,
            stores.apply(Part.QUEUE),
            new SendQueueCodec(StateCodec.of(SendQueueState.class)),
            counters);
    all = List.of(histories, pages, carts, profiles, sends, journeys, queues);
  }

  /** The rows that every shopper has one of. */
  KeyValueStore<String, byte[]> everybody() {
    return activity.everybody();
  }

  PartStore<SendQueue> queues() {
    return queues;
  }

  /** A count of what they hold; nothing was counted yet. */
  Census census() {
    return new Census(carts, journeys.rows(), this::runs, queues);
  }

  private int runs(String id, byte[] row) {
    JourneysCodec.Row stored = journeys.decode(id, row);
    return stored.journeys().runs().size() + activity.runsSince(id, stored.seq());
  }

  /** Reads a shopper: the rows of their activity, and one for each other part that exists. */
  Stored read(String id) {
    ActivityStores.Found found = activity.read(id);
    if (found == null) {
      return Stored.NOTHING;
    }
    PagedParts.Found told = paged.read(id, found.parts(), found.telling());
    int bits = told.bits();
    Shopper.Parts parts =
        new Shopper.Parts(
            found.activity().head(),
            found.activity().visit(),
            Part.CART.in(bits) ? carts.read(id) : null,
            found.activity().history(),
            told.profile(),
            read(sends, Part.SENDS, bits, id, SendLog.EMPTY),
            told.journeys(),
            read(queues, Part.QUEUE, bits, id, SendQueue.EMPTY));
    return new Stored(parts, bits, found.stored(), told.inPages());
  }

  private static <P> P read(PartStore<P> store, Part part, int bits, String id, P empty) {
    P found = part.in(bits) ? store.read(id) : null;
    return found == null ? empty : found;
  }

  /** Prepares what must be written so that the stores have a shopper's present parts. */
  Stored stage(String id, Stored was, Shopper.Parts now) {
    Shopper.Parts old = was.parts();
    int bits = bits(now);
    stage(carts, Part.CART, id, was, bits, old.cart(), now.cart());
    stage(sends, Part.SENDS, id, was, bits, old.sends(), now.sends());
    stage(queues, Part.QUEUE, id, was, bits, old.queue(), now.queue());
    PartChanges changes = PartChanges.between(old, was.bits(), now, bits);
    ActivityStores.Stored next =
        activity.stage(id, was.activity(), old, was.bits(), now, bits, changes);
    return new Stored(now, bits, next, paged.stage(id, was, now, bits, changes, next));
  }

  /**
   * Prepares rows in full of a shopper who leaves memory with many pages: whoever comes back is
   * read with few look-ups. Nothing of the shopper may have changed since they were written.
   *
   * @return were any prepared?
   */
  boolean stageLeaving(String id, Stored stored) {
    if (!ActivityStores.isLong(stored.activity())) {
      return false;
    }
    Shopper.Parts parts = stored.parts();
    int seq = stored.activity().seq() + 1;
    activity.stageFull(id, seq, parts, stored.bits());
    paged.stageInPages(id, stored, seq);
    return true;
  }

  private static <P> void stage(
      PartStore<P> store,
      Part part,
      String id,
      Stored was,
      int bits,
      @Nullable P old,
      @Nullable P now) {
    if (now == old) {
      return;
    }
    if (now != null && part.in(bits)) {
      store.stagePut(id, now);
    } else if (part.in(was.bits())) {
      store.stageDelete(id);
    }
  }

  /** Writes what was prepared. */
  void writeStaged() {
    for (PartStore<?> store : all) {
      store.writeStaged();
    }
  }

  /** Forgets what was prepared. */
  void unstage() {
    for (PartStore<?> store : all) {
      store.unstage();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same object is the quick answer
  private static boolean isNothing(Profile profile) {
    return profile == Profile.EMPTY || profile.isEmpty();
  }

  private static int bits(Shopper.Parts parts) {
    int bits = 0;
    if (parts.cart() != null) {
      bits |= Part.CART.bit();
    }
    if (!isNothing(parts.profile())) {
      bits |= Part.PROFILE.bit();
    }
    if (!parts.sends().isEmpty()) {
      bits |= Part.SENDS.bit();
    }
    if (!parts.journeys().isEmpty()) {
      bits |= Part.JOURNEYS.bit();
    }
    if (!parts.queue().isEmpty()) {
      bits |= Part.QUEUE.bit();
    }
    return bits;
  }
}

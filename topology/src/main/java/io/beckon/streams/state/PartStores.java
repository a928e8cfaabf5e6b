package io.beckon.streams.state;

import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import io.beckon.state.CartState;
import io.beckon.state.JourneysState;
import io.beckon.state.ProfileState;
import io.beckon.state.SendLogState;
import io.beckon.state.SendQueueState;
import io.beckon.state.VisitState;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The stores of all parts: which rows a shopper has, and which of them a change touches.
 *
 * <p>A shopper who has anything has a head, in one of two rows: in {@code visits} while there is a
 * visit, else in {@code browse-history}. The head says which other rows exist. When a visit begins,
 * the head in {@code browse-history} stays there, out of date: the one in {@code visits} counts.
 */
final class PartStores {

  /**
   * A shopper as the stores have them.
   *
   * @param bits bits of the parts that exist, as written in the head
   * @param historyRow a row in {@code browse-history} may exist, if only with an old head
   */
  record Stored(Shopper.Parts parts, int bits, boolean historyRow) {

    /** Nothing is stored. */
    static final Stored NOTHING = new Stored(Shopper.Parts.EMPTY, 0, false);
  }

  private static final int ALL_BITS = 63;

  private final PartStore<VisitCodec.Row> visits;
  private final PartStore<HistoryCodec.Row> histories;
  private final PartStore<Cart> carts;
  private final PartStore<Profile> profiles;
  private final PartStore<SendLog> sends;
  private final PartStore<Journeys> journeys;
  private final PartStore<SendQueue> queues;
  private final List<PartStore<?>> all;

  PartStores(Function<Part, KeyValueStore<String, byte[]>> stores, StoreCounters counters) {
    visits =
        new PartStore<>(
            Part.VISIT,
            stores.apply(Part.VISIT),
            new VisitCodec(StateCodec.of(VisitState.class)),
            counters);
    histories =
        new PartStore<>(
            Part.HISTORY,
            stores.apply(Part.HISTORY),
            new HistoryCodec(StateCodec.of(BrowseHistoryState.class)),
            counters);
    carts =
        new PartStore<>(
            Part.CART,
            stores.apply(Part.CART),
            new CartCodec(StateCodec.of(CartState.class)),
            counters);
    profiles =
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
    queues =
        new PartStore<>(
            Part.QUEUE,
            stores.apply(Part.QUEUE),
            new SendQueueCodec(StateCodec.of(SendQueueState.class)),
            counters);
    all = List.of(visits, histories, carts, profiles, sends, journeys, queues);
  }

  PartStore<VisitCodec.Row> visits() {
    return visits;
  }

  PartStore<SendQueue> queues() {
    return queues;
  }

  /** Reads a shopper: one row for the head, and one for each part that exists. */
  Stored read(String id) {
    VisitCodec.Row present = visits.read(id);
    if (present != null) {
      int bits = present.parts();
      HistoryCodec.Row before = Part.HISTORY.in(bits) ? histories.read(id) : null;
      BrowseHistory history = before == null ? BrowseHistory.EMPTY : before.history();
      return new Stored(parts(id, present.head(), bits, present.visit(), history), bits, true);
    }
    HistoryCodec.Row away = histories.read(id);
    if (away == null) {
      return Stored.NOTHING;
    }
    Head head = away.head();
    if (head == null) {
      return new Stored(parts(id, Head.EMPTY, ALL_BITS, null, away.history()), ALL_BITS, true);
    }
    return new Stored(parts(id, head, away.parts(), null, away.history()), away.parts(), true);
  }

  private Shopper.Parts parts(
      String id, Head head, int bits, @Nullable Visit visit, BrowseHistory history) {
    return new Shopper.Parts(
        head,
        visit,
        Part.CART.in(bits) ? carts.read(id) : null,
        history,
        read(profiles, Part.PROFILE, bits, id, Profile.EMPTY),
        read(sends, Part.SENDS, bits, id, SendLog.EMPTY),
        read(journeys, Part.JOURNEYS, bits, id, Journeys.EMPTY),
        read(queues, Part.QUEUE, bits, id, SendQueue.EMPTY));
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
    stage(profiles, Part.PROFILE, id, was, bits, old.profile(), now.profile());
    stage(sends, Part.SENDS, id, was, bits, old.sends(), now.sends());
    stage(journeys, Part.JOURNEYS, id, was, bits, old.journeys(), now.journeys());
    stage(queues, Part.QUEUE, id, was, bits, old.queue(), now.queue());
    return new Stored(now, bits, stageHeadAndHistory(id, was, now, bits));
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

  /** Returns whether a row in {@code browse-history} may exist afterwards. */
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  private boolean stageHeadAndHistory(String id, Stored was, Shopper.Parts now, int bits) {
    Shopper.Parts old = was.parts();
    Visit visit = now.visit();
    boolean headChanged = now.head() != old.head() || bits != was.bits();
    boolean historyChanged = now.history() != old.history();
    if (visit != null) {
      boolean historyRow = was.historyRow();
      if (historyChanged && !now.history().isEmpty()) {
        histories.stagePut(id, new HistoryCodec.Row(null, 0, now.history()));
        historyRow = true;
      } else if (historyChanged && Part.HISTORY.in(was.bits())) {
        histories.stageDelete(id);
        historyRow = false;
      }
      if (headChanged || visit != old.visit()) {
        visits.stagePut(id, new VisitCodec.Row(now.head(), bits, visit));
      }
      return historyRow;
    }
    if (old.visit() != null) {
      visits.stageDelete(id);
    }
    if (bits == 0 && now.head().equals(Head.EMPTY)) {
      if (was.historyRow()) {
        histories.stageDelete(id);
      }
      return false;
    }
    if (headChanged || historyChanged || old.visit() != null) {
      histories.stagePut(id, new HistoryCodec.Row(now.head(), bits, now.history()));
    }
    return true;
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

  private static int bits(Shopper.Parts parts) {
    int bits = 0;
    if (parts.cart() != null) {
      bits |= Part.CART.bit();
    }
    if (!parts.history().isEmpty()) {
      bits |= Part.HISTORY.bit();
    }
    if (!parts.profile().equals(Profile.EMPTY)) {
      bits |= Part.PROFILE.bit();
    }
    if (!parts.sends().messages().isEmpty()) {
      bits |= Part.SENDS.bit();
    }
    if (!parts.journeys().runs().isEmpty() || !parts.journeys().entries().isEmpty()) {
      bits |= Part.JOURNEYS.bit();
    }
    if (!parts.queue().isEmpty()) {
      bits |= Part.QUEUE.bit();
    }
    return bits;
  }
}

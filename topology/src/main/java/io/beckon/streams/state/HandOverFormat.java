package io.beckon.streams.state;

import io.beckon.engine.identity.PartsFormat;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Shopper.Parts;
import io.beckon.engine.shopper.Visit;
import io.beckon.schemas.StateCodec;
import io.beckon.state.BrowseHistoryState;
import io.beckon.state.CartState;
import io.beckon.state.JourneysState;
import io.beckon.state.ProfileState;
import io.beckon.state.SendLogState;
import io.beckon.state.SendQueueState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Parts in a record as they stand in the stores, so that a record of an earlier release can be read
 * like its state. Of what is too large the least needed is left out, one thing after another: what
 * a shopper loses by it is history, never a consent, an order or a run. Not safe for several
 * threads.
 */
public final class HandOverFormat implements PartsFormat {

  /** Room for what stands around the parts: ids, names, lengths. */
  private static final int AROUND = 4 * 1024;

  private static final int FEW = 50;

  private record Step(String name, UnaryOperator<Parts> without) {}

  private static final List<Step> STEPS =
      List.of(
          new Step("history", HandOverFormat::withoutHistory),
          new Step("answers", p -> with(p, HandOverFormat::withoutAnswers)),
          new Step("events", HandOverFormat::withoutEvents),
          new Step("sends", p -> with(p, log -> latest(log, FEW))),
          new Step("cart", p -> withCart(p, HandOverFormat::latestLines)),
          new Step("attributes", HandOverFormat::withoutAttributes));

  private final int maxBytes;
  private final HistoryCodec histories = new HistoryCodec(StateCodec.of(BrowseHistoryState.class));
  private final CartCodec carts = new CartCodec(StateCodec.of(CartState.class));
  private final ProfileCodec profiles = new ProfileCodec(StateCodec.of(ProfileState.class));
  private final SendLogCodec sends = new SendLogCodec(StateCodec.of(SendLogState.class));
  private final JourneysCodec journeys = new JourneysCodec(StateCodec.of(JourneysState.class));
  private final SendQueueCodec queues = new SendQueueCodec(StateCodec.of(SendQueueState.class));

  /**
   * A format of records of a size.
   *
   * @param recordBytes how large a record may be
   */
  public HandOverFormat(int recordBytes) {
    this.maxBytes = Math.max(recordBytes / 2, recordBytes - AROUND);
  }

  @Override
  public Written write(Parts parts) {
    Parts now = parts;
    List<String> leftOut = new ArrayList<>();
    Map<String, ByteBuffer> written = encoded(now);
    for (Step step : STEPS) {
      if (size(written) <= maxBytes) {
        break;
      }
      now = step.without().apply(now);
      leftOut.add(step.name());
      written = encoded(now);
    }
    return new Written(written, leftOut);
  }

  @Override
  public Parts read(Map<String, ByteBuffer> written) {
    HistoryCodec.Row row = read(histories, Part.HISTORY, written);
    ProfileCodec.Row profile = read(profiles, Part.PROFILE, written);
    JourneysCodec.Row all = read(journeys, Part.JOURNEYS, written);
    Parts none = Parts.EMPTY;
    return new Parts(
        row == null ? none.head() : row.head(),
        row == null ? null : row.visit(),
        read(carts, Part.CART, written),
        row == null ? none.history() : row.history(),
        profile == null ? Profile.EMPTY : profile.profile(),
        or(read(sends, Part.SENDS, written), SendLog.EMPTY),
        all == null ? Journeys.EMPTY : all.journeys(),
        or(read(queues, Part.QUEUE, written), SendQueue.EMPTY));
  }

  private Map<String, ByteBuffer> encoded(Parts parts) {
    Map<String, ByteBuffer> all = new LinkedHashMap<>();
    put(
        all,
        Part.HISTORY,
        histories,
        new HistoryCodec.Row(parts.head(), 0, 0, parts.visit(), parts.history()));
    Cart cart = parts.cart();
    if (cart != null) {
      put(all, Part.CART, carts, cart);
    }
    if (!parts.profile().equals(Profile.EMPTY)) {
      put(all, Part.PROFILE, profiles, new ProfileCodec.Row(parts.profile(), 0));
    }
    if (!parts.sends().isEmpty()) {
      put(all, Part.SENDS, sends, parts.sends());
    }
    if (!parts.journeys().isEmpty()) {
      put(all, Part.JOURNEYS, journeys, new JourneysCodec.Row(parts.journeys(), 0));
    }
    if (!parts.queue().isEmpty()) {
      put(all, Part.QUEUE, queues, parts.queue());
    }
    return all;
  }

  private static <P> void put(Map<String, ByteBuffer> all, Part part, PartCodec<P> codec, P value) {
    all.put(part.store(), ByteBuffer.wrap(codec.encode(value)));
  }

  private static <P> @Nullable P read(
      PartCodec<P> codec, Part part, Map<String, ByteBuffer> written) {
    ByteBuffer bytes = written.get(part.store());
    if (bytes == null) {
      return null;
    }
    byte[] row = new byte[bytes.remaining()];
    bytes.duplicate().get(row);
    return codec.decode(row);
  }

  private static <P> P or(@Nullable P value, P otherwise) {
    return value == null ? otherwise : value;
  }

  private static int size(Map<String, ByteBuffer> written) {
    return written.values().stream().mapToInt(ByteBuffer::remaining).sum();
  }

  private static Parts withoutHistory(Parts parts) {
    Visit visit = parts.visit();
    return change(
        parts,
        shopper -> {
          shopper.history(BrowseHistory.EMPTY);
          shopper.visit(visit == null ? null : visit.viewing(BrowseHistory.EMPTY));
        });
  }

  private static SendLog withoutAnswers(SendLog log) {
    return new SendLog(
        log.messages().stream().map(HandOverFormat::bare).toList(),
        log.responses(),
        List.of(),
        log.ads());
  }

  private static SentMessage bare(SentMessage m) {
    return new SentMessage(
        m.commandId(),
        m.channel(),
        m.purpose(),
        m.flow(),
        m.runId(),
        m.step(),
        m.variant(),
        m.at(),
        m.sendBy(),
        m.settled(),
        List.of(),
        m.template(),
        null,
        m.sentBy());
  }

  private static SendLog latest(SendLog log, int most) {
    int surplus = Math.max(0, log.messages().size() - most);
    return new SendLog(
        log.messages().subList(surplus, log.messages().size()),
        log.responses(),
        log.lastSent(),
        log.ads());
  }

  /** What started runs, without what it was about. */
  private static Parts withoutEvents(Parts parts) {
    return change(
        parts,
        shopper -> {
          Journeys all = shopper.journeys();
          for (Run run : all.runs()) {
            all = all.with(bare(run));
          }
          shopper.journeys(all);
        });
  }

  private static Run bare(Run run) {
    Origin o = run.origin();
    return new Run(
        run.id(),
        run.flow(),
        run.version(),
        new Origin(
            o.key(),
            o.kind(),
            o.idleSince(),
            o.cartId(),
            List.of(),
            o.value(),
            o.currency(),
            o.checkoutStep(),
            null,
            o.eventName(),
            Map.of()),
        run.startedAt(),
        run.position(),
        run.stepAt(),
        run.wakeAt(),
        run.ordinal(),
        run.parked(),
        run.audiences());
  }

  private static Cart latestLines(Cart cart) {
    List<CartLine> lines = new ArrayList<>(cart.lines());
    lines.sort(Comparator.comparingLong(CartLine::changedAt).reversed());
    return new Cart(
        cart.cartId(),
        cart.openedAt(),
        cart.lastActivity(),
        cart.armed(),
        cart.checkoutBegun(),
        lines.subList(0, Math.min(FEW, lines.size())),
        cart.statedValue(),
        cart.statedCurrency(),
        cart.checkoutStep(),
        null,
        cart.coupon(),
        cart.removed());
  }

  private static Parts withoutAttributes(Parts parts) {
    return change(
        parts,
        shopper -> {
          Map<String, @Nullable Object> none = new LinkedHashMap<>();
          shopper.profile().attributes().keySet().forEach(name -> none.put(name, null));
          shopper.profile(shopper.profile().withAttributes(none));
        });
  }

  private static Parts with(Parts parts, UnaryOperator<SendLog> change) {
    return change(parts, shopper -> shopper.sends(change.apply(shopper.sends())));
  }

  private static Parts withCart(Parts parts, UnaryOperator<Cart> change) {
    Cart cart = parts.cart();
    return cart == null ? parts : change(parts, shopper -> shopper.cart(change.apply(cart)));
  }

  private static Parts change(Parts parts, Consumer<Shopper> change) {
    Shopper shopper = new Shopper("", parts);
    change.accept(shopper);
    return shopper.parts();
  }
}

package io.beckon.bench.micro;

import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Shopper;
import io.beckon.schemas.SingleObjectCodec;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActivityPage;
import io.beckon.state.CartLine;
import io.beckon.state.CartState;
import io.beckon.state.ViewedProduct;
import io.beckon.state.VisitMark;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Records to bytes and back: one operation is one record, a thousand different ones in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {

  private static final int DIFFERENT = 1_024;
  private static final String TOPIC = "shopper-events";

  /** Records and their bytes. */
  private record Sample<T>(List<T> records, List<byte[]> encoded) {

    static <T> Sample<T> of(List<T> records, Function<T, byte[]> encode) {
      return new Sample<>(records, records.stream().map(encode).toList());
    }
  }

  /** Events of the history that the records come from. */
  @Param("400000")
  public int history;

  private final SingleObjectCodec wire = new SingleObjectCodec();
  private final StateCodec<CartState> cartRows = StateCodec.of(CartState.class);
  private final StateCodec<ActivityPage> pageRows = StateCodec.of(ActivityPage.class);
  private final RecordHeaders headers = new RecordHeaders();
  private Sample<ShopperEvent> views;
  private Sample<CartState> carts;
  private Sample<ActivityPage> pages;
  private Sample<Decision> decisions;
  private int next;

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  public CodecBenchmark() {}

  @Setup
  public void write() {
    Shop shop = new Shop(history);
    List<ShopperEvent> events =
        shop.some(DIFFERENT, event -> event.getPayload() instanceof ProductViewed);
    List<Cart> open =
        shop.known().stream().map(Shopper::cart).filter(cart -> cart != null).toList();
    views = Sample.of(events, event -> wire.encode(TOPIC, event));
    pages = Sample.of(events.stream().map(CodecBenchmark::page).toList(), pageRows::encode);
    decisions =
        Sample.of(
            events.stream().map(CodecBenchmark::decision).toList(),
            decision -> wire.encode("decisions", decision));
    carts =
        Sample.of(
            events.stream().map(event -> cart(open.get(index() % open.size()))).toList(),
            cartRows::encode);
  }

  @Benchmark
  public byte[] encodeView() {
    return wire.encode(TOPIC, views.records.get(index()));
  }

  @Benchmark
  public ShopperEvent decodeView() {
    return wire.decode(TOPIC, headers, views.encoded.get(index()), ShopperEvent.class);
  }

  @Benchmark
  public byte[] encodeCart() {
    return cartRows.encode(carts.records.get(index()));
  }

  @Benchmark
  public CartState decodeCart() {
    return cartRows.decode(carts.encoded.get(index()));
  }

  @Benchmark
  public byte[] encodePage() {
    return pageRows.encode(pages.records.get(index()));
  }

  @Benchmark
  public ActivityPage decodePage() {
    return pageRows.decode(pages.encoded.get(index()));
  }

  @Benchmark
  public byte[] encodeDecision() {
    return wire.encode("decisions", decisions.records.get(index()));
  }

  @Benchmark
  public Decision decodeDecision() {
    return wire.decode("decisions", headers, decisions.encoded.get(index()), Decision.class);
  }

  private int index() {
    return next++ & (DIFFERENT - 1);
  }

  /** A cart as its row has it. */
  private static CartState cart(Cart cart) {
    return CartState.newBuilder()
        .setCartId(cart.cartId())
        .setOpenedAt(cart.openedAt())
        .setLastActivity(cart.lastActivity())
        .setArmed(cart.armed())
        .setCheckoutBegun(cart.checkoutBegun())
        .setLines(
            cart.lines().stream()
                .map(line -> new CartLine(line.item(), line.addedAt(), line.changedAt()))
                .toList())
        .build();
  }

  /** What a commit after one view writes. */
  private static ActivityPage page(ShopperEvent event) {
    ProductViewed view = (ProductViewed) event.getPayload();
    long at = event.getOccurredAt();
    ByteBuffer id = ByteBuffer.allocate(Long.BYTES);
    id.putLong(0, UUID.fromString(event.getEventId()).getLeastSignificantBits());
    return ActivityPage.newBuilder()
        .setSeq(5)
        .setLastSiteActivity(at)
        .setParts(1)
        .setAdded(id)
        .setVisit(new VisitMark(at - 60_000, true, false))
        .setVisitViews(List.of(viewed(view, at)))
        .setVisitCount(4)
        .setHistoryCount(7)
        .build();
  }

  private static ViewedProduct viewed(ProductViewed view, long at) {
    return ViewedProduct.newBuilder().setItem(view.getItem()).setAt(at).setViews(1).build();
  }

  /** That somebody may not be written to, as most decisions say. */
  private static Decision decision(ShopperEvent event) {
    return Decision.newBuilder()
        .setDecisionId(event.getEventId())
        .setShopperId(event.getShopperId())
        .setAt(event.getOccurredAt())
        .setPhase(DecisionPhase.TIMER)
        .setFlow("cart-recovery")
        .setFlowVersion(1)
        .setRunId(event.getEventId())
        .setOriginId(event.getEventId())
        .setStep("reminder")
        .setOutcome(Outcome.SKIPPED)
        .setReason("NO_CONSENT")
        .setInputs(Map.of("purpose", "RECOVERY", "channel", "EMAIL"))
        .setRulesHash("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        .build();
  }
}

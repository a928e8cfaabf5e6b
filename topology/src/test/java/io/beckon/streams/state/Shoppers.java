package io.beckon.streams.state;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Item;
import io.beckon.contract.Purpose;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.shopper.AddressLink;
import io.beckon.engine.shopper.AddressLinks;
import io.beckon.engine.shopper.Agenda;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.CartLine;
import io.beckon.engine.shopper.ChannelResponse;
import io.beckon.engine.shopper.Consent;
import io.beckon.engine.shopper.ErasedAddress;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Head;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.LastSent;
import io.beckon.engine.shopper.Links;
import io.beckon.engine.shopper.Membership;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Permit;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.RemovedLine;
import io.beckon.engine.shopper.Response;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ShownAd;
import io.beckon.engine.shopper.Suppression;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import io.beckon.engine.shopper.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/** Random parts of shoppers, the odd ones included. */
final class Shoppers {

  private static final String[] TEXTS = {
    "",
    "a",
    "sku-1",
    "Zoë",
    "日本",
    "x y/z",
    "\uD83D\uDED2",
    "0f8fad5b-d9cb-569f-a165-70867728950e",
    "7C9E6679-7425-50DE-944B-E07FC1F90AE7",
    "7c9e6679-7425-50de-944b-e07fc1f90ae7"
  };

  private final Random random;

  private Shoppers(long seed) {
    this.random = new Random(seed);
  }

  static Arbitrary<Shopper.Parts> parts() {
    return Arbitraries.longs().map(seed -> new Shoppers(seed).randomParts());
  }

  /** Parts of shoppers, each part present or not. */
  private Shopper.Parts randomParts() {
    return new Shopper.Parts(
        random.nextInt(8) == 0 ? Head.EMPTY : new Head(time(), ids(), links(), points()),
        maybe(this::visit),
        maybe(this::cart),
        history(),
        random.nextBoolean() ? Profile.EMPTY : profile(),
        random.nextBoolean()
            ? SendLog.EMPTY
            : new SendLog(
                list(5, this::message),
                list(3, this::channelResponse),
                list(3, this::lastSent),
                list(3, () -> new ShownAd(text(), text(), one(Purpose.values()), time()))),
        random.nextBoolean() ? Journeys.EMPTY : journeys(),
        random.nextBoolean() ? SendQueue.EMPTY : new SendQueue(list(3, this::pending)));
  }

  /** Runs that the same started, and entries of them, are among others. */
  private Journeys journeys() {
    List<Run> runs = new ArrayList<>(list(3, this::run));
    List<FlowEntry> entries = new ArrayList<>(list(3, this::entry));
    for (Run run : List.copyOf(runs)) {
      if (random.nextBoolean()) {
        runs.add(random.nextInt(runs.size() + 1), startedBy(run.origin()));
      }
      if (random.nextBoolean()) {
        String key = maybe(() -> random.nextBoolean() ? run.origin().id() : text());
        entries.add(
            random.nextInt(entries.size() + 1), new FlowEntry(run.flow(), run.startedAt(), key));
      }
    }
    return new Journeys(runs, entries, membership(), agenda());
  }

  private Run startedBy(Origin origin) {
    Run run = run();
    return new Run(
        run.runId(),
        run.flow(),
        run.version(),
        origin,
        run.startedAt(),
        run.position(),
        run.stepAt(),
        run.wakeAt(),
        run.ordinal(),
        run.parked());
  }

  private Membership membership() {
    return new Membership(list(3, this::text), random.nextBoolean() ? Membership.NEVER : time());
  }

  private Agenda agenda() {
    return new Agenda(
        random.nextBoolean() ? Agenda.NEVER : time(),
        random.nextBoolean() ? Long.MIN_VALUE : time());
  }

  private Links links() {
    return random.nextBoolean()
        ? Links.NONE
        : new Links(
            maybe(this::text),
            list(3, () -> new MergedId(text(), random.nextLong())),
            list(3, this::removed),
            list(2, () -> new ErasedAddress(one(Channel.values()), text(), text(), text(), time())),
            random.nextBoolean() ? 0 : time());
  }

  private RemovedLine removed() {
    return new RemovedLine(random.nextLong(), time());
  }

  private Visit visit() {
    return new Visit(time(), random.nextBoolean(), random.nextBoolean(), history());
  }

  private BrowseHistory history() {
    return new BrowseHistory(
        list(4, () -> new ViewedProduct(item(), time(), random.nextInt(9) + 1)));
  }

  private Cart cart() {
    List<CartLine> lines = new ArrayList<>(list(4, () -> new CartLine(item(), time(), time())));
    lines.add(new CartLine(item(), time(), time()));
    return new Cart(
        maybe(this::text),
        time(),
        time(),
        random.nextBoolean(),
        random.nextBoolean(),
        lines,
        maybe(random::nextLong),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        list(3, this::removed));
  }

  private Profile profile() {
    return new Profile(
        new Profile.Contact(
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text)),
        list(
            3,
            () ->
                new Consent(
                    one(Channel.values()),
                    one(Purpose.values()),
                    one(ConsentState.values()),
                    maybe(this::text),
                    time())),
        list(2, () -> new Suppression(one(Channel.values()), text(), time(), random.nextBoolean())),
        list(3, this::text),
        values(),
        maybe(this::text),
        new Profile.Purchases(
            random.nextInt(100),
            random.nextLong(),
            maybe(this::text),
            random.nextBoolean() ? 0 : time(),
            random.nextBoolean() ? 0 : time(),
            ids(),
            list(
                3,
                () ->
                    new Bought(
                        item(),
                        random.nextInt(9) + 1,
                        list(Bought.MAX_TIMES, this::time),
                        maybe(() -> random.nextInt(99))))),
        new AddressLinks(link(), link()),
        list(3, () -> new Wish(text(), maybe(this::text), time())));
  }

  private AddressLink link() {
    return random.nextBoolean()
        ? AddressLink.NONE
        : new AddressLink(one(AddressLink.State.values()), time());
  }

  private Permit permit() {
    return new Permit(text(), time(), random.nextBoolean() ? Permit.ASKED : time());
  }

  private Points points() {
    return random.nextBoolean()
        ? Points.NONE
        : new Points(
            list(3, () -> new Points.Entry(text(), text(), random.nextDouble() * 100, time())));
  }

  private Run run() {
    return new Run(
        text(),
        text(),
        random.nextInt(),
        new Origin(
            text(),
            maybe(() -> one(TriggerKind.values())),
            time(),
            maybe(this::text),
            list(3, this::item),
            maybe(random::nextLong),
            maybe(this::text),
            maybe(this::text),
            maybe(this::text),
            text(),
            values()),
        time(),
        random.nextInt(),
        time(),
        random.nextBoolean() ? Run.NO_WAKE : time(),
        random.nextInt(),
        maybe(this::text),
        list(3, () -> new Run.Joined(text(), text(), time())));
  }

  private FlowEntry entry() {
    return new FlowEntry(text(), time(), maybe(this::text));
  }

  private SentMessage message() {
    return new SentMessage(
        text(),
        one(Channel.values()),
        one(Purpose.values()),
        text(),
        text(),
        text(),
        maybe(this::text),
        time(),
        time(),
        random.nextBoolean(),
        list(3, random::nextLong),
        text(),
        maybe(this::response));
  }

  private ChannelResponse channelResponse() {
    return new ChannelResponse(
        one(Channel.values()),
        time(),
        time(),
        random.nextInt(9),
        time(),
        random.nextInt(9),
        time());
  }

  private Response response() {
    return new Response(
        random.nextBoolean(), list(3, this::text), random.nextBoolean(), list(3, this::text));
  }

  private LastSent lastSent() {
    return new LastSent(random.nextLong(), time());
  }

  private PendingSend pending() {
    return new PendingSend(
        text(),
        text(),
        text(),
        one(Channel.values()),
        random.nextInt(101),
        time(),
        time(),
        random.nextBoolean() ? PendingSend.READY : time(),
        maybe(this::permit));
  }

  private Item item() {
    return Item.newBuilder()
        .setProductId(text())
        .setVariantId(maybe(this::text))
        .setQuantity(random.nextInt(9))
        .setPrice(maybe(random::nextLong))
        .setCurrency(maybe(this::text))
        .setName(maybe(this::text))
        .setUrl(maybe(this::text))
        .build();
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Object[] kinds = {true, random.nextLong(), random.nextDouble(), text()};
      values.put(text(), one(kinds));
    }
    return values;
  }

  private RecentIds ids() {
    return RecentIds.of(random.longs(random.nextInt(80), 0, 1L << 48).toArray());
  }

  private long time() {
    return random.nextInt(50) == 0 ? random.nextLong() / 2 : 1_790_000_000_000L + random.nextInt();
  }

  private String text() {
    return random.nextInt(4) == 0 ? uuid() : one(TEXTS);
  }

  /** An id as most are, or what only looks like one. */
  private String uuid() {
    String id = new UUID(random.nextLong(), random.nextLong()).toString();
    int odd = random.nextInt(8);
    if (odd == 0) {
      return id.toUpperCase(Locale.ROOT);
    }
    if (odd == 1) {
      return id.replace('-', '_');
    }
    int place = random.nextInt(id.length());
    return odd == 2 ? id.substring(0, place) + 'g' + id.substring(place + 1) : id;
  }

  private <T> T one(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> list(int max, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }
}

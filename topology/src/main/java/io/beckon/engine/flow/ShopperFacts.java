package io.beckon.engine.flow;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.beckon.contract.ConsentState;
import io.beckon.contract.Item;
import io.beckon.engine.catalog.Content;
import io.beckon.engine.score.Score;
import io.beckon.engine.score.ScoreAtLeast;
import io.beckon.engine.score.ScoreSet;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Visit;
import io.beckon.engine.stage.StageSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the {@link Vocabulary} from a shopper and what started a run. */
public final class ShopperFacts implements Facts {

  /** Elements of a list that conditions see: those of the largest cart. */
  static final int MAX_LISTED = Cart.MAX_LINES;

  /** Where a name is looked for; split once for all, because names are asked for so often. */
  private record Place(String room, String field) {

    static Place of(String name) {
      int dot = name.indexOf('.');
      return new Place(dot < 0 ? name : name.substring(0, dot), name.substring(dot + 1));
    }
  }

  private static final Map<String, Place> PLACES =
      Vocabulary.names().keySet().stream().collect(toUnmodifiableMap(identity(), Place::of));

  private final Shopper shopper;
  private final Origin origin;
  private final Id run;
  private final long at;
  private final @Nullable Origin happened;
  private final ScoreSet scores;
  private final StageSet stages;
  private @Nullable Instant now;
  private @Nullable Score latest;
  private Points latestOf = Points.NONE;
  private double latestUnmelted;
  private double latestMelted;
  private boolean isMelted;

  /**
   * Facts of a shopper in a run.
   *
   * @param at logical time of the decision, epoch milliseconds
   */
  public ShopperFacts(Shopper shopper, Origin origin, String runId, long at) {
    this(shopper, origin, runId, at, null);
  }

  /**
   * Facts of a shopper outside any run.
   *
   * @param at logical time, epoch milliseconds
   */
  public ShopperFacts(Shopper shopper, long at) {
    this(shopper, Origin.NONE, "", at);
  }

  /**
   * The same, when an event happens that the run waits for.
   *
   * @param happened the event; null: none
   */
  ShopperFacts(Shopper shopper, Origin origin, String runId, long at, @Nullable Origin happened) {
    this(shopper, origin, Id.of(runId), at, happened, ScoreSet.EMPTY, StageSet.EMPTY);
  }

  /**
   * The same, where scores and stages can be asked about.
   *
   * @param scores those in force
   * @param stages those in force
   */
  public ShopperFacts(
      Shopper shopper,
      Origin origin,
      Id run,
      long at,
      @Nullable Origin happened,
      ScoreSet scores,
      StageSet stages) {
    this.scores = scores;
    this.stages = stages;
    this.shopper = shopper;
    this.origin = origin;
    this.run = run;
    this.at = at;
    this.happened = happened;
  }

  @Override
  public @Nullable Object get(String name) {
    Place place = PLACES.get(name);
    return place == null ? find(Place.of(name)) : find(place);
  }

  /** Those that standing conditions ask for most; the others make an object first. */
  @Override
  public long whole(String name) {
    return switch (name) {
      case "now" -> at;
      case "shopper.orderCount" -> shopper.profile().purchases().count();
      case "shopper.spent" -> shopper.profile().purchases().spent();
      case "shopper.lastOrderAt" -> shopper.profile().purchases().lastAt();
      case "shopper.firstOrderAt" -> shopper.profile().purchases().firstAt();
      case "shopper.lastActiveAt" -> shopper.head().lastSiteActivity();
      case "shopper.lastAnsweredAt" -> shopper.sends().lastAnsweredAt();
      case "cart.value" -> cartValue();
      default -> Facts.super.whole(name);
    };
  }

  private long cartValue() {
    Cart cart = shopper.cart();
    return number(cart == null ? null : cart.value());
  }

  @Override
  public Points points() {
    return shopper.head().points();
  }

  /** Each of a score's thresholds asks for it, twice. */
  @Override
  public double unmelted(Score score) {
    reckon(score);
    return latestUnmelted;
  }

  /** The same; and it takes a power of each entry. */
  @Override
  public double melted(Score score) {
    reckon(score);
    if (!isMelted) {
      latestMelted = score.behaviourPoints(latestOf, at);
      isMelted = true;
    }
    return latestMelted;
  }

  @SuppressWarnings("ReferenceEquality") // points are values: others are a change
  private void reckon(Score score) {
    Points points = points();
    if (score != latest || points != latestOf) {
      latest = score;
      latestOf = points;
      latestUnmelted = score.unmelted(points);
      isMelted = false;
    }
  }

  private Instant now() {
    Instant known = now;
    if (known == null) {
      known = Instant.ofEpochMilli(at);
      now = known;
    }
    return known;
  }

  private @Nullable Object find(Place place) {
    String field = place.field();
    return switch (place.room()) {
      case "shopper" -> shopper(field);
      case "cart" -> cart(field);
      case "history" -> history(field);
      case "trigger" -> trigger(field);
      case "event" -> field.equals("name") ? origin.eventName() : origin.event();
      case "run" -> SendFacts.ofRun(shopper.sends(), run.text(), field);
      case "sent" -> SendFacts.ofAll(shopper.sends(), field, at);
      case "happened" -> happened(field);
      case "facts" -> Map.of();
      case "suggested" -> suggested(field, List.of());
      case "message" -> "";
      case "score" -> scores.totals(this);
      case "stage" -> stages.of(shopper.profile());
      case "now" -> now();
      default -> null;
    };
  }

  private @Nullable Object shopper(String field) {
    Profile profile = shopper.profile();
    Profile.Contact contact = profile.contact();
    return switch (field) {
      case "id" -> shopper.id();
      case "known" -> contact.email() != null || contact.phone() != null;
      case "firstName" -> text(contact.firstName());
      case "lastName" -> text(contact.lastName());
      case "language" -> text(contact.language());
      case "country" -> text(contact.country());
      case "timezone" -> text(contact.timezone());
      case "orderCount" -> (long) profile.purchases().count();
      case "spent" -> profile.purchases().spent();
      case "lastOrderAt" -> Instant.ofEpochMilli(profile.purchases().lastAt());
      case "firstOrderAt" -> Instant.ofEpochMilli(profile.purchases().firstAt());
      case "lastActiveAt" -> Instant.ofEpochMilli(shopper.head().lastSiteActivity());
      case "lastAnsweredAt" -> Instant.ofEpochMilli(shopper.sends().lastAnsweredAt());
      case "boughtProductIds" -> productIds(bought(profile));
      case "boughtCategories" -> categories(bought(profile));
      case "segments" ->
          shopper.journeys().membership().segments().stream()
              .filter(id -> !id.startsWith(ScoreAtLeast.PREFIX))
              .toList();
      case "scoreReasons" -> scores.reasons(this);
      case "agreed" -> agreed(profile);
      case "tags" -> listed(profile.tags());
      case "attributes" -> profile.attributes();
      default -> null;
    };
  }

  private static List<String> agreed(Profile profile) {
    return profile.consents().stream()
        .filter(consent -> consent.state() == ConsentState.GRANTED)
        .map(consent -> consent.channel() + "/" + consent.purpose())
        .map(said -> said.toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  static List<Item> bought(Profile profile) {
    List<Item> latestFirst = new ArrayList<>();
    List<Bought> bought = profile.purchases().bought();
    for (int i = bought.size() - 1; i >= 0; i--) {
      latestFirst.add(bought.get(i).item());
    }
    return latestFirst;
  }

  private @Nullable Object cart(String field) {
    Cart cart = shopper.cart();
    List<Item> items = cart == null ? List.of() : cart.items();
    return switch (field) {
      case "open" -> cart != null;
      case "value" -> cartValue();
      case "currency" -> text(cart == null ? null : cart.currency());
      case "itemCount" -> Items.pieces(items);
      case "lineCount" -> (long) items.size();
      case "items" -> maps(items);
      case "productIds" -> productIds(items);
      case "categories" -> categories(items);
      case "checkoutBegun" -> cart != null && cart.checkoutBegun();
      case "coupon" -> text(cart == null ? null : cart.coupon());
      default -> null;
    };
  }

  private @Nullable Object history(String field) {
    return history(field, viewed());
  }

  /** The products that were looked at, the latest first. */
  List<Item> viewed() {
    Visit visit = shopper.visit();
    BrowseHistory all =
        shopper.history().joined(visit == null ? BrowseHistory.EMPTY : visit.views(), at);
    List<Item> latestFirst = new ArrayList<>(all.size());
    for (int place = all.last(); place >= 0; place = all.before(place)) {
      latestFirst.add(all.itemAt(place));
    }
    return latestFirst;
  }

  /** A name {@code history.*} of these products. */
  static @Nullable Object history(String field, List<Item> latestFirst) {
    return switch (field) {
      case "productIds" -> productIds(latestFirst);
      case "categories" -> categories(latestFirst);
      case "brands" -> brands(latestFirst);
      case "items" -> maps(latestFirst);
      case "lastProduct" -> latestFirst.isEmpty() ? "" : text(latestFirst.get(0).getName());
      default -> null;
    };
  }

  /** A name {@code suggested.*} of these products. */
  static @Nullable Object suggested(String field, List<Item> items) {
    return switch (field) {
      case "productIds" -> productIds(items);
      case "items" -> maps(items);
      default -> null;
    };
  }

  /** A name {@code cart.*} or {@code trigger.*} that is about products. */
  static @Nullable Object content(String field, Content content) {
    return switch (field) {
      case "value" -> number(content.value());
      case "currency" -> text(content.currency());
      case "itemCount" -> Items.pieces(content.items());
      case "lineCount" -> (long) content.items().size();
      case "items" -> maps(content.items());
      case "productIds" -> productIds(content.items());
      case "categories" -> categories(content.items());
      default -> null;
    };
  }

  private @Nullable Object trigger(String field) {
    return switch (field) {
      case "kind" -> origin.kind() == null ? "EVENT" : origin.kind().name();
      case "idleSince" -> Instant.ofEpochMilli(origin.idleSince());
      case "value" -> number(origin.value());
      case "currency" -> text(origin.currency());
      case "itemCount" -> Items.pieces(origin.items());
      case "items" -> maps(origin.items());
      case "productIds" -> productIds(origin.items());
      case "categories" -> categories(origin.items());
      case "cartId" -> text(origin.cartId());
      case "checkoutStep" -> text(origin.checkoutStep());
      case "checkoutError" -> text(origin.checkoutError());
      default -> null;
    };
  }

  private @Nullable Object happened(String field) {
    List<Item> items = happened == null ? List.of() : happened.items();
    return switch (field) {
      case "name" -> happened == null ? "" : happened.eventName();
      case "properties" -> happened == null ? Map.of() : happened.event();
      case "value" -> number(happened == null ? null : happened.value());
      case "productIds" -> productIds(items);
      case "categories" -> categories(items);
      case "step" -> stepReportedOn();
      default -> null;
    };
  }

  private String stepReportedOn() {
    Object commandId = happened == null ? null : happened.event().get("command_id");
    SentMessage message = commandId == null ? null : shopper.sends().find(commandId.toString());
    return message != null && message.runId().equals(run.text()) ? message.step() : "";
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static long number(@Nullable Long value) {
    return value == null ? 0L : value;
  }

  /** As much of a list as conditions see: what they do with it may take its square in time. */
  private static <T> List<T> listed(List<T> all) {
    return all.size() <= MAX_LISTED ? all : all.subList(0, MAX_LISTED);
  }

  private static List<String> productIds(List<Item> items) {
    return listed(items).stream().map(Item::getProductId).distinct().toList();
  }

  private static List<String> categories(List<Item> items) {
    return listed(items).stream()
        .map(Item::getCategory)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static List<String> brands(List<Item> items) {
    return listed(items).stream().map(Item::getBrand).filter(Objects::nonNull).distinct().toList();
  }

  private static List<Map<String, Object>> maps(List<Item> items) {
    return listed(items).stream().map(ShopperFacts::map).toList();
  }

  private static Map<String, Object> map(Item item) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("productId", item.getProductId());
    map.put("variantId", text(item.getVariantId()));
    map.put("sku", text(item.getSku()));
    map.put("name", text(item.getName()));
    map.put("brand", text(item.getBrand()));
    map.put("category", text(item.getCategory()));
    map.put("url", text(item.getUrl()));
    map.put("imageUrl", text(item.getImageUrl()));
    map.put("currency", text(item.getCurrency()));
    map.put("quantity", (long) item.getQuantity());
    if (item.getPrice() != null) {
      map.put("price", item.getPrice());
    }
    return map;
  }
}

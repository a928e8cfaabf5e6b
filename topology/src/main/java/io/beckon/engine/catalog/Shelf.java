package io.beckon.engine.catalog;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.contract.Suggestion;
import io.beckon.engine.shopper.Items;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One look into the catalog for one message: a product that was looked up once is the same until
 * the message is decided, and what was found is noted. Made anew for each judgement.
 */
public final class Shelf {

  /** Products that are noted one by one; of more, their number is. */
  public static final int MAX_NOTES = 50;

  private final Catalog catalog;
  private final StockRule rule;
  private final @Nullable String market;
  private final Map<String, Optional<Product>> found = new HashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final Set<String> unnoted = new HashSet<>();
  private final Claims claims;
  private @Nullable String suggested;

  /**
   * A look into a catalog.
   *
   * @param market the shopper's country; null when it is not known
   */
  public Shelf(Catalog catalog, StockRule rule, @Nullable String market) {
    this(catalog, rule, market, Claims.NONE);
  }

  /** The same beside what may be claimed. */
  public Shelf(Catalog catalog, StockRule rule, @Nullable String market, Claims claims) {
    this.claims = claims;
    this.catalog = catalog;
    this.rule = rule;
    this.market = market;
  }

  /**
   * What a message may show of some items. Of a product that the catalog does not know, and of a
   * field that it does not say, it is what the event said.
   *
   * @param value of the items as the shop stated it, or as they add up; minor units
   * @param currency of lines that name none
   */
  public Content content(List<Item> items, @Nullable Long value, @Nullable String currency) {
    if (rule == StockRule.KEEP || items.isEmpty()) {
      return new Content(items, value, currency, false);
    }
    List<Item> shown = new ArrayList<>(items.size());
    Set<String> taken = new HashSet<>();
    items.forEach(item -> taken.add(item.getProductId()));
    boolean lacking = false;
    for (Item item : items) {
      Listing listing = listing(item);
      if (listing == null) {
        shown.add(item);
      } else if (listing.sold()) {
        note(item, listing, "");
        shown.add(Lines.current(item, listing, currency));
      } else {
        lacking = true;
        Item other = rule == StockRule.SWAP ? similar(item, listing, currency, taken) : null;
        note(item, listing, done(other));
        if (other != null) {
          shown.add(other);
        }
      }
    }
    boolean soldOut = shown.isEmpty() || (lacking && rule == StockRule.STOP);
    if (shown.equals(items)) {
      return new Content(items, value, currency, soldOut);
    }
    return new Content(
        shown,
        Lines.value(items, shown, value),
        currency != null ? currency : Items.currency(shown),
        soldOut);
  }

  /** Does the catalog say that an item costs less than it did before? */
  public boolean isReduced(Item item) {
    Listing listing = listing(item);
    return listing != null && listing.reduced();
  }

  /** What may be claimed. */
  public Claims claims() {
    return claims;
  }

  /** What was found, by the name of an input of a decision; empty when nothing was. */
  public Map<String, String> notes() {
    if (notes.isEmpty() && suggested == null) {
      return claims.notes();
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put("stock", rule.word());
    if (market != null) {
      all.put("market", market);
    }
    all.putAll(notes);
    if (suggested != null) {
      all.put("suggested", suggested);
    }
    all.putAll(claims.notes());
    if (!unnoted.isEmpty()) {
      all.put("products", "and " + unnoted.size() + " more");
    }
    return all;
  }

  /** An item as it is sold now; null when the catalog does not know it. */
  public @Nullable News now(Item item, @Nullable Long priceBefore) {
    Listing listing = listing(item);
    if (listing == null) {
      return null;
    }
    note(item, listing, "");
    return new News(Lines.current(item, listing, null), priceBefore, listing.stock());
  }

  /**
   * Related products that can be bought, and what is noted of them. What the catalog does not know,
   * or has no title for, can't be shown.
   *
   * @param of ids of the products that they belong to
   * @param own what the recommender suggests to the shopper, the best first
   * @param without ids of products that are not shown
   * @param currency a price in another one is for another market; null: any
   */
  public List<Suggestion> suggestions(
      Suggest suggest,
      List<String> of,
      List<String> own,
      Set<String> without,
      @Nullable String currency) {
    List<Suggestion> found =
        new Related(this, suggest.max(), without, currency).pick(suggest.from(), of, own);
    suggested = found.isEmpty() ? "none" : words(found);
    return found;
  }

  private static String words(List<Suggestion> suggestions) {
    return suggestions.stream()
        .map(
            each ->
                each.getItem().getProductId()
                    + " ("
                    + each.getRelation()
                    + (each.getOf() == null ? "" : " of " + each.getOf())
                    + ")")
        .collect(Collectors.joining(", "));
  }

  /** One piece of a product as a message may show it; null: it may not. */
  @Nullable Item shown(String id, @Nullable String currency) {
    Product product = product(id);
    if (product == null) {
      return null;
    }
    Listing listing = Listing.of(product, null, null, market);
    Item item = Lines.of(listing, 1, currency);
    boolean fits = listing.sold() && item.getName() != null;
    boolean here =
        currency == null || item.getPrice() == null || currency.equals(item.getCurrency());
    note(item, listing, fits && here ? "" : "; not suggested");
    return fits && here ? item : null;
  }

  private String done(@Nullable Item other) {
    if (other != null) {
      return "; swapped for " + other.getProductId();
    }
    return rule == StockRule.STOP ? "" : "; left out";
  }

  /** The first of the similar products that can be bought and is not in the message yet. */
  private @Nullable Item similar(
      Item item, Listing gone, @Nullable String currency, Set<String> taken) {
    for (String id : gone.product().getSimilar()) {
      Product product = taken.contains(id) ? null : product(id);
      if (product != null) {
        Listing other = Listing.of(product, null, null, market);
        Item line = Lines.instead(item, other, currency);
        note(line, other, "");
        if (other.sold() && Lines.sameMoney(item, other, currency)) {
          taken.add(id);
          return line;
        }
      }
    }
    return null;
  }

  private @Nullable Listing listing(Item item) {
    Product product = product(item.getProductId());
    return product == null ? null : Listing.of(product, item.getVariantId(), item.getSku(), market);
  }

  /** The product of an id, looked up once; null when the catalog does not know it. */
  @Nullable Product product(String id) {
    return found
        .computeIfAbsent(id, unseen -> Optional.ofNullable(catalog.find(unseen)))
        .orElse(null);
  }

  private void note(Item item, Listing listing, String done) {
    String name = "product." + item.getProductId();
    if (item.getVariantId() != null) {
      name += "/" + item.getVariantId();
    }
    if (!notes.containsKey(name) && notes.size() == MAX_NOTES) {
      unnoted.add(name);
      return;
    }
    notes.put(name, said(listing) + done);
  }

  private static String said(Listing listing) {
    StringBuilder text = new StringBuilder(listing.sold() ? "for sale" : "not for sale");
    if (listing.stock() != null) {
      text.append(", ").append(listing.stock()).append(" in stock");
    }
    if (listing.price() != null) {
      text.append(", ").append(listing.price());
      text.append(listing.currency() == null ? "" : " " + listing.currency());
    }
    return text.toString();
  }
}

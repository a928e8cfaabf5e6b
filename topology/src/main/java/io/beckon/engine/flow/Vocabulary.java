package io.beckon.engine.flow;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that conditions and expressions may use, with their types. Adding a name is compatible;
 * changing or removing one breaks published flows.
 */
public final class Vocabulary {

  private Vocabulary() {}

  /** Type of a name. */
  public enum Type {
    BOOL,
    INT,
    DOUBLE,
    STRING,
    TIMESTAMP,
    LIST_OF_STRING,
    /** Each element a map of names to values, as in {@link #ITEM_FIELDS}. */
    LIST_OF_MAP,
    MAP
  }

  /**
   * A name.
   *
   * @param doc what it means, with its unit; what it is when it is not known
   */
  public record Name(String name, Type type, String doc) {}

  /**
   * Fields of an element of {@code cart.items}, {@code history.items}, {@code trigger.items} and
   * {@code suggested.items}.
   */
  public static final String ITEM_FIELDS =
      "productId, variantId, sku, name, brand, category, url, imageUrl, currency (text, '' when not"
          + " known), quantity (int), price (int, minor units, absent when not known)";

  private static final Map<String, Name> NAMES = new LinkedHashMap<>();

  static {
    add("shopper.id", Type.STRING, "The shopper id.");
    add("shopper.known", Type.BOOL, "Is there an e-mail address or phone number?");
    add("shopper.firstName", Type.STRING, "First name, '' when not known.");
    add("shopper.lastName", Type.STRING, "Last name, '' when not known.");
    add("shopper.language", Type.STRING, "BCP-47 tag, '' when not known.");
    add("shopper.country", Type.STRING, "ISO-3166 alpha-2, '' when not known.");
    add("shopper.timezone", Type.STRING, "IANA zone, '' when not known.");
    add("shopper.orderCount", Type.INT, "Orders so far.");
    add("shopper.spent", Type.INT, "Sum of orders, minor units.");
    add(
        "shopper.lastOrderAt",
        Type.TIMESTAMP,
        "Time of the latest order; 1970 when there was none.");
    add(
        "shopper.firstOrderAt",
        Type.TIMESTAMP,
        "Time of the first order; 1970 when there was none.");
    add(
        "shopper.lastActiveAt",
        Type.TIMESTAMP,
        "The latest site activity; 1970 when there was none.");
    add(
        "shopper.lastAnsweredAt",
        Type.TIMESTAMP,
        "When a message was last opened, clicked or replied to; 1970 when none was.");
    add(
        "shopper.boughtProductIds",
        Type.LIST_OF_STRING,
        "Products bought, the latest first; 20 at most.");
    add("shopper.boughtCategories", Type.LIST_OF_STRING, "Their categories, the latest first.");
    add("shopper.segments", Type.LIST_OF_STRING, "Ids of the segments that the shopper is in.");
    add(
        "shopper.agreed",
        Type.LIST_OF_STRING,
        "What the shopper said yes to, as channel and purpose: email/marketing.");
    add(
        "shopper.scoreReasons",
        Type.LIST_OF_STRING,
        "Why scores are what they are, 'lead: pricing 20', the most points first.");
    add("shopper.tags", Type.LIST_OF_STRING, "Tags.");
    add("shopper.attributes", Type.MAP, "Other traits, by name.");
    add("cart.open", Type.BOOL, "Does the cart hold anything?");
    add("cart.value", Type.INT, "Value of the cart in minor units, 0 when empty or not priced.");
    add("cart.currency", Type.STRING, "ISO-4217 code, '' when not known.");
    add("cart.itemCount", Type.INT, "Pieces in the cart.");
    add("cart.lineCount", Type.INT, "Lines in the cart.");
    add("cart.items", Type.LIST_OF_MAP, "Lines of the cart.");
    add("cart.productIds", Type.LIST_OF_STRING, "Product ids in the cart.");
    add("cart.categories", Type.LIST_OF_STRING, "Categories in the cart.");
    add("cart.checkoutBegun", Type.BOOL, "Was the checkout begun since the cart was opened?");
    add("cart.coupon", Type.STRING, "Coupon in use, '' when none.");
    add("history.productIds", Type.LIST_OF_STRING, "Products viewed in 30 days, latest first.");
    add("history.categories", Type.LIST_OF_STRING, "Their categories, latest first.");
    add("history.brands", Type.LIST_OF_STRING, "Their brands, latest first.");
    add(
        "history.items",
        Type.LIST_OF_MAP,
        "Those products as they were when viewed, latest first.");
    add("history.lastProduct", Type.STRING, "Name of the product viewed last, '' when not known.");
    add("trigger.kind", Type.STRING, "CART, CHECKOUT, BROWSE, or EVENT.");
    add("trigger.idleSince", Type.TIMESTAMP, "The last site activity before the trigger.");
    add("trigger.value", Type.INT, "Value at the trigger in minor units, 0 when not known.");
    add("trigger.currency", Type.STRING, "ISO-4217 code, '' when not known.");
    add("trigger.itemCount", Type.INT, "Pieces at the trigger.");
    add("trigger.items", Type.LIST_OF_MAP, "Lines, or products viewed, at the trigger.");
    add("trigger.productIds", Type.LIST_OF_STRING, "Product ids at the trigger.");
    add("trigger.categories", Type.LIST_OF_STRING, "Categories at the trigger.");
    add("trigger.cartId", Type.STRING, "The shop's cart id, '' when not known.");
    add("trigger.checkoutStep", Type.STRING, "Last checkout step seen, '' when none.");
    add("trigger.checkoutError", Type.STRING, "Last checkout or payment error, '' when none.");
    add("event.name", Type.STRING, "Name of the event that started the run, '' for a trigger.");
    add("event.properties", Type.MAP, "Properties of that event, by name.");
    add(
        "run.code",
        Type.STRING,
        "12 letters and digits that belong to this run and no other, for a code of its own.");
    add("run.sent", Type.INT, "Messages sent in this run so far.");
    add("run.opened", Type.LIST_OF_STRING, "Steps of this run whose message was opened.");
    add(
        "run.clicked",
        Type.LIST_OF_STRING,
        "Steps of this run in whose message a link was clicked.");
    add("run.replied", Type.LIST_OF_STRING, "Steps of this run whose message was replied to.");
    add(
        "run.links",
        Type.LIST_OF_STRING,
        "Links clicked in messages of this run, by name or address.");
    add("run.topics", Type.LIST_OF_STRING, "Topics of replies to messages of this run.");
    add("sent.count", Type.INT, "Messages sent in 30 days, by all flows.");
    add(
        "sent.lastAt",
        Type.TIMESTAMP,
        "Time of the latest message in 30 days; 1970 when there was none.");
    add("sent.templates", Type.LIST_OF_STRING, "Templates sent in 30 days, latest first.");
    add("sent.flows", Type.LIST_OF_STRING, "Flows that sent something in 30 days, latest first.");
    add("happened.name", Type.STRING, "In 'where': name of the event.");
    add("happened.properties", Type.MAP, "In 'where': properties of the event, by name.");
    add("happened.value", Type.INT, "In 'where': its value in minor units, 0 when not known.");
    add("happened.productIds", Type.LIST_OF_STRING, "In 'where': product ids of the event.");
    add("happened.categories", Type.LIST_OF_STRING, "In 'where': categories of the event.");
    add(
        "happened.step",
        Type.STRING,
        "In 'where': the step of this run whose message the event reports on, '' for none.");
    add(
        "facts",
        Type.MAP,
        "In the data of a send: the claims of the step that the shop's facts confirm, by name, each a"
            + " map of its values.");
    add(
        "suggested.items",
        Type.LIST_OF_MAP,
        "In the data of a send: the related products that it shows, the best first.");
    add("suggested.productIds", Type.LIST_OF_STRING, "In the data of a send: their ids.");
    add(
        "message.link",
        Type.STRING,
        "In the data and text of a send: where it leads; missing when it leads nowhere.");
    add(
        "message.code",
        Type.STRING,
        "In the data and text of a send: the code of its offer; missing when there is none.");
    add("score", Type.MAP, "Whole points by score: score.lead.");
    add("stage", Type.MAP, "Stage by ladder: stage.lead.");
    add("now", Type.TIMESTAMP, "Logical time of the decision.");
  }

  private static void add(String name, Type type, String doc) {
    NAMES.put(name, new Name(name, type, doc));
  }

  /** What names begin with that are known only in a condition on an event. */
  static final String HAPPENED = "happened.";

  /** All names, in the order in which they are documented. */
  public static Map<String, Name> names() {
    return java.util.Collections.unmodifiableMap(NAMES);
  }
}

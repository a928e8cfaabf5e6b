package io.beckon.app.explain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.input.field.Times;
import io.beckon.contract.Item;
import io.beckon.engine.flow.Facts;
import io.beckon.engine.flow.Program;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.ShopperFacts;
import io.beckon.engine.policy.CapUse;
import io.beckon.engine.score.ScoreSet;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Points;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.stage.StageSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a shopper, as JSON: times ISO-8601 UTC, money in minor units. Who they are
 * (names, addresses, values of attributes) is in it only with contacts.
 */
public final class ShopperJson {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int HISTORY = 20;

  private ShopperJson() {}

  /**
   * The shopper at a time.
   *
   * @param at epoch milliseconds: what caps are judged at
   */
  public static ObjectNode of(Shopper shopper, Rulebook rules, long at, boolean withContacts) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("shopperId", shopper.id());
    json.put("asOf", Times.iso(at));
    time(json, "lastActiveAt", shopper.head().lastSiteActivity());
    cart(json, shopper.cart());
    history(json.putArray("history"), shopper);
    texts(json.putArray("segments"), shopper.journeys().membership().segments());
    lifecycle(json, shopper, rules, at);
    ArrayNode runs = json.putArray("journeys");
    shopper.journeys().runs().forEach(run -> run(runs.addObject(), run, shopper, rules));
    ArrayNode sent = json.putArray("sent");
    shopper.sends().messages().forEach(message -> sent(sent.addObject(), message));
    ArrayNode caps = json.putArray("caps");
    CapUse.of(rules.policyAt(at), shopper, at).forEach(use -> cap(caps.addObject(), use, at));
    profile(json, shopper.profile(), withContacts);
    return json;
  }

  /** Points with the rules that gave them, as they were when the rule last counted; and stages. */
  private static void lifecycle(ObjectNode json, Shopper shopper, Rulebook rules, long at) {
    ScoreSet scores = rules.scoresAt(at);
    StageSet stages = rules.stagesAt(at);
    Facts facts = new ShopperFacts(shopper, Origin.NONE, Id.NONE, at, null, scores, stages);
    if (!scores.isEmpty()) {
      json.set("scores", MAPPER.valueToTree(scores.totals(facts)));
      texts(json.putArray("scoreReasons"), scores.reasons(facts));
    }
    if (!shopper.head().points().entries().isEmpty()) {
      ArrayNode points = json.putArray("points");
      for (Points.Entry entry : shopper.head().points().entries()) {
        ObjectNode node = points.addObject();
        node.put("score", entry.score()).put("rule", entry.rule());
        node.put("points", entry.points()).put("at", Times.iso(entry.at()));
      }
    }
    if (!stages.isEmpty()) {
      json.set("stages", MAPPER.valueToTree(stages.of(shopper.profile())));
    }
  }

  private static void cart(ObjectNode json, @Nullable Cart cart) {
    if (cart == null) {
      json.putNull("cart");
      return;
    }
    ObjectNode node = json.putObject("cart");
    optional(node, "cartId", cart.cartId());
    time(node, "openedAt", cart.openedAt());
    time(node, "lastActivity", cart.lastActivity());
    node.put("value", cart.value()).put("currency", cart.currency());
    node.put("checkoutBegun", cart.checkoutBegun());
    optional(node, "checkoutStep", cart.checkoutStep());
    optional(node, "coupon", cart.coupon());
    ArrayNode items = node.putArray("items");
    cart.items().forEach(item -> item(items.addObject(), item));
  }

  private static void item(ObjectNode json, Item item) {
    json.put("productId", item.getProductId());
    optional(json, "name", item.getName());
    json.put("quantity", item.getQuantity());
    json.put("price", item.getPrice()).put("currency", item.getCurrency());
  }

  private static void history(ArrayNode json, Shopper shopper) {
    List<ViewedProduct> kept = shopper.history().views();
    List<ViewedProduct> visit =
        shopper.visit() == null ? List.of() : shopper.visit().views().views();
    Map<Long, ViewedProduct> latest = new TreeMap<>(java.util.Comparator.reverseOrder());
    kept.forEach(view -> latest.put(view.at(), view));
    visit.forEach(view -> latest.put(view.at(), view));
    latest.values().stream()
        .limit(HISTORY)
        .forEach(
            view -> {
              ObjectNode node = json.addObject();
              node.put("productId", view.item().getProductId());
              optional(node, "name", view.item().getName());
              node.put("at", Times.iso(view.at())).put("views", view.views());
            });
  }

  private static void run(ObjectNode json, Run run, Shopper shopper, Rulebook rules) {
    json.put("runId", run.runId()).put("flow", run.flow()).put("flowVersion", run.version());
    json.put("since", Times.iso(run.startedAt()));
    Program program = rules.find(run.flow(), run.version());
    optional(json, "step", program == null ? null : program.stepAt(run.position()));
    if (run.wakeAt() != Run.NO_WAKE) {
      json.put("wakesAt", Times.iso(run.wakeAt()));
    }
    optional(json, "parked", run.parked());
    PendingSend send = shopper.queue().ofRun(run.runId());
    if (send != null) {
      ObjectNode pending = json.putObject("pending");
      pending.put("step", send.step()).put("channel", send.channel().name());
      pending.put("dueAt", Times.iso(send.dueAt()));
      if (!send.isReady()) {
        pending.put("notBefore", Times.iso(send.notBefore()));
      }
    }
  }

  private static void sent(ObjectNode json, SentMessage message) {
    json.put("at", Times.iso(message.at())).put("channel", message.channel().name());
    json.put("flow", message.flow()).put("step", message.step());
    optional(json, "variant", message.variant());
    json.put("template", message.template()).put("commandId", message.commandId());
  }

  private static void cap(ObjectNode json, CapUse use, long at) {
    json.put("cap", use.cap());
    optional(json, "of", use.of().isEmpty() ? null : use.of());
    json.put("used", use.used()).put("max", use.max()).put("left", use.left());
    if (use.freeAt() > at) {
      json.put("freeAt", Times.iso(use.freeAt()));
    }
  }

  private static void profile(ObjectNode json, Profile profile, boolean withContacts) {
    ArrayNode consents = json.putArray("consents");
    profile
        .consents()
        .forEach(
            consent -> {
              ObjectNode node = consents.addObject();
              node.put("channel", consent.channel().name());
              node.put("purpose", consent.purpose().name());
              node.put("state", consent.state().name()).put("at", Times.iso(consent.at()));
              optional(node, "source", consent.source());
            });
    ArrayNode suppressions = json.putArray("suppressions");
    profile
        .suppressions()
        .forEach(
            suppression ->
                suppressions
                    .addObject()
                    .put("channel", suppression.channel().name())
                    .put("reason", suppression.reason())
                    .put("at", Times.iso(suppression.at())));
    Profile.Contact contact = profile.contact();
    ObjectNode known = json.putObject("reachable");
    known.put("email", contact.email() != null).put("phone", contact.phone() != null);
    optional(known, "timezone", contact.timezone());
    optional(known, "country", contact.country());
    texts(json.putArray("tags"), profile.tags());
    json.putObject("purchases")
        .put("orders", profile.purchases().count())
        .put("spent", profile.purchases().spent())
        .put("currency", profile.purchases().currency());
    if (withContacts) {
      ObjectNode who = json.putObject("contact");
      optional(who, "email", contact.email());
      optional(who, "phone", contact.phone());
      optional(who, "firstName", contact.firstName());
      optional(who, "lastName", contact.lastName());
      ObjectNode attributes = json.putObject("attributes");
      profile.attributes().forEach((name, value) -> attributes.put(name, value.toString()));
    }
  }

  private static void time(ObjectNode json, String name, long millis) {
    if (millis > 0) {
      json.put(name, Times.iso(millis));
    }
  }

  private static void optional(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void texts(ArrayNode json, List<String> texts) {
    texts.forEach(json::add);
  }
}

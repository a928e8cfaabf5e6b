package io.beckon.app.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Writes what is known of a shopper for people to read. */
public final class AccountText {

  private final Account account;
  private final PrintWriter out;

  private AccountText(Account account, PrintWriter out) {
    this.account = account;
    this.out = out;
  }

  /** Writes it. */
  public static void write(Account account, PrintWriter out) {
    new AccountText(account, out).write();
    out.flush();
  }

  private void write() {
    JsonNode state = account.state();
    out.println("shopper " + account.shopperId());
    if (state == null) {
      out.println("What is remembered is not there: replay with --with-shoppers to see it.");
    } else {
      state(state);
    }
    out.println();
    out.println("What happened, oldest first");
    Map<String, JsonNode> commands = new HashMap<>();
    for (Account.Told told : account.told()) {
      if (told.kind() == Account.Kind.COMMAND) {
        commands.put(told.json().path("commandId").asText(), told.json());
      }
    }
    account.told().forEach(told -> told(told, commands));
    if (account.told().isEmpty()) {
      out.println("  nothing was decided");
    }
  }

  private void state(JsonNode state) {
    line("as of", text(state, "asOf"));
    line("last active", or(text(state, "lastActiveAt"), "never"));
    line("cart", state.path("cart").isNull() ? "none" : cart(state.path("cart")));
    list("viewed", state.path("history"), AccountText::viewed);
    list("in", state.path("journeys"), AccountText::run);
    list("segment", state.path("segments"), JsonNode::asText);
    list("sent", state.path("sent"), AccountText::sent);
    list("cap", state.path("caps"), AccountText::cap);
    list("consent", state.path("consents"), AccountText::consent);
    list("suppressed", state.path("suppressions"), AccountText::suppressed);
    line("reachable", reachable(state.path("reachable")));
    JsonNode purchases = state.path("purchases");
    line(
        "orders",
        purchases.path("orders").asInt() == 0
            ? "none"
            : purchases.path("orders").asInt()
                + ", "
                + money(purchases.path("spent"), purchases.path("currency"))
                + " together");
    if (state.has("contact")) {
      line("contact", fields(state.path("contact")));
      line("attributes", fields(state.path("attributes")));
    }
  }

  private void told(Account.Told told, Map<String, JsonNode> commands) {
    JsonNode json = told.json();
    if (told.kind() == Account.Kind.TRIGGER) {
      at(
          json,
          text(json, "kind").toLowerCase(Locale.ROOT)
              + " abandoned, idle since "
              + text(json, "idleSince")
              + ", "
              + products(json.path("items").size())
              + " worth "
              + money(json.path("value"), json.path("currency")));
      return;
    }
    if (told.kind() == Account.Kind.COMMAND) {
      return;
    }
    at(json, DecisionWords.sentence(json, account));
    DecisionWords.inputs(json).forEach(this::detail);
    JsonNode command = commands.get(json.path("commandId").asText());
    if (command != null && text(json, "outcome").equals("SENT")) {
      detail(
          "template " + text(command, "template") + ", to be sent by " + text(command, "sendBy"));
    }
  }

  private static String cart(JsonNode cart) {
    List<String> items = new ArrayList<>();
    for (JsonNode item : cart.path("items")) {
      items.add(
          item.path("quantity").asInt() + " x " + or(text(item, "name"), text(item, "productId")));
    }
    return String.join(", ", items)
        + ", together "
        + money(cart.path("value"), cart.path("currency"))
        + (cart.path("checkoutBegun").asBoolean() ? ", checkout begun" : "")
        + ", last touched "
        + text(cart, "lastActivity");
  }

  private static String viewed(JsonNode view) {
    return or(text(view, "name"), text(view, "productId"))
        + (view.path("views").asInt() > 1 ? ", " + view.path("views").asInt() + " times" : "")
        + ", last "
        + text(view, "at");
  }

  private static String run(JsonNode run) {
    StringBuilder words = new StringBuilder();
    words.append(text(run, "flow")).append('@').append(run.path("flowVersion").asInt());
    words.append(" since ").append(text(run, "since"));
    if (run.has("parked")) {
      return words.append(", stopped by an error: ").append(text(run, "parked")).toString();
    }
    if (run.has("pending")) {
      JsonNode pending = run.path("pending");
      words.append(", '").append(text(pending, "step")).append("' waits");
      words.append(pending.has("notBefore") ? " until " + text(pending, "notBefore") : " to leave");
    } else {
      String step = or(text(run, "step"), "not known");
      words.append(run.has("wakesAt") ? ", waits at '" : ", stands at '").append(step).append('\'');
      words.append(run.has("wakesAt") ? " until " + text(run, "wakesAt") : "");
    }
    return words.toString();
  }

  private static String sent(JsonNode sent) {
    return text(sent, "at")
        + " "
        + text(sent, "channel").toLowerCase(Locale.ROOT)
        + " "
        + text(sent, "template")
        + " ("
        + text(sent, "flow")
        + ", "
        + text(sent, "step")
        + ")";
  }

  private static String cap(JsonNode cap) {
    return text(cap, "cap")
        + (cap.has("of") ? " of " + text(cap, "of") : "")
        + ": "
        + cap.path("used").asInt()
        + " of "
        + cap.path("max").asInt()
        + " used, "
        + cap.path("left").asInt()
        + " left"
        + (cap.has("freeAt") ? ", room again at " + text(cap, "freeAt") : "");
  }

  private static String consent(JsonNode consent) {
    return text(consent, "channel").toLowerCase(Locale.ROOT)
        + " for "
        + text(consent, "purpose").toLowerCase(Locale.ROOT)
        + ": "
        + text(consent, "state").toLowerCase(Locale.ROOT)
        + " at "
        + text(consent, "at")
        + (consent.has("source") ? ", source " + text(consent, "source") : "");
  }

  private static String suppressed(JsonNode suppression) {
    return text(suppression, "channel").toLowerCase(Locale.ROOT)
        + ": "
        + text(suppression, "reason")
        + " since "
        + text(suppression, "at");
  }

  private static String reachable(JsonNode json) {
    List<String> ways = new ArrayList<>();
    if (json.path("email").asBoolean()) {
      ways.add("by e-mail");
    }
    if (json.path("phone").asBoolean()) {
      ways.add("by telephone");
    }
    String zone = text(json, "timezone");
    return (ways.isEmpty() ? "no address known" : String.join(" and ", ways))
        + (zone.isEmpty() ? "" : ", " + zone);
  }

  private static String fields(JsonNode json) {
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      fields.add(each.getKey() + " " + each.getValue().asText());
    }
    return fields.isEmpty() ? "none" : String.join(", ", fields);
  }

  private void list(String name, JsonNode list, Function<JsonNode, String> words) {
    if (list.isEmpty()) {
      line(name, "none");
    }
    list.forEach(each -> line(name, words.apply(each)));
  }

  private void line(String name, String text) {
    out.printf("  %-12s %s%n", name, text);
  }

  private void at(JsonNode json, String text) {
    out.printf("  %s  %s%n", text(json, "at"), text);
  }

  private void detail(String text) {
    out.printf("  %24s    %s%n", "", text);
  }

  private static String money(JsonNode minor, JsonNode currency) {
    return minor.isNumber()
        ? String.format(Locale.ROOT, "%.2f %s", minor.asLong() / 100.0, currency.asText("")).strip()
        : "an unknown amount";
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    return value.isNull() ? "" : value.asText("");
  }

  private static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }

  private static String products(int count) {
    return count == 1 ? "1 product" : count + " products";
  }
}

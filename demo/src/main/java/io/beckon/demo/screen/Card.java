package io.beckon.demo.screen;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.Offer;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole command, or a message that was not sent, laid out for a person. */
final class Card {

  private final List<String> lines = new ArrayList<>();

  private Card(String title) {
    lines.add("");
    lines.add("  +-- " + title + " " + "-".repeat(Math.max(3, Text.WIDTH - 7 - title.length())));
  }

  /** A command to send, why, and what held it back. */
  static List<String> sent(
      SendCommand command, @Nullable AbandonmentTrigger trigger, @Nullable Decision held) {
    Recipient to = command.getRecipient();
    ZoneId zone = Text.zone(to.getTimezone());
    Card card = new Card("SEND " + command.getChannel() + ", template " + command.getTemplate());
    card.field("to", recipient(to));
    card.because(trigger, zone);
    if (held != null) {
      card.held(held, zone);
    }
    card.field(
        "sent",
        Text.time(command.getAt(), zone)
            + " there; by "
            + Text.time(command.getSendBy(), zone)
            + " or not at all");
    card.field("flow", flow(command));
    card.field("items", items(command.getItems(), command.getValue(), command.getCurrency()));
    Offer offer = command.getOffer();
    if (offer != null) {
      card.field("offer", offer(offer, zone));
    }
    card.field("data", data(command));
    card.field("ids", "command " + command.getCommandId());
    card.field("", "run     " + command.getRunId() + ", shopper " + command.getShopperId());
    return card.end();
  }

  /** A message that an order stopped. */
  static List<String> cancelled(
      Decision decision, @Nullable AbandonmentTrigger trigger, @Nullable Decision held) {
    ZoneId zone = Text.zone(null);
    Card card =
        new Card(
            "NOT SENT, "
                + decision.getChannel()
                + " to "
                + decision.getShopperId()
                + " (times in UTC)");
    card.because(trigger, zone);
    if (held != null) {
      card.held(held, zone);
    }
    card.field(
        "cancelled",
        Text.time(decision.getAt(), zone)
            + ", "
            + decision.getReason()
            + ": what is bought needs no reminder");
    card.field(
        "flow",
        decision.getFlow() + "@" + decision.getFlowVersion() + ", step " + decision.getStep());
    card.field("ids", "command " + decision.getCommandId() + " (never sent)");
    return card.end();
  }

  /** Something for a person to do. */
  static List<String> task(Task task) {
    ZoneId zone = Text.zone(null);
    Card card = new Card("TASK for " + task.getKind() + ", " + task.getPriority() + " (UTC)");
    card.field("to do", task.getTitle());
    if (task.getReason() != null) {
      card.field("because", task.getReason());
    }
    Long dueBy = task.getDueBy();
    card.field(
        "given", Text.time(task.getAt(), zone) + due(dueBy == null ? "" : Text.time(dueBy, zone)));
    card.field("flow", task.getFlow() + "@" + task.getFlowVersion() + ", step " + task.getStep());
    card.field("items", items(task.getItems(), task.getValue(), task.getCurrency()));
    card.field("orders", task.getOrders().getCount() + " so far");
    card.field("ids", "task " + task.getTaskId());
    card.field("", "shopper " + task.getShopperId());
    return card.end();
  }

  private static String due(String time) {
    return time.isEmpty() ? "" : "; to be done by " + time;
  }

  private void because(@Nullable AbandonmentTrigger trigger, ZoneId zone) {
    if (trigger != null) {
      String what = trigger.getKind().name().toLowerCase(Locale.ROOT) + " abandoned";
      String step = trigger.getCheckoutStep();
      String error = trigger.getCheckoutError();
      field(
          "because",
          what
              + ", last seen "
              + Text.time(trigger.getIdleSince(), zone)
              + (step == null ? "" : ", at step '" + step + "'")
              + (error == null ? "" : " (" + error + ")"));
    }
  }

  private void held(Decision held, ZoneId zone) {
    Long until = held.getUntil();
    field(
        "held back",
        held.getReason()
            + (held.getRule() == null ? "" : " '" + held.getRule() + "'")
            + " at "
            + Text.time(held.getAt(), zone)
            + (until == null ? "" : ", until " + Text.time(until, zone)));
  }

  private static String recipient(Recipient to) {
    String name =
        Stream.of(to.getFirstName(), to.getLastName())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    String where =
        Stream.of(to.getLanguage(), to.getTimezone())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return name + " <" + to.getAddress() + ">, " + where;
  }

  private static String flow(SendCommand command) {
    return command.getFlow()
        + "@"
        + command.getFlowVersion()
        + ", step "
        + command.getStep()
        + ", priority "
        + command.getPriority()
        + ", purpose "
        + command.getPurpose();
  }

  private static List<String> items(
      List<Item> lines, @Nullable Long value, @Nullable String currency) {
    List<String> items = new ArrayList<>(lines.stream().map(Card::item).toList());
    if (value != null) {
      items.add("together " + Text.money(value, currency));
    }
    return items;
  }

  private static String item(Item item) {
    return item.getQuantity()
        + " x "
        + Objects.requireNonNullElse(item.getName(), item.getProductId())
        + " "
        + Text.money(item.getPrice(), null);
  }

  private static String offer(Offer offer, ZoneId zone) {
    Double percent = offer.getPercent();
    return (percent == null ? "" : String.format(Locale.ROOT, "%.0f %% off ", percent))
        + "with code "
        + offer.getCode()
        + ", valid until "
        + Text.time(offer.getValidUntil(), zone);
  }

  private static List<String> data(SendCommand command) {
    return new TreeMap<>(command.getData())
        .entrySet().stream()
            .filter(entry -> !"".equals(entry.getValue()))
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .toList();
  }

  private void field(String label, String text) {
    lines.addAll(Text.field(label, text));
  }

  private void field(String label, List<String> parts) {
    lines.addAll(Text.field(label, parts));
  }

  private List<String> end() {
    lines.add("  +" + "-".repeat(Text.WIDTH - 3));
    return lines;
  }
}

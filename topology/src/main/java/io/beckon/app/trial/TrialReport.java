package io.beckon.app.trial;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.Offer;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Suggestion;
import io.beckon.contract.Task;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prints a walk as it happens, with times as the shopper's clock shows them. */
public final class TrialReport {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  /** The message itself is printed instead. */
  private static final Set<Outcome> TOLD_OTHERWISE = Set.of(Outcome.QUEUED, Outcome.SENT);

  private final PrintWriter out;
  private int messages;
  private int leftOut;

  /** A report to a writer. */
  public TrialReport(PrintWriter out) {
    this.out = out;
  }

  void act(Shopper shopper, long at, String name, boolean nothing) {
    line(
        shopper,
        at,
        "event",
        name + (nothing ? ": left out, because that message was not sent" : ""));
  }

  void duplicate(Shopper shopper, long at) {
    line(shopper, at, "event", "is known already, and has no effect");
  }

  void trigger(Shopper shopper, AbandonmentTrigger trigger) {
    line(
        shopper,
        trigger.getAt(),
        "trigger",
        as(shopper, trigger.getShopperId())
            + trigger.getKind().name().toLowerCase(Locale.ROOT)
            + " abandoned");
  }

  void decision(Shopper shopper, Decision decision) {
    if (decision.getOutcome() == Outcome.SKIPPED) {
      leftOut++;
    }
    if (TOLD_OTHERWISE.contains(decision.getOutcome())) {
      if (decision.getOutcome() == Outcome.SENT) {
        told(decision, "offer", "offer");
        told(decision, "text", "length");
      }
      return;
    }
    StringBuilder text = new StringBuilder(as(shopper, decision.getShopperId()));
    text.append(decision.getFlow());
    if (decision.getStep() != null) {
      text.append(", step ").append(decision.getStep());
    }
    text.append(": ").append(decision.getReason());
    if (decision.getRule() != null) {
      text.append(" (").append(decision.getRule()).append(')');
    }
    Long until = decision.getUntil();
    if (until != null) {
      text.append(", until ").append(time(shopper, until));
    }
    String outcome = decision.getOutcome().name().toLowerCase(Locale.ROOT);
    line(shopper, decision.getAt(), outcome, text.toString());
    new TreeMap<>(decision.getInputs()).forEach(this::detail);
  }

  private void told(Decision decision, String input, String as) {
    String value = decision.getInputs().get(input);
    if (value != null) {
      detail(as, value);
    }
  }

  void command(Shopper shopper, SendCommand command) {
    boolean send = command.getAction() == CommandAction.SEND;
    messages += send ? 1 : 0;
    line(
        shopper,
        command.getAt(),
        send ? "SEND" : "CALL BACK",
        as(shopper, command.getShopperId())
            + command.getFlow()
            + ", step "
            + command.getStep()
            + (command.getVariant() == null ? "" : " (variant " + command.getVariant() + ")"));
    if (!send) {
      return;
    }
    detail(
        command.getChannel().name().toLowerCase(Locale.ROOT),
        command.getTemplate() + " to " + or(command.getRecipient().getAddress(), "this device"));
    if (command.getText() != null) {
      detail("text", command.getText().replace("\n", " / "));
    }
    new TreeMap<>(command.getData()).forEach((name, value) -> detail("data." + name, value));
    command.getItems().forEach(item -> detail("item", item(item)));
    command.getSuggestions().forEach(each -> detail("suggests", suggested(each)));
    Offer offer = command.getOffer();
    if (offer != null) {
      detail("offer", offer(shopper, offer));
    }
    if (command.getDeepLink() != null) {
      detail("link", command.getDeepLink());
    }
    detail("send by", time(shopper, command.getSendBy()));
  }

  void task(Shopper shopper, Task task) {
    line(
        shopper,
        task.getAt(),
        "TASK",
        as(shopper, task.getShopperId()) + task.getFlow() + ", step " + task.getStep());
    String priority = task.getPriority().name().toLowerCase(Locale.ROOT);
    detail(task.getKind(), task.getTitle() + " (" + priority + ")");
    if (task.getOwner() != null) {
      detail("owner", task.getOwner());
      if (!Objects.equals(task.getOwner(), task.getQueue())) {
        detail("queue", task.getQueue());
      }
    }
    if (task.getReason() != null) {
      detail("reason", task.getReason());
    }
    if (task.getMessage() != null) {
      detail("message", task.getMessage());
    }
    new TreeMap<>(task.getData()).forEach((name, value) -> detail("data." + name, value));
    task.getItems().forEach(item -> detail("item", item(item)));
    Long dueBy = task.getDueBy();
    if (dueBy != null) {
      detail("due by", time(shopper, dueBy));
    }
  }

  void audience(Shopper shopper, AudienceChange change) {
    Long until = change.getValidUntil();
    line(
        shopper,
        change.getAt(),
        change.getAction().name(),
        change.getAudience()
            + " as "
            + change.getMemberId()
            + (until == null ? ": " + change.getReason() : ", until " + time(shopper, until)));
  }

  void end(Shopper shopper) {
    out.println();
    for (Run run : shopper.journeys().runs()) {
      out.println(
          "still in "
              + run.flow()
              + (run.wakeAt() == Run.NO_WAKE ? "" : ", until " + time(shopper, run.wakeAt())));
    }
    out.printf("%d messages, %d left out%n", messages, leftOut);
    out.flush();
  }

  private void line(Shopper shopper, long at, String what, String text) {
    out.printf("%s  %-9s  %s%n", time(shopper, at), what, text);
  }

  private void detail(String name, @Nullable Object value) {
    out.printf("%36s%s: %s%n", "", name, value);
  }

  private static String item(Item item) {
    return item.getQuantity()
        + " x "
        + or(item.getName(), item.getProductId())
        + (item.getPrice() == null
            ? ""
            : " at " + item.getPrice() + " " + or(item.getCurrency(), ""));
  }

  private static String suggested(Suggestion suggestion) {
    return item(suggestion.getItem())
        + " ("
        + suggestion.getRelation()
        + (suggestion.getOf() == null ? "" : " of " + suggestion.getOf())
        + ")";
  }

  private static String offer(Shopper shopper, Offer offer) {
    String off =
        offer.getPercent() != null
            ? BigDecimal.valueOf(offer.getPercent()).stripTrailingZeros().toPlainString() + " % off"
            : offer.getAmount() != null
                ? offer.getAmount() + " " + offer.getCurrency() + " off"
                : offer.getKind() + " " + offer.getDetail();
    return off
        + (offer.getCode() == null ? "" : " with " + offer.getCode())
        + ", until "
        + time(shopper, offer.getValidUntil());
  }

  /** Under which of their other ids it happens; nothing under their own. */
  private static String as(Shopper shopper, String id) {
    return id.equals(shopper.id()) ? "" : "(" + id + ") ";
  }

  private static String or(@Nullable String text, String other) {
    return text == null ? other : text;
  }

  private static String time(Shopper shopper, long at) {
    return TIME.format(Instant.ofEpochMilli(at).atZone(zone(shopper)));
  }

  private static ZoneId zone(Shopper shopper) {
    String zone = shopper.profile().contact().timezone();
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }
}

package io.beckon.engine.outcome;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.EntryKind;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.Offer;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.RunEntered;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.StageMoved;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts of what Beckon decided and of what became of its messages. */
public final class Outcomes {

  private Outcomes() {}

  /** Something was abandoned. */
  public static OutcomeEvent triggered(Shopper shopper, AbandonmentTrigger trigger) {
    return decided(
        shopper,
        trigger.getAt(),
        TriggerSeen.newBuilder()
            .setTriggerId(trigger.getTriggerId())
            .setKind(trigger.getKind())
            .setIdleSince(trigger.getIdleSince())
            .setCartId(trigger.getCartId())
            .setValue(trigger.getValue())
            .setCurrency(trigger.getCurrency())
            .setCategories(categories(trigger.getItems()))
            .setConsentKnown(!shopper.profile().consents().isEmpty())
            .build());
  }

  /**
   * A shopper came to a flow, or was dealt an arm of a split.
   *
   * @param arm the arm, null for an entry
   * @param control is the arm sent nothing?
   * @param drawn was it drawn, and not given to everybody?
   */
  public static OutcomeEvent entered(
      Shopper shopper,
      Decision decision,
      EntryKind kind,
      @Nullable String arm,
      boolean control,
      boolean drawn) {
    return decided(
        shopper,
        decision.getAt(),
        RunEntered.newBuilder()
            .setKind(kind)
            .setFlow(decision.getFlow())
            .setFlowVersion(decision.getFlowVersion())
            .setRunId(decision.getRunId())
            .setOriginId(decision.getOriginId())
            .setStep(decision.getStep())
            .setArm(arm)
            .setControl(control)
            .setPromoted(!drawn)
            .build());
  }

  /** A message left. */
  public static OutcomeEvent sent(Shopper shopper, SendCommand command) {
    Offer offer = command.getOffer();
    return decided(
        shopper,
        command.getAt(),
        Touched.newBuilder()
            .setKind(TouchKind.SENT)
            .setChannel(command.getChannel())
            .setCommandId(command.getCommandId())
            .setFlow(command.getFlow())
            .setFlowVersion(command.getFlowVersion())
            .setRunId(command.getRunId())
            .setStep(command.getStep())
            .setVariant(command.getVariant())
            .setPurpose(command.getPurpose())
            .setPriority(command.getPriority())
            .setTemplate(command.getTemplate())
            .setSentAt(command.getAt())
            .setOffer(offer == null ? null : offer.getKind())
            .setCode(offer == null ? null : offer.getCode())
            .setCategories(categories(command.getItems()))
            .setParts(command.getParts())
            .build());
  }

  /** A message that had left was called back. */
  public static OutcomeEvent calledBack(Shopper shopper, SentMessage message, long at) {
    return decided(shopper, at, touch(TouchKind.CALLED_BACK, message.channel(), message).build());
  }

  /**
   * A sender reported on a message.
   *
   * @param at the report's append time, epoch milliseconds
   * @return null when it says nothing that can be counted
   */
  public static @Nullable OutcomeEvent reported(
      Shopper shopper, ShopperEvent event, MessageFeedback report, long at) {
    TouchKind kind = kind(report);
    String commandId = report.getCommandId();
    SentMessage message = commandId == null ? null : shopper.sends().find(commandId);
    Channel channel =
        message != null
            ? message.channel()
            : Objects.requireNonNullElse(report.getChannel(), Channel.UNKNOWN);
    if (kind == TouchKind.UNKNOWN || (commandId == null && channel == Channel.UNKNOWN)) {
      return null;
    }
    Touched touch =
        touch(kind, channel, message)
            .setCommandId(commandId)
            .setLink(kind == TouchKind.CLICKED ? report.getLink() : null)
            .setHardBounce(kind == TouchKind.BOUNCED && report.getHardBounce())
            .build();
    return happened(shopper, event, at, touch);
  }

  /** A shopper moved between stages, or over a threshold of a score. */
  public static OutcomeEvent moved(Shopper shopper, Decision decision) {
    String points = decision.getInputs().get("points");
    return decided(
        shopper,
        decision.getAt(),
        StageMoved.newBuilder()
            .setRule(decision.getFlow())
            .setVersion(decision.getFlowVersion())
            .setReason(decision.getReason())
            .setFrom(decision.getInputs().get("from"))
            .setTo(Objects.requireNonNullElse(decision.getRule(), ""))
            .setPoints(points == null ? null : Long.valueOf(points))
            .build());
  }

  /**
   * The time of a partition.
   *
   * @param at the time that is marked, epoch milliseconds
   */
  public static OutcomeEvent mark(int partition, long at) {
    return new OutcomeEvent(at, at, "", false, List.of(), new TimeMark(partition), List.of(), null);
  }

  /** A fact of an event, as a source told it. */
  static OutcomeEvent happened(Shopper shopper, ShopperEvent event, long at, Object fact) {
    return new OutcomeEvent(
        at,
        Math.min(event.getOccurredAt(), at),
        shopper.id(),
        event.getHistorical(),
        shopper.journeys().membership().segments(),
        fact,
        List.of(),
        event.getSource());
  }

  private static OutcomeEvent decided(Shopper shopper, long at, Object fact) {
    return new OutcomeEvent(
        at,
        at,
        shopper.id(),
        false,
        shopper.journeys().membership().segments(),
        fact,
        List.of(),
        null);
  }

  private static Touched.Builder touch(
      TouchKind kind, Channel channel, @Nullable SentMessage message) {
    Touched.Builder touch =
        Touched.newBuilder().setKind(kind).setChannel(channel).setPurpose(Purpose.UNKNOWN);
    return message == null
        ? touch
        : touch
            .setCommandId(message.commandId())
            .setFlow(message.flow())
            .setFlowVersion(message.sentBy().flowVersion())
            .setRunId(message.runId())
            .setStep(message.step())
            .setVariant(message.variant())
            .setPurpose(message.purpose())
            .setPriority(message.sentBy().priority())
            .setTemplate(message.template())
            .setSentAt(message.at());
  }

  private static TouchKind kind(MessageFeedback report) {
    return switch (report.getKind()) {
      case DELIVERED -> TouchKind.DELIVERED;
      case OPENED -> TouchKind.OPENED;
      case CLICKED -> TouchKind.CLICKED;
      case REPLIED -> TouchKind.REPLIED;
      case BOUNCED -> TouchKind.BOUNCED;
      case FAILED -> TouchKind.FAILED;
      case UNSUBSCRIBED -> TouchKind.UNSUBSCRIBED;
      case COMPLAINED -> TouchKind.COMPLAINED;
      case UNKNOWN -> TouchKind.UNKNOWN;
    };
  }

  private static List<String> categories(List<Item> items) {
    return items.stream()
        .map(Item::getCategory)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}

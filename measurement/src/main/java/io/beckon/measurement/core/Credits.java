package io.beckon.measurement.core;

import io.beckon.contract.AttributionModel;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Credits an order to the messages that touched the shopper before it. A message has one part in
 * it, however often it was opened and clicked. One order is one order in each model but {@code
 * INFLUENCED}, which gives it to everybody.
 */
final class Credits {

  /**
   * A message, by its touches that count for the order.
   *
   * @param first the earliest of them
   * @param last the latest of them
   */
  private record Message(
      String commandId, OutcomeEvent first, long firstAt, OutcomeEvent last, long lastAt) {}

  private Credits() {}

  /** All credits of an order; none when it was cancelled. */
  static List<Credit> of(OutcomeEvent order, History history) {
    Worth worth = history.worth(order);
    List<Credit> credits = new ArrayList<>();
    if (!worth.live()) {
      return credits;
    }
    List<OutcomeEvent> causes = history.causes(order);
    List<Message> messages = messages(causes, history.settings());
    if (!messages.isEmpty()) {
      credit(messages, worth.net(), credits);
    }
    recovered(order, causes, worth.net(), history.settings(), credits);
    return credits;
  }

  private static void credit(List<Message> messages, @Nullable Long net, List<Credit> credits) {
    int count = messages.size();
    Message last = messages.get(0);
    for (Message message : messages) {
      if (message.lastAt() > last.lastAt()
          || (message.lastAt() == last.lastAt()
              && message.commandId().compareTo(last.commandId()) > 0)) {
        last = message;
      }
    }
    Message first = messages.get(0);
    credits.add(whole(AttributionModel.LAST_TOUCH, last.commandId(), last.last(), net, count));
    credits.add(whole(AttributionModel.FIRST_TOUCH, first.commandId(), first.first(), net, count));
    for (int i = 0; i < count; i++) {
      Message message = messages.get(i);
      credits.add(
          new Credit(
              AttributionModel.LINEAR,
              message.commandId(),
              message.last(),
              part(Credit.WHOLE, count, i),
              net == null ? null : part(net, count, i),
              count));
      credits.add(
          whole(AttributionModel.INFLUENCED, message.commandId(), message.last(), net, count));
    }
  }

  private static Credit whole(
      AttributionModel model, String id, OutcomeEvent cause, @Nullable Long net, int causes) {
    return new Credit(model, id, cause, Credit.WHOLE, net, causes);
  }

  /** What does not go into equal parts goes to the first ones, a minor unit each. */
  private static long part(long whole, int count, int index) {
    return Math.floorDiv(whole, count) + (index < Math.floorMod(whole, count) ? 1 : 0);
  }

  /** The messages, that which touched first before the others. */
  private static List<Message> messages(List<OutcomeEvent> causes, Settings settings) {
    Map<String, Message> byCommand = new TreeMap<>();
    for (OutcomeEvent cause : causes) {
      if (cause.getFact() instanceof Touched touch && touch.getCommandId() != null) {
        long at = settings.time(cause);
        byCommand.merge(
            touch.getCommandId(),
            new Message(touch.getCommandId(), cause, at, cause, at),
            Credits::joined);
      }
    }
    return byCommand.values().stream()
        .sorted(Comparator.comparingLong(Message::firstAt).thenComparing(Message::commandId))
        .toList();
  }

  /** Of two touches in one millisecond the one that says more counts: clicked before opened. */
  private static Message joined(Message one, Message other) {
    boolean earlier =
        other.firstAt() < one.firstAt()
            || (other.firstAt() == one.firstAt()
                && kind(other.first()).compareTo(kind(one.first())) > 0);
    boolean later =
        other.lastAt() > one.lastAt()
            || (other.lastAt() == one.lastAt()
                && kind(other.last()).compareTo(kind(one.last())) > 0);
    return new Message(
        one.commandId(),
        earlier ? other.first() : one.first(),
        Math.min(one.firstAt(), other.firstAt()),
        later ? other.last() : one.last(),
        Math.max(one.lastAt(), other.lastAt()));
  }

  private static TouchKind kind(OutcomeEvent touch) {
    return ((Touched) touch.getFact()).getKind();
  }

  /** The abandonment that came last before the order is the one that it recovers. */
  private static void recovered(
      OutcomeEvent order,
      List<OutcomeEvent> causes,
      @Nullable Long net,
      Settings settings,
      List<Credit> credits) {
    OutcomeEvent latest = null;
    int count = 0;
    for (OutcomeEvent cause : causes) {
      if (cause.getFact() instanceof TriggerSeen && settings.time(order) >= cause.getAt()) {
        count++;
        if (latest == null || isLater(cause, latest)) {
          latest = cause;
        }
      }
    }
    if (latest != null) {
      String id = ((TriggerSeen) latest.getFact()).getTriggerId();
      credits.add(whole(AttributionModel.RECOVERED, id, latest, net, count));
    }
  }

  private static boolean isLater(OutcomeEvent trigger, OutcomeEvent other) {
    TriggerSeen one = (TriggerSeen) trigger.getFact();
    TriggerSeen two = (TriggerSeen) other.getFact();
    return trigger.getAt() != other.getAt()
        ? trigger.getAt() > other.getAt()
        : one.getTriggerId().compareTo(two.getTriggerId()) > 0;
  }
}

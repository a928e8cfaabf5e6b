package io.beckon.measurement.core;

import io.beckon.app.config.MessagePrices;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of messages: each stage once a message, on the day that the message left, so that
 * rates compare like with like.
 */
final class MessageCounts {

  private MessageCounts() {}

  static void count(History history, Tally tally) {
    Settings settings = history.settings();
    Set<String> counted = new HashSet<>();
    Set<String> calledBack = history.calledBack();
    Map<String, OutcomeEvent> sent = sent(history);
    reported(history, tally);
    for (OutcomeEvent event : history.events()) {
      if (event.getFact() instanceof Touched touch && history.isInTime(event)) {
        Long sentAt = touch.getSentAt();
        boolean known = sentAt != null && touch.getCommandId() != null;
        LocalDate day = settings.day(sentAt != null ? sentAt : settings.time(event));
        if (!known || counted.add(touch.getCommandId() + ":" + touch.getKind())) {
          String name = Measures.lower(touch.getKind());
          tally.add(key(day, touch, name), 1);
          OutcomeEvent message = sent.getOrDefault(touch.getCommandId(), event);
          cuts(message, day, name).forEach(cut -> tally.add(cut, 1));
          if (known && !calledBack.contains(touch.getCommandId())) {
            cost(event, touch, day, settings.prices(), tally);
          }
        }
        if (touch.getHardBounce() && (!known || counted.add(touch.getCommandId() + ":hard"))) {
          tally.add(key(day, touch, "bounced_hard"), 1);
        }
        if (touch.getOffer() != null) {
          tally.add(key(day, touch, "offers"), 1);
        }
      }
    }
  }

  /** Messages as they left, by command. */
  private static Map<String, OutcomeEvent> sent(History history) {
    Map<String, OutcomeEvent> sent = new HashMap<>();
    for (OutcomeEvent event : history.events()) {
      if (event.getFact() instanceof Touched touch
          && touch.getKind() == TouchKind.SENT
          && touch.getCommandId() != null) {
        sent.put(touch.getCommandId(), event);
      }
    }
    return sent;
  }

  /**
   * A count by the segments that the shopper was in when a message left, and by the categories that
   * it showed, each with its flow; nothing when it is not known how it left.
   */
  static List<MeasureKey> cuts(OutcomeEvent message, LocalDate day, String name) {
    List<MeasureKey> cuts = new ArrayList<>();
    if (message.getFact() instanceof Touched touch && touch.getKind() == TouchKind.SENT) {
      for (String segment : message.getSegments()) {
        cuts.add(MeasureKey.of(day, "segments", name).flow(touch.getFlow(), 0).segment(segment));
      }
      for (String category : touch.getCategories()) {
        cuts.add(
            MeasureKey.of(day, "categories", name).flow(touch.getFlow(), 0).category(category));
      }
    }
    return cuts;
  }

  static MeasureKey key(LocalDate day, Touched touch, String name) {
    return MeasureKey.of(day, "messages", name)
        .flow(touch.getFlow(), touch.getFlowVersion())
        .step(touch.getStep(), touch.getVariant())
        .channel(touch.getChannel().name());
  }

  /** What a message cost that left and was not called back. */
  private static void cost(
      OutcomeEvent event, Touched touch, LocalDate day, MessagePrices prices, Tally tally) {
    if (touch.getKind() == TouchKind.SENT) {
      String name = "message_cost_thousandths";
      long price = prices.of(touch.getChannel()) * Math.max(1, touch.getParts());
      tally.add(key(day, touch, name).in(prices.currency()), price);
      cuts(event, day, name).forEach(cut -> tally.add(cut.in(prices.currency()), price));
      tally.add(key(day, touch, "parts"), touch.getParts());
    }
  }

  /**
   * Messages of which a sender told anything in time, by the sender that told it first: what is
   * missing of those that left has no feedback.
   */
  private static void reported(History history, Tally tally) {
    Map<String, OutcomeEvent> first = new TreeMap<>();
    for (OutcomeEvent event : history.events()) {
      if (event.getFact() instanceof Touched touch
          && touch.getCommandId() != null
          && Feedback.isInTime(event, history.settings())) {
        first.merge(touch.getCommandId(), event, Feedback::earlier);
      }
    }
    for (OutcomeEvent event : first.values()) {
      Touched touch = (Touched) event.getFact();
      LocalDate day = history.settings().day(Feedback.sentAt(touch));
      tally.add(key(day, touch, "reported"), 1);
      if (event.getToldBy() != null) {
        tally.add(
            MeasureKey.of(day, "sources", "reported")
                .step(event.getToldBy(), null)
                .channel(touch.getChannel().name()),
            1);
      }
    }
  }
}

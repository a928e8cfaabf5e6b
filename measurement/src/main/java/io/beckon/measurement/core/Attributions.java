package io.beckon.measurement.core;

import io.beckon.contract.Attribution;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Touched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every credit as a record, and what corrects it. */
public final class Attributions {

  /** A credit and the order that it is of. */
  private record Line(OutcomeEvent order, Credit credit) {}

  private Attributions() {}

  /** All credits of a shopper's orders. */
  static List<Attribution> of(History history, long at) {
    return between(new TreeMap<>(), lines(history), history.settings(), at);
  }

  /** The credits as they stood, to be compared with later ones. */
  public static final class Standing {

    private final Map<String, Line> lines;

    private Standing(Map<String, Line> lines) {
      this.lines = lines;
    }
  }

  /** The credits as they stand. */
  public static Standing standing(History history) {
    return new Standing(lines(history));
  }

  /**
   * What changed since credits stood otherwise.
   *
   * @param at logical time of what changed it, epoch milliseconds
   */
  public static List<Attribution> since(Standing before, History history, long at) {
    return between(before.lines, lines(history), history.settings(), at);
  }

  private static Map<String, Line> lines(History history) {
    Map<String, Line> lines = new TreeMap<>();
    for (OutcomeEvent event : history.events()) {
      if (event.getFact() instanceof OrderSeen order) {
        for (Credit credit : Credits.of(event, history)) {
          lines.put(
              order.getOrderId() + "\n" + credit.model() + "\n" + credit.causeId(),
              new Line(event, credit));
        }
      }
    }
    return lines;
  }

  private static List<Attribution> between(
      Map<String, Line> before, Map<String, Line> after, Settings settings, long at) {
    List<Attribution> changes = new ArrayList<>();
    before.forEach(
        (key, line) -> {
          if (!after.containsKey(key)) {
            changes.add(record(line, null, line.credit(), settings, at));
          }
        });
    after.forEach(
        (key, line) -> {
          Line known = before.get(key);
          if (known == null || !isSame(known, line)) {
            Credit was = known == null ? null : known.credit();
            changes.add(record(line, line.credit(), was, settings, at));
          }
        });
    return changes;
  }

  private static boolean isSame(Line one, Line other) {
    return one.credit().share() == other.credit().share()
        && one.credit().causes() == other.credit().causes()
        && Objects.equals(one.credit().value(), other.credit().value())
        && one.credit().cause().equals(other.credit().cause());
  }

  private static Attribution record(
      Line line, @Nullable Credit now, @Nullable Credit before, Settings settings, long at) {
    OrderSeen order = (OrderSeen) line.order().getFact();
    Credit credit = line.credit();
    Attribution.Builder record =
        Attribution.newBuilder()
            .setAt(at)
            .setShopperId(line.order().getShopperId())
            .setOrderId(order.getOrderId())
            .setOrderedAt(settings.time(line.order()))
            .setModel(credit.model())
            .setCauseId(credit.causeId())
            .setTouchedAt(Causes.begin(credit.cause(), settings))
            .setShare(now == null ? 0 : now.share())
            .setValue(now == null ? Long.valueOf(0) : now.value())
            .setShareBefore(before == null ? 0 : before.share())
            .setValueBefore(before == null ? null : before.value())
            .setCurrency(order.getCurrency())
            .setCauses(credit.causes());
    if (credit.cause().getFact() instanceof Touched touch) {
      record
          .setFlow(touch.getFlow())
          .setFlowVersion(touch.getFlowVersion())
          .setStep(touch.getStep())
          .setVariant(touch.getVariant())
          .setChannel(touch.getChannel())
          .setTouch(touch.getKind());
    }
    return record.build();
  }
}

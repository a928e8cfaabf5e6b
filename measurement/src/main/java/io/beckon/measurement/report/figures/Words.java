package io.beckon.measurement.report.figures;

import io.beckon.app.config.MessagePrices;
import io.beckon.app.config.RecoveryWindows;
import io.beckon.app.config.TouchWindows;
import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import io.beckon.measurement.report.render.FigureText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says by which settings was counted. */
final class Words {

  private Words() {}

  /** How long after which touch an order is credited to it. */
  static List<String> windows(TouchWindows windows) {
    List<String> words = new ArrayList<>();
    String usual = ofChannels(windows.channels(), false);
    words.add(
        "An order is touched by a message before it: "
            + (usual.isEmpty() ? "none is" : usual)
            + ".");
    new TreeMap<>(windows.flows())
        .forEach(
            (flow, own) -> words.add("Messages of '" + flow + "': " + ofChannels(own, true) + "."));
    new TreeMap<>(windows.categories())
        .forEach(
            (category, own) ->
                words.add("Orders of '" + category + "': " + ofChannels(own, true) + "."));
    return words;
  }

  private static String ofChannels(
      Map<Channel, Map<TouchKind, Duration>> windows, boolean namingNone) {
    return new TreeMap<>(windows)
        .entrySet().stream()
            .filter(channel -> namingNone || !channel.getValue().isEmpty())
            .map(channel -> channel.getKey().name() + " " + ofKinds(channel.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String ofKinds(Map<TouchKind, Duration> lengths) {
    return lengths.isEmpty()
        ? "none"
        : new TreeMap<>(lengths)
            .entrySet().stream()
                .map(
                    length ->
                        length.getKey().name().toLowerCase(Locale.ROOT)
                            + " within "
                            + FigureText.duration(length.getValue()).replace('\u00a0', ' '))
                .collect(Collectors.joining(", "));
  }

  /** What messages cost, and whether that is counted. */
  static String prices(MessagePrices prices, String currency) {
    if (prices.thousandths().isEmpty()) {
      return "No prices of messages were given: cost is that of discounts.";
    }
    if (!prices.currency().isEmpty() && !prices.currency().equals(currency)) {
      return "Prices of messages are in "
          + prices.currency()
          + " and are not counted here: cost is that of discounts.";
    }
    return "Prices of a message, in minor units of "
        + currency
        + ": "
        + new TreeMap<>(prices.thousandths())
            .entrySet().stream()
                .map(
                    e ->
                        e.getKey().name()
                            + " "
                            + BigDecimal.valueOf(e.getValue(), 3)
                                .stripTrailingZeros()
                                .toPlainString())
                .collect(Collectors.joining(", "))
        + "."
        + (prices.of(Channel.SMS) > 0 ? " A text has the price of each of its parts." : "");
  }

  /** How long after the shopper was last seen an order wins back what was left. */
  static String recovery(RecoveryWindows windows) {
    StringBuilder words =
        new StringBuilder("What was left is won back by an order within ")
            .append(time(windows.usual()));
    new TreeMap<>(windows.flows())
        .forEach(
            (flow, own) ->
                words.append("; where '").append(flow).append("' was entered: ").append(time(own)));
    new TreeMap<>(windows.categories())
        .forEach(
            (category, own) ->
                words.append("; with '").append(category).append("' in it: ").append(time(own)));
    return words.append('.').toString();
  }

  private static String time(Duration length) {
    return FigureText.duration(length).replace('\u00a0', ' ');
  }
}

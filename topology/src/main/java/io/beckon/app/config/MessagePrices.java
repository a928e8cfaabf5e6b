package io.beckon.app.config;

import static io.beckon.app.config.Importance.MEDIUM;

import io.beckon.contract.Channel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a message costs.
 *
 * @param thousandths by channel, in thousandths of a minor unit, because a mail costs less than a
 *     cent; what is not in it costs nothing
 * @param currency ISO-4217 code; "" when no price is given
 */
public record MessagePrices(Map<Channel, Long> thousandths, String currency) {

  /** How many of its units are one minor unit. */
  public static final long THOUSAND = 1_000;

  private static final Key<String> CURRENCY =
      Key.of(
          "measure.cost.currency",
          Types.text("three letters, such as EUR, or nothing", "([A-Z]{3})?"),
          "",
          MEDIUM,
          "Currency of the prices of messages.",
          "Costs are compared with revenue of the same currency only.");

  private static final List<Key<Long>> PRICES = prices();

  static final List<Key<?>> KEYS = keys();

  public MessagePrices {
    thousandths = Map.copyOf(thousandths);
  }

  /** The price of a message in thousandths of a minor unit. */
  public long of(Channel channel) {
    return thousandths.getOrDefault(channel, 0L);
  }

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(PRICES);
    keys.add(CURRENCY);
    return List.copyOf(keys);
  }

  private static List<Key<Long>> prices() {
    List<Key<Long>> keys = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        String name = channel.name().toLowerCase(Locale.ROOT);
        keys.add(
            Key.of(
                "measure.cost." + name,
                new Price(),
                "0",
                MEDIUM,
                "Price of one message by " + name + ", in minor units of measure.cost.currency.",
                "0: not known. Return on investment is told where prices, or codes of discounts,"
                    + " are known."));
      }
    }
    return List.copyOf(keys);
  }

  static MessagePrices from(Values values) {
    Map<Channel, Long> prices = new EnumMap<>(Channel.class);
    int next = 0;
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN) {
        long price = values.get(PRICES.get(next));
        next++;
        if (price > 0) {
          prices.put(channel, price);
        }
      }
    }
    String currency = values.get(CURRENCY);
    values.require(
        prices.isEmpty() || !currency.isEmpty(),
        "prices of messages are given without their currency. Set measure.cost.currency.",
        CURRENCY);
    return new MessagePrices(prices, currency);
  }

  /** Minor units with up to three decimals. */
  private record Price() implements Type<Long> {

    @Override
    public Long parse(String text) {
      BigDecimal price = new BigDecimal(text.strip()).movePointRight(3).stripTrailingZeros();
      if (price.signum() < 0
          || price.scale() > 0
          || price.compareTo(BigDecimal.valueOf(1_000_000 * THOUSAND)) > 0) {
        throw new IllegalArgumentException();
      }
      return price.longValue();
    }

    @Override
    public String allowed() {
      return "minor units from 0 to 1000000 with at most three decimals, such as 0.04 or 7.5";
    }
  }
}

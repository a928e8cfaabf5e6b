package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.engine.policy.Policy.Rate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** Reads rates. */
final class RatesReader {

  private static final int MOST = 1_000_000;

  private final Parts parts;
  private final Scalars scalars;

  RatesReader(Parts parts) {
    this.parts = parts;
    this.scalars = parts.scalars();
  }

  Map<Channel, Rate> read(Node node) {
    Map<Channel, Rate> rates = new HashMap<>();
    Fields fields =
        parts.freeMap(node, "rates", "lines such as 'email: {perSecond: 50, burst: 100}'");
    fields
        .all()
        .forEach(
            (word, value) -> {
              Channel channel = scalars.word(fields.keyNode(word), Words.CHANNELS);
              Fields rate = parts.element(value, "a rate", List.of("perSecond", "burst"));
              double perSecond =
                  rate.require(
                      "perSecond", "messages a second", 1.0, at -> scalars.number(at, 0, MOST));
              double burst =
                  rate.optional(
                      "burst", Math.max(1, perSecond), at -> scalars.whole(at, 1, MOST) * 1.0);
              if (channel != null) {
                rates.put(channel, new Rate(perSecond, burst));
              }
            });
    return rates;
  }
}

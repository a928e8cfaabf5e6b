package io.beckon.engine.flow.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A lower price for everybody in the first word is probably not meant. */
class EarlyOffersTest {

  private static final String PRICE = "offer: {percent: 10, validFor: 2d}";

  @Test
  void shouldWarnWhenTheFirstMessageLowersThePriceForEverybody() {
    assertThat(warnings(send("one", PRICE), send("two", "")))
        .containsExactly(
            "flow.yaml:6:3: the first message 'one' offers everybody a lower price, every time;"
                + " expected a message without a price before it, or an offer with 'segment' or"
                + " 'once'");
  }

  @Test
  void shouldWarnOfEveryWayThatBeginsWithAPrice() {
    String branch =
        "- branch: {id: b, when: cart.open, then: ["
            + send("one", PRICE).substring(2)
            + "], else: [end: ]}";
    assertThat(warnings(branch, send("two", PRICE))).hasSize(1);
    assertThat(warnings(branch.replace(", else: [end: ]", ""), send("two", PRICE))).hasSize(2);
    String split =
        "- split: {id: s, arms: [{id: a, weight: 1, steps: ["
            + send("one", PRICE).substring(2)
            + "]}, {id: b, weight: 1, control: true}]}";
    assertThat(warnings(split, send("two", PRICE))).hasSize(1);
  }

  @Test
  void shouldNotWarnOfAPriceThatComesLaterOrIsForSome() {
    assertThat(warnings(send("one", ""), send("two", PRICE))).isEmpty();
    assertThat(warnings(send("one", PRICE.replace("}", ", segment: vip}")))).isEmpty();
    assertThat(warnings(send("one", PRICE.replace("}", ", once: 90d}")))).isEmpty();
    assertThat(warnings(send("one", "offer: {shipping: free, validFor: 2d}"))).isEmpty();
    assertThat(warnings("- wait: {for: 1d}", "- end:")).isEmpty();
  }

  @Test
  void shouldNotWarnOfWhatAnOrderEarned() {
    String flow = flow(send("one", PRICE));
    String reward = flow.replace("{on: cart-abandoned}", "{on: event, event: Order Completed}");

    assertThat(RuleLoader.warnings(flow, "flow.yaml")).hasSize(1);
    assertThat(RuleLoader.warnings(reward, "flow.yaml")).isEmpty();
  }

  private static String send(String id, String offer) {
    return "- {send: {id: "
        + id
        + ", channel: email, template: t"
        + (offer.isEmpty() ? "" : ", " + offer)
        + "}}";
  }

  private static List<String> warnings(String... steps) {
    return RuleLoader.warnings(flow(steps), "flow.yaml").stream().map(Object::toString).toList();
  }

  private static String flow(String... steps) {
    return """
        flow: early
        title: Early
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
        """
        + "  "
        + String.join("\n  ", steps)
        + "\n";
  }
}

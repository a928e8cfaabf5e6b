package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.engine.catalog.Goods.gone;
import static io.beckon.engine.catalog.Goods.goods;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.priced;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.policy.Reasons;
import io.beckon.engine.shopper.SentMessage;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What a message says of products, and when it is not sent because of them. */
class StockTest {

  private static final String CART =
      """
      flow: cart
      title: Cart
      purpose: recovery
      trigger: {on: cart-abandoned}
      steps:
        - send:
            id: reminder
            channel: email
            template: t
            data:
              first: ${cart.items[0].name}
              value: ${cart.value}
              pieces: ${cart.itemCount}
              ids: ${cart.productIds.join(" ")}
              left: ${trigger.productIds.join(" ")}
              seen: ${history.lastProduct}
            deepLink: https://shop/${cart.items[0].productId}
      """;

  private static final String NOTED =
      """
      flow: noted
      title: Noted
      purpose: recovery
      trigger: {on: event, event: Product Added}
      steps:
        - send: {id: noted, channel: email, template: t}
      """;

  @Test
  void shouldSayWhatTheEventsSaidWhenThereIsNoCatalog() {
    FlowScenario scenario = left(live(CART)).pass("11:01").tick("11:02");

    SendCommand sent = scenario.sent().get(0);
    assertThat(sent.getItems()).containsExactly(priced("shoes", 1, 5_000), priced("hat", 2, 1_000));
    assertThat(sent.getValue()).isEqualTo(7_000);
    assertThat(scenario.decisions())
        .allSatisfy(d -> assertThat(d.getInputs()).doesNotContainKeys("stock", "product.shoes"));
  }

  @Test
  void shouldLeaveOutWhatIsSoldOutWhenTheMessageLeaves() {
    FlowScenario scenario =
        left(live(CART).listing(goods("shoes", 3, 5_000), goods("hat", 9, 1_000)))
            .pass("11:01")
            .listing(gone("shoes"))
            .tick("11:02");

    SendCommand sent = scenario.sent().get(0);
    assertThat(sent.getItems()).extracting(Item::getProductId).containsExactly("hat");
    assertThat(sent.getValue()).isEqualTo(2_000);
    assertThat(sent.getDeepLink()).isEqualTo("https://shop/hat");
    assertThat(sent.getData())
        .containsEntry("first", "The hat")
        .containsEntry("value", 2_000L)
        .containsEntry("pieces", 2L)
        .containsEntry("ids", "hat")
        .containsEntry("left", "hat");
    assertThat(scenario.shopper("ann").sends().messages().get(0).products())
        .isEqualTo(SentMessage.products(sent.getItems()));
  }

  @Test
  void shouldWriteDownWhatTheCatalogSaidAtTheDecisionAndAtTheRelease() {
    FlowScenario scenario =
        left(live(CART).listing(goods("shoes", 3, 5_000)))
            .pass("11:01")
            .listing(goods("shoes", 2, 4_500))
            .tick("11:02");

    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.QUEUED)
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.getInputs())
                    .containsEntry("stock", "drop")
                    .containsEntry("product.shoes", "for sale, 3 in stock, 5000 USD")
                    .doesNotContainKey("product.hat"));
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SENT)
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.getInputs())
                    .containsEntry("product.shoes", "for sale, 2 in stock, 4500 USD"));
  }

  @Test
  void shouldSayThePriceOfTheMomentItLeaves() {
    FlowScenario scenario =
        left(live(CART).listing(goods("shoes", 3, 5_000)))
            .pass("11:01")
            .listing(goods("shoes", 3, 4_500))
            .tick("11:02");

    SendCommand sent = scenario.sent().get(0);
    assertThat(sent.getItems())
        .extracting(Item::getName, Item::getPrice)
        .containsExactly(Tuple.tuple("The shoes", 4_500L), Tuple.tuple(null, 1_000L));
    assertThat(sent.getValue()).isEqualTo(6_500);
    assertThat(sent.getData()).containsEntry("value", 6_500L);
  }

  @Test
  void shouldNotSendWhenAllOfItIsSoldOutBeforeItLeaves() {
    FlowScenario scenario =
        left(live(CART).listing(goods("shoes", 3, 5_000), goods("hat", 9, 1_000)))
            .pass("11:01")
            .listing(gone("shoes"), gone("hat"))
            .tick("11:02");

    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 QUEUED reminder ALLOWED",
            "11:02 SKIPPED reminder OUT_OF_STOCK",
            "11:02 COMPLETED FINISHED");
    assertThat(scenario.decisions().get(2).getRule()).isEqualTo("send.stock");
    assertThat(scenario.decisions().get(2).getInputs())
        .containsEntry("product.hat", "not for sale, 0 in stock, 1000 USD; left out");
  }

  @Test
  void shouldNotSendWhenOneThingIsSoldOutAndTheStepSaysStop() {
    FlowScenario scenario =
        left(replaying(with("stop")).listing(gone("shoes"), goods("hat", 9, 1_000))).pass("12:00");

    assertThat(scenario.sent()).isEmpty();
    assertThat(scenario.story()).contains("11:00:30 SKIPPED reminder OUT_OF_STOCK");
  }

  @Test
  void shouldSwapWhatIsSoldOutWhenTheStepSaysSo() {
    FlowScenario scenario =
        left(replaying(with("swap")).listing(gone("shoes", "boots"), goods("boots", 1, 6_000)))
            .pass("12:00");

    assertThat(scenario.sent().get(0).getItems())
        .extracting(Item::getProductId, Item::getPrice)
        .containsExactly(Tuple.tuple("boots", 6_000L), Tuple.tuple("hat", 1_000L));
    assertThat(scenario.sent().get(0).getData()).containsEntry("first", "The boots");
  }

  @Test
  void shouldKeepWhatIsSoldOutWhenTheStepSaysSo() {
    FlowScenario scenario = left(replaying(with("keep")).listing(gone("shoes"))).pass("12:00");

    assertThat(scenario.sent().get(0).getItems()).hasSize(2);
  }

  @Test
  void shouldKeepWhatAnEventWasAboutUnlessTheStepSaysOtherwise() {
    FlowScenario scenario =
        replaying(NOTED)
            .listing(gone("shoes"))
            .at("10:00", known("ann"))
            .at("10:01", added("ann", priced("shoes", 1, 5_000)));

    assertThat(scenario.sent())
        .singleElement()
        .satisfies(sent -> assertThat(sent.getItems()).containsExactly(priced("shoes", 1, 5_000)));
  }

  @Test
  void shouldWaitForStockWhenThePolicySaysSo() {
    FlowScenario scenario =
        left(live(with("stop")).under("gates: {stock: re-evaluate}\n").listing(gone("shoes")))
            .pass("11:30")
            .listing(goods("shoes", 1, 5_000))
            .pass("12:30")
            .tick("12:31");

    assertThat(scenario.story())
        .containsExactly(
            "11:00:30 ENTERED STARTED",
            "11:00:30 DEFERRED reminder OUT_OF_STOCK until 12:00:30",
            "12:01 QUEUED reminder ALLOWED",
            "12:31 SENT reminder ALLOWED",
            "12:31 COMPLETED FINISHED");
  }

  @Test
  void shouldNotNameWhatIsSoldOutInTheTextEither() {
    FlowScenario scenario =
        replaying(CART)
            .listing(gone("scarf"))
            .at("09:58", known("ann"))
            .at("09:59", viewed("ann", named("cap")))
            .at("10:00", viewed("ann", named("scarf")))
            .at("10:00", added("ann", priced("hat", 2, 1_000)))
            .pass("12:00");

    assertThat(scenario.sent().get(0).getData()).containsEntry("seen", "Reported cap");
    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SENT)
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.getInputs())
                    .as("what only the text looked at")
                    .containsKey("product.scarf"));
  }

  @Test
  void shouldTellTheFirstReasonWhenSeveralGatesStopIt() {
    FlowScenario scenario =
        left(replaying(CART).listing(gone("shoes"), gone("hat")), false).pass("12:00");

    assertThat(scenario.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SKIPPED)
        .singleElement()
        .satisfies(d -> assertThat(d.getReason()).isEqualTo(Reasons.NO_ADDRESS));
  }

  private static Item named(String id) {
    return Item.newBuilder().setProductId(id).setName("Reported " + id).build();
  }

  private static String with(String stock) {
    return CART.replace("template: t\n", "template: t\n      stock: " + stock + "\n");
  }

  private static FlowScenario left(FlowScenario scenario) {
    return left(scenario, true);
  }

  private static FlowScenario left(FlowScenario scenario, boolean known) {
    if (known) {
      scenario.at("09:59", known("ann"));
    }
    return scenario
        .at("10:00", added("ann", priced("shoes", 1, 5_000)))
        .at("10:00", added("ann", priced("hat", 2, 1_000)));
  }
}

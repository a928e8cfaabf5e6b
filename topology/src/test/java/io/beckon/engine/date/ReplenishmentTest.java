package io.beckon.engine.date;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.known;
import static io.beckon.engine.date.DateTriggersTest.entered;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.pageViewed;
import static io.beckon.model.Events.variant;
import static io.beckon.model.Touches.historical;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.Product;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.shopper.Bought;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Flows that begin when what was bought will be used up. */
class ReplenishmentTest {

  private static final String REFILL =
      """
      flow: refill
      title: Time for more
      purpose: marketing
      trigger: {on: replenishment, typical: 30d, before: 5d}
      steps:
        - send:
            id: refill
            channel: email
            template: refill
            data:
              variant: ${event.properties.variant_id}
              cycle: ${event.properties.cycle}
              bundle: ${["small", "large", "family"][event.properties.cycle % 3]}
      """;

  @Test
  void shouldExpectTheTypicalTimeOfAProductBoughtOnce() {
    FlowScenario scenario =
        replaying(REFILL).at("10:00", ordered("o1", "ann", item("tea"))).pass("day 26 10:00:29");
    assertThat(entered(scenario)).isEmpty();

    assertThat(entered(scenario.pass("day 100 10:00"))).containsExactly("day 26 10:00:30 refill");
  }

  @Test
  void shouldPreferWhatTheCatalogSaysAndTheShoppersOwnMedianToBoth() {
    Product tea =
        Product.newBuilder()
            .setProductId("tea")
            .setTitle("Tea")
            .setAttributes(Map.of("replenish_days", 20L))
            .build();
    FlowScenario scenario =
        replaying(REFILL)
            .listing(tea)
            .at("10:00", ordered("o1", "ann", item("tea")))
            .pass("day 16 10:01");
    assertThat(entered(scenario)).containsExactly("day 16 10:00:30 refill");

    scenario
        .at("day 18 10:00", ordered("o2", "ann", item("tea")))
        .at("day 35 10:00", ordered("o3", "ann", item("tea")))
        .at("day 43 10:00", ordered("o4", "ann", item("tea")))
        .pass("day 100 10:00");

    assertThat(entered(scenario))
        .containsExactly(
            "day 16 10:00:30 refill", "day 30 10:00:30 refill", "day 55 10:00:30 refill");
  }

  @Test
  void shouldMoveTheDateWhenItIsBoughtAgainBefore() {
    FlowScenario scenario =
        replaying(REFILL)
            .at("10:00", ordered("o1", "ann", item("tea")))
            .at("day 25 10:00", ordered("o2", "ann", item("tea")))
            .pass("day 44 10:00:29");
    assertThat(entered(scenario)).isEmpty();

    assertThat(entered(scenario.pass("day 44 10:00:30"))).containsExactly("day 44 10:00:30 refill");
  }

  @Test
  void shouldPutProductsThatAreDueTogetherIntoOneMessage() {
    FlowScenario scenario =
        replaying(REFILL)
            .at("09:00", known("ann"))
            .at("10:00", ordered("o1", "ann", item("tea"), item("tea"), item("milk")))
            .at("20:00", ordered("o2", "ann", item("sugar")))
            .at("day 3 10:00", ordered("o3", "ann", item("salt")))
            .at("day 26 11:00", ordered("o4", "ann", item("tea"), item("milk")))
            .pass("day 40 10:00");

    assertThat(scenario.sent()).hasSize(2);
    assertThat(scenario.sent().get(0).getItems())
        .extracting(Item::getProductId)
        .containsExactly("milk", "tea", "sugar");
    assertThat(scenario.sent().get(1).getItems())
        .extracting(Item::getProductId)
        .containsExactly("salt");
  }

  @Test
  void shouldTellTheVariantThatWasBoughtLastAndRotateWhatIsOffered() {
    FlowScenario scenario =
        replaying(REFILL)
            .at("09:00", known("ann"))
            .at("10:00", ordered("o1", "ann", variant("mint", item("tea"))))
            .pass("day 30 10:00")
            .at("day 31 10:00", ordered("o2", "ann", variant("rose", item("tea"))))
            .pass("day 60 10:00");

    assertThat(scenario.sent().get(0).getData())
        .containsEntry("variant", "mint")
        .containsEntry("bundle", "large");
    assertThat(scenario.sent().get(1).getData())
        .containsEntry("variant", "rose")
        .containsEntry("cycle", 2L)
        .containsEntry("bundle", "family");
  }

  @Test
  void shouldLearnFromImportedOrdersAndStartNothingForThePast() {
    FlowScenario scenario = replaying(REFILL);
    scenario.at("09:00", pageViewed("ann"));
    for (int months = 4; months >= 1; months--) {
      long at = Clock.at("10:00") - months * 10L * 86_400_000;
      scenario.at(
          "10:00", historical(Touches.occurred(at, ordered("h" + months, "ann", item("tea")))));
    }
    scenario.at("11:00", ordered("o1", "ann", item("tea"))).pass("day 200 10:00");

    assertThat(entered(scenario)).containsExactly("day 6 11:00:30 refill");
  }

  @Test
  void shouldLeaveOtherProductsAlone() {
    FlowScenario scenario =
        replaying(
                DateTriggersTest.flow(
                    "refill",
                    "{on: replenishment, products: [tea], typical: 30d, at: \"18:00\"}",
                    ""))
            .at("10:00", ordered("o1", "ann", item("cup")))
            .at("11:00", ordered("o2", "bob", item("tea")))
            .pass("day 100 10:00");

    assertThat(scenario.decisions("ann")).isEmpty();
    assertThat(entered(scenario)).containsExactly("day 31 18:00:30 refill");
  }

  @Test
  void shouldRemember20ProductsAndForgetTheOneNotBoughtLongest() {
    FlowScenario scenario = replaying(REFILL);
    for (int i = 0; i < 25; i++) {
      scenario.at("1%d:0%d".formatted(i / 10, i % 10), ordered("o" + i, "ann", item("p" + i)));
    }
    assertThat(scenario.shopper("ann").profile().purchases().bought())
        .extracting(bought -> bought.item().getProductId())
        .hasSize(20)
        .startsWith("p5")
        .endsWith("p24");
  }

  /** An oracle that keeps all times. */
  @Property(tries = 300)
  void shouldRememberTheLatestTimesWhateverTheOrderTheyAreToldIn(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 1000) Integer> times) {
    List<Bought> bought = List.of();
    for (int time : times) {
      bought = Bought.with(bought, item("tea"), time, null);
    }
    List<Long> all = new ArrayList<>(times.stream().map(Integer::longValue).sorted().toList());

    assertThat(bought).hasSize(1);
    assertThat(bought.get(0).count()).isEqualTo(times.size());
    assertThat(bought.get(0).times())
        .isEqualTo(all.subList(Math.max(0, all.size() - Bought.MAX_TIMES), all.size()));
  }

  static ShopperEvent ordered(String orderId, String shopper, Item... items) {
    return ShopperEvent.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(0)
        .setShopperId(shopper)
        .setSource("test")
        .setPayload(
            OrderCompleted.newBuilder().setOrderId(orderId).setItems(List.of(items)).build())
        .build();
  }
}

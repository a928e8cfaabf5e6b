package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.People;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that conditions go through end somewhere, whatever a shop sends or a flow sets. */
class ListLimitsTest {

  private static final long NOW = 1_790_000_000_000L;

  @Test
  void shouldTakeNoMoreTagsThanAShopperMayHave() {
    String tags =
        IntStream.rangeClosed(1, Profile.MAX_TAGS + 2)
            .mapToObj(i -> "t" + i)
            .collect(Collectors.joining(", "));
    FlowScenario played =
        FlowScenario.replaying(
                """
                flow: f
                title: F
                purpose: recovery
                trigger: {on: event, event: Sign}
                steps:
                  - set: {id: many, addTags: [%s]}
                  - set: {id: again, removeTags: [t1], addTags: [t2, late]}
                """
                    .formatted(tags))
            .at("10:00", People.known("ann"))
            .at("10:01", People.custom("Sign", Map.of(), "ann"))
            .pass("11:00");

    assertThat(set(played, "many").getInputs()).containsEntry("notSet", "tag.t101, tag.t102");
    assertThat(set(played, "again").getInputs()).doesNotContainKey("notSet");
  }

  @Test
  void shouldShowTheFirstOfALongListAndCountAll() {
    List<Item> items =
        IntStream.range(0, 5_000)
            .mapToObj(
                i ->
                    Item.newBuilder()
                        .setProductId("p" + i)
                        .setCategory("c" + i)
                        .setQuantity(1)
                        .build())
            .toList();
    Origin order =
        new Origin("o", null, NOW, null, items, null, null, null, null, "Order", Map.of());
    ShopperFacts facts = new ShopperFacts(Shopper.unseen("ann"), order, "run", NOW);

    assertThat(facts.get("trigger.productIds"))
        .asInstanceOf(LIST)
        .hasSize(200)
        .startsWith("p0", "p1");
    assertThat(facts.get("trigger.categories")).asInstanceOf(LIST).hasSize(200);
    assertThat(facts.get("trigger.items")).asInstanceOf(LIST).hasSize(200);
    assertThat(facts.get("trigger.itemCount")).isEqualTo(5_000L);
  }

  @Test
  void shouldGoThroughTheLongestListInNoTime() {
    List<String> longest = new ArrayList<>(Collections.nCopies(ShopperFacts.MAX_LISTED, "tag"));
    Condition condition =
        Conditions.compile("shopper.tags.map(t, t + 'x').filter(t, t != 'tagx').size() == 0");
    Map<String, Object> known = Map.of("shopper.tags", longest);
    long start = System.nanoTime();
    Condition.Result result = condition.test(known::get);

    assertThat(result.holds()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static Decision set(FlowScenario played, String step) {
    return played.decisions().stream()
        .filter(decision -> step.equals(decision.getStep()))
        .findFirst()
        .orElseThrow();
  }
}

package io.beckon.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Item;
import io.beckon.contract.TriggerKind;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** The model is held to its own examples, and the histories to being worth anything. */
class ModelTest extends AbandonmentContract {

  @Override
  public TriggerSource source() {
    return (log, settings, until) ->
        AbandonmentModel.expect(log, settings, until).values().stream()
            .flatMap(List::stream)
            .map(trigger -> asContract(trigger, settings))
            .toList();
  }

  private static AbandonmentTrigger asContract(
      ExpectedTrigger trigger, AbandonmentSettingsLike settings) {
    List<Item> items =
        trigger.items().stream().map(p -> Events.item(p.productId(), p.quantity())).toList();
    return new AbandonmentTrigger(
        trigger.kind() + trigger.shopperId() + trigger.idleSince(),
        trigger.kind(),
        trigger.shopperId(),
        trigger.dueAt(),
        trigger.idleSince(),
        trigger.dueAt() + settings.settle(),
        null,
        items,
        trigger.value(),
        null,
        null,
        null);
  }

  @Property
  void shouldBeHistoriesInWhichEverythingHappens(@ForAll("histories") Scenario scenario) {
    List<TriggerKind> kinds =
        AbandonmentModel.expect(scenario.log(), scenario.settings(), scenario.until())
            .values()
            .stream()
            .flatMap(List::stream)
            .map(ExpectedTrigger::kind)
            .toList();
    for (TriggerKind kind : List.of(TriggerKind.CART, TriggerKind.CHECKOUT, TriggerKind.BROWSE)) {
      Statistics.label(kind.name())
          .collect(kinds.contains(kind))
          .coverage(check -> check.check(true).percentage(share -> share > 10));
    }
    Statistics.label("more than one trigger")
        .collect(kinds.size() > 1)
        .coverage(check -> check.check(true).percentage(share -> share > 20));
  }

  @Test
  void shouldShowTheHistoryWhenTriggersDiffer() {
    var scenario =
        new Scenario(
            AbandonmentSettingsLike.DEFAULTS,
            History.of()
                .at("10:00", Touches.id("e1", Events.added("ann", "shoes")))
                .at("09:00", Touches.id("e2", Events.pageViewed("bob"))));
    var expected = AbandonmentModel.expect(scenario.log(), scenario.settings(), scenario.until());

    assertThat(Difference.of(scenario, expected, Map.of()))
        .contains("MISSING:    11:00 CART ann, idle since 10:00: shoes x1")
        .contains("10:00  ann  ProductAdded{item: {productId: shoes, quantity: 1}}  id e1")
        .contains("09:00  bob  PageViewed{name: home}  id e2  (late: the partition is at 10:00)");
  }
}

package io.beckon.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.ShopperEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * What must hold of whoever notices abandonment: the examples, agreement with {@link
 * AbandonmentModel} on random histories, and what must not matter. Subclass it and name the source.
 */
public abstract class AbandonmentContract
    implements CartExamples, CheckoutExamples, BrowseExamples, LogExamples {

  private static final long REMEMBERED = Duration.ofHours(47).toMillis();

  @Provide
  Arbitrary<Scenario> histories() {
    return Histories.any();
  }

  @Provide
  Arbitrary<Scenario> histories1() {
    return Histories.ofOneShopper();
  }

  @Provide
  Arbitrary<Scenario> ordered() {
    return Histories.inOrder();
  }

  @Property(tries = 5000)
  void shouldAgreeWithTheModelOnOneShopper(@ForAll("histories1") Scenario scenario) {
    agree(scenario, AbandonmentModel.expect(scenario.log(), scenario.settings(), scenario.until()));
  }

  @Property(tries = 5000)
  void shouldAgreeWithTheModelOnManyShoppers(@ForAll("histories") Scenario scenario) {
    agree(scenario, AbandonmentModel.expect(scenario.log(), scenario.settings(), scenario.until()));
  }

  @Test
  void shouldStillDecideOnACartThatExpiresWithinSettle() {
    Duration hour = Duration.ofHours(1);
    AbandonmentSettingsLike settings =
        AbandonmentSettingsLike.of(
            hour, hour, hour.multipliedBy(4), Duration.ofMinutes(1), Duration.ofMinutes(90));
    History history =
        History.of()
            .at("10:00", Events.added("ann", "shoes"))
            .at("10:29:59.999", Events.viewed("ann", "shoes"))
            .at("11:30:59.998", Events.identified("ann"));
    Scenario scenario = new Scenario(settings, history);

    agree(scenario, AbandonmentModel.expect(scenario.log(), settings, scenario.until()));
    assertThat(triggers(scenario)).hasSize(1);
  }

  @Property
  void shouldGiveTheSameTwice(@ForAll("histories") Scenario scenario) {
    assertThat(run(scenario)).isEqualTo(run(scenario));
  }

  @Property
  void shouldNotMatterWhichPartitionAShopperIsIn(@ForAll("ordered") Scenario scenario) {
    Map<String, List<ExpectedTrigger>> apart = new TreeMap<>();
    for (int partition = 0; partition < 2; partition++) {
      int mine = partition;
      List<String> shoppers =
          scenario.history().shoppers().stream().filter(s -> s.hashCode() % 2 == mine).toList();
      apart.putAll(triggers(scenario.with(scenario.history().only(shoppers))));
    }
    agree(scenario, apart);
  }

  @Property
  void shouldNotMatterWhatOthersDo(@ForAll("ordered") Scenario scenario) {
    Map<String, List<ExpectedTrigger>> alone = new TreeMap<>();
    for (String shopper : scenario.history().shoppers()) {
      alone.putAll(triggers(scenario.with(scenario.history().only(List.of(shopper)))));
    }
    agree(scenario, alone);
  }

  @Property
  void shouldNotMatterWhatIsDeliveredAgain(
      @ForAll("histories") Scenario scenario,
      @ForAll @Size(max = 4) List<@IntRange(max = 100) Integer> picks) {
    History history = scenario.history();
    for (int pick : picks) {
      history = deliveringAgain(history, pick);
    }
    agree(scenario.with(history), triggers(scenario));
  }

  @Property
  void shouldNotMatterWhatIsNoActivity(
      @ForAll("histories") Scenario scenario,
      @ForAll @Size(max = 4) List<@IntRange(max = 100) Integer> picks) {
    History history = scenario.history();
    for (int pick : picks) {
      history = withSomethingAside(history, pick);
    }
    agree(scenario.with(history), triggers(scenario));
  }

  @Property
  void shouldDecideByWhatIsInTheLogBeforeAndByNothingLater(
      @ForAll("histories") Scenario scenario, @ForAll @IntRange(max = 100) int pick) {
    History history = scenario.history();
    int length = history.log().isEmpty() ? 0 : pick % history.log().size();
    long now = length == 0 ? 0 : history.times().get(length - 1);
    History before = new History(history.log().subList(0, length), now);

    Map<String, List<ExpectedTrigger>> decided = new TreeMap<>();
    triggers(scenario)
        .forEach(
            (shopper, all) -> {
              List<ExpectedTrigger> soFar =
                  all.stream()
                      .filter(t -> t.dueAt() + scenario.settings().settle() <= now)
                      .toList();
              if (!soFar.isEmpty()) {
                decided.put(shopper, soFar);
              }
            });
    agree(scenario.with(before), decided);
  }

  @Property
  void shouldNotMatterWhenInHistoryItHappens(@ForAll("histories") Scenario scenario) {
    long shift = Duration.ofDays(1000).toMillis() + 1;
    List<Appended> moved =
        scenario.log().stream()
            .map(r -> new Appended(r.appendTime() + shift, later(r.event(), shift)))
            .toList();
    Map<String, List<ExpectedTrigger>> expected = new TreeMap<>();
    triggers(scenario)
        .forEach(
            (shopper, all) ->
                expected.put(shopper, all.stream().map(t -> later(t, shift)).toList()));
    agree(scenario.with(new History(moved, scenario.until() + shift)), expected);
  }

  private List<AbandonmentTrigger> run(Scenario scenario) {
    return source().run(scenario.log(), scenario.settings(), scenario.until());
  }

  private Map<String, List<ExpectedTrigger>> triggers(Scenario scenario) {
    Map<String, List<ExpectedTrigger>> byShopper = new TreeMap<>();
    for (AbandonmentTrigger trigger : run(scenario)) {
      assertThat(trigger.getAt())
          .as("decided at dueAt + settle: %s", trigger)
          .isEqualTo(trigger.getDueAt() + scenario.settings().settle());
      byShopper
          .computeIfAbsent(trigger.getShopperId(), id -> new ArrayList<>())
          .add(ExpectedTrigger.of(trigger));
    }
    return byShopper;
  }

  private void agree(Scenario scenario, Map<String, List<ExpectedTrigger>> expected) {
    Map<String, List<ExpectedTrigger>> actual = triggers(scenario);
    if (!actual.equals(new LinkedHashMap<>(expected))) {
      throw new AssertionError(Difference.of(scenario, expected, actual));
    }
  }

  /** Puts a copy of a record somewhere behind it, without moving the partition's time. */
  private static History deliveringAgain(History history, int pick) {
    List<Appended> log = new ArrayList<>(history.log());
    List<Long> times = history.times();
    if (log.isEmpty()) {
      return history;
    }
    int original = pick % log.size();
    String id = log.get(original).event().getEventId();
    int first = original;
    for (int i = original; i >= 0; i--) {
      first = log.get(i).event().getEventId().equals(id) ? i : first;
    }
    int behind = original + 1 + pick % (log.size() - original);
    while (times.get(behind - 1) - times.get(first) > REMEMBERED) {
      behind--;
    }
    if (behind > original) {
      log.add(behind, new Appended(times.get(behind - 1), log.get(original).event()));
    }
    return history.withLog(log);
  }

  private static History withSomethingAside(History history, int pick) {
    List<Appended> log = new ArrayList<>(history.log());
    if (log.isEmpty()) {
      return history;
    }
    int place = pick % log.size();
    String shopper = log.get(place).event().getShopperId();
    List<ShopperEvent> aside =
        List.of(
            Events.tick(),
            Events.identified(shopper.isEmpty() ? "s1" : shopper),
            Events.consented("s1"),
            Events.shipped("s2", "o1"),
            Events.opened("s1"),
            Events.flowRetired());
    log.add(place + 1, new Appended(history.times().get(place), aside.get(pick % aside.size())));
    return history.withLog(log);
  }

  private static ShopperEvent later(ShopperEvent event, long shift) {
    return Touches.occurred(event.getOccurredAt() + shift, event);
  }

  private static ExpectedTrigger later(ExpectedTrigger trigger, long shift) {
    return new ExpectedTrigger(
        trigger.kind(),
        trigger.shopperId(),
        trigger.idleSince() + shift,
        trigger.dueAt() + shift,
        trigger.items(),
        trigger.value());
  }
}

package io.beckon.engine.date;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.knownIn;
import static io.beckon.engine.People.says;
import static io.beckon.engine.date.DateTriggersTest.born;
import static io.beckon.engine.date.DateTriggersTest.flow;
import static io.beckon.engine.date.ReplenishmentTest.ordered;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.pageViewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** When a shopper is looked at changes nothing; and nothing begins twice, or for a past date. */
class DateTriggersProperties {

  private static final List<String> FLOWS =
      List.of(
          flow("birthday", "{on: date, date: birthday, before: 3d, at: \"02:30\"}", ""),
          flow("contract", "{on: date, attribute: contract_end, before: 7d}", ""),
          flow("anniversary", "{on: date, attribute: contract_end, every: year}", ""),
          flow("away", "{on: date, date: last-visit, after: 20d}", ""),
          flow("win-back", "{on: date, date: last-order, after: 40d, at: \"18:00\"}", ""),
          flow("refill", "{on: replenishment, typical: 30d, together: 2d}", ""));

  enum What {
    VIEW,
    ORDER,
    BORN,
    CONTRACT,
    MOVE
  }

  record Act(int hour, What what, int choice, boolean reload) {}

  @Property(tries = 200)
  void shouldDecideAlikeHoweverOftenTheShopperIsForgottenAndRead(@ForAll("lives") List<Act> life) {
    List<Decision> once = live(life, false, 0).decisions();
    List<Decision> often = live(life, true, 0).decisions();

    assertThat(often).isEqualTo(once);
    Set<String> runs = new HashSet<>();
    for (Decision decision : once) {
      if (decision.getOutcome() == Outcome.ENTERED) {
        assertThat(runs.add(decision.getRunId())).isTrue();
      }
    }
  }

  /** Who sleeps is found later, and what they missed is decided at its own time. */
  @Property(tries = 200)
  void shouldDecideAlikeWhenAFlowIsActivatedAndTheShopperIsNotInMemory(
      @ForAll("lives") List<Act> life) {
    List<Decision> awake = live(life, false, 1).decisions();
    List<Decision> asleep = live(life, true, 1).decisions();

    assertThat(entries(asleep)).isEqualTo(entries(awake));
  }

  private static List<String> entries(List<Decision> decisions) {
    return decisions.stream()
        .filter(decision -> decision.getOutcome() == Outcome.ENTERED)
        .map(decision -> decision.getFlow() + " " + decision.getRunId() + " " + decision.getAt())
        .sorted()
        .toList();
  }

  /**
   * @param activated 0: the flows are in force since ever; 1: since the middle of the life
   */
  private static FlowScenario live(List<Act> life, boolean reload, int activated) {
    FlowScenario scenario = activated == 0 ? replaying(FLOWS.toArray(String[]::new)) : replaying();
    List<ShopperEvent> events = new ArrayList<>();
    for (int i = 0; i < life.size(); i++) {
      events.add(Touches.id("e" + i, event(life.get(i), i)));
    }
    int hour = 0;
    for (int i = 0; i < life.size(); i++) {
      hour += life.get(i).hour();
      if (activated == 1 && i == life.size() / 2) {
        FLOWS.forEach(flow -> scenario.activate(flow, 1));
        if (reload) {
          scenario.reload("ann");
        }
      }
      scenario.at(time(hour), events.get(i));
      if (reload && life.get(i).reload()) {
        scenario.reload("ann");
      }
    }
    return scenario.pass(time(hour + 24 * 400)).at(time(hour + 24 * 400 + 1), last());
  }

  private static ShopperEvent last() {
    return Touches.id("last", pageViewed("ann"));
  }

  private static String time(int hour) {
    return Clock.print(Clock.at("10:00") + hour * 3_600_000L);
  }

  private static ShopperEvent event(Act act, int index) {
    LocalDate day =
        LocalDate.ofInstant(Instant.ofEpochMilli(Clock.at("10:00")), ZoneOffset.UTC)
            .plusDays(act.choice() * 17L - 40);
    return switch (act.what()) {
      case VIEW -> pageViewed("ann");
      case ORDER -> ordered("o" + index, "ann", item("p" + act.choice() % 3));
      case BORN -> born(day.minusYears(30).toString(), "ann");
      case CONTRACT -> says("contract_end", day.toString(), "ann");
      case MOVE ->
          knownIn(
              List.of("Asia/Tokyo", "America/New_York", "Europe/Berlin", "Pacific/Apia")
                  .get(act.choice() % 4),
              "ann");
    };
  }

  @Provide
  Arbitrary<List<Act>> lives() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 24 * 30),
            Arbitraries.of(What.values()),
            Arbitraries.integers().between(0, 12),
            Arbitraries.of(true, false))
        .as(Act::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(14);
  }
}

package io.beckon.streams;

import static io.beckon.engine.FlowScenario.OPEN;
import static io.beckon.engine.People.ordered;
import static io.beckon.engine.People.says;
import static io.beckon.model.Events.pageViewed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Who is found when a definition is new, in which order, how fast, and how often. */
class RollCallsTest {

  private static final String VIP =
      """
      segment: vip
      title: Spent more than 500
      when: shopper.spent > 50000
      """;
  private static final String WELCOME =
      """
      flow: welcome
      title: Welcome to the club
      purpose: marketing
      trigger: {on: segment-entered, segment: vip}
      entry: {existing: {rate: 2/h}}
      steps:
        - send: {id: hello, channel: email, template: t}
      """;
  private static final String CONTRACT =
      """
      flow: contract
      title: It ends
      purpose: marketing
      trigger: {on: date, attribute: contract_end}
      steps:
        - send: {id: hello, channel: email, template: t}
      """;

  private final KeyValueStore<String, byte[]> store = store();
  private final Map<String, Shopper> shoppers =
      new TreeMap<>((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
  private final List<String> entered = new ArrayList<>();
  private Rulebook rules = Rulebook.of(RuleLoader.policy(OPEN, "policy.yaml", 1));
  private long commits;
  private Timeline timeline = timeline(0);
  private RollCalls calls = calls();

  @Test
  void shouldLetMembersEnterAtTheRateInTheOrderOfTheirIds() {
    buyers("eve", "bob", "ann", "dan", "cid");
    event("10:00", ordered("small", 100, "abe"));
    publish(RuleKind.SEGMENT, "segment:vip", VIP, 1);
    publish(RuleKind.FLOW, "welcome", WELCOME, 1);
    commits++;

    hours(10, 10);
    assertThat(entered).containsExactly("10:01 ann", "10:30 bob");
    hours(11, 20);
    assertThat(entered)
        .containsExactly("10:01 ann", "10:30 bob", "11:00 cid", "11:30 dan", "12:00 eve");
    assertThat(calls.dueAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void shouldGoOnWhereItWasAfterARestartAndCallNobodyTwice() {
    buyers("ann", "bob", "cid");
    publish(RuleKind.SEGMENT, "segment:vip", VIP, 1);
    publish(RuleKind.FLOW, "welcome", WELCOME, 1);
    commits++;
    minutes(600, 635);
    assertThat(entered).containsExactly("10:01 ann", "10:30 bob");

    restart();
    minutes(636, 719);
    restart();
    publish(RuleKind.FLOW, "welcome", WELCOME + "\n", 2);
    commits++;
    hours(12, 24);

    assertThat(entered).containsExactly("10:01 ann", "10:30 bob", "11:00 cid");
  }

  @Test
  void shouldPassOverWhoEnteredByThemselvesOrIsNoMemberAnyMore() {
    buyers("ann", "bob", "cid");
    publish(RuleKind.SEGMENT, "segment:vip", VIP, 1);
    publish(RuleKind.FLOW, "welcome", WELCOME, 1);
    event("10:00:30", pageViewed("cid"));
    commits++;
    hours(10, 20);

    assertThat(entered).containsExactly("10:00:30 cid", "10:00:30 ann", "10:30 bob");
  }

  @Test
  void shouldFindSleepersForDatesAndDecideAtTheTimeOfTheDate() {
    for (int i = 0; i < 100; i++) {
      event("10:00", says("contract_end", "2026-01-05T12:00:00Z", "s" + i));
    }
    restart();
    publish(RuleKind.FLOW, "contract", CONTRACT, 1);
    commits++;
    timeline.advance(Clock.at("14:00"));
    int steps = 0;
    while (calls.advance(16)) {
      steps++;
    }

    assertThat(steps).isEqualTo(6);
    assertThat(entered).hasSize(100).allMatch(line -> line.startsWith("12:00:30 "));
  }

  @Test
  void shouldNotBeginBeforeThoseInMemoryAreStored() {
    buyers("ann");
    publish(RuleKind.SEGMENT, "segment:vip", VIP, 1);
    publish(RuleKind.FLOW, "welcome", WELCOME, 1);
    hours(10, 12);
    assertThat(entered).isEmpty();

    commits++;
    hours(13, 13);
    assertThat(entered).containsExactly("13:00 ann");
  }

  private void buyers(String... ids) {
    for (String id : ids) {
      event("10:00", ordered("o-" + id, 60_000, id));
    }
  }

  private void event(String time, ShopperEvent event) {
    timeline.advance(Clock.at(time));
    timeline.apply(event);
  }

  private void publish(RuleKind kind, String id, String text, int version) {
    rules =
        kind == RuleKind.SEGMENT
            ? rules.activated(RuleLoader.segment(text, "f", version), timeline.now())
            : rules.activated(RuleLoader.flow(text, "f", version), timeline.now());
    timeline.rules(rules);
    calls.activated(new RulesActivated(kind, id, version, text, "hash"));
  }

  /** Lets a minute pass after another, from one hour to the end of another. */
  private void hours(int from, int to) {
    minutes(from * 60, to * 60 + 59);
  }

  /** The same, from one minute of the first day to another. */
  private void minutes(int from, int to) {
    for (int minute = from; minute <= to; minute++) {
      int day = minute / (24 * 60) + 1;
      int ofDay = minute % (24 * 60);
      String time = "day %d %02d:%02d".formatted(day, ofDay / 60, ofDay % 60);
      timeline.advance(Clock.at(time));
      calls.advance(16);
    }
  }

  /** Everything in memory is gone; what is stored stays. */
  private void restart() {
    shoppers.replaceAll((id, shopper) -> new Shopper(id, shopper.parts()));
    timeline = timeline(timeline.now());
    calls = calls();
  }

  private Timeline timeline(long now) {
    return new Timeline(
        new Engine(Surroundings.of("shop", AbandonmentSettings.DEFAULT, new Gates()::judge)),
        id -> shoppers.computeIfAbsent(id, Shopper::unseen),
        new Told(),
        Timeline.Release.AT_DECISION,
        rules,
        now);
  }

  private RollCalls calls() {
    return new RollCalls(
        store,
        (after, limit) ->
            shoppers.keySet().stream()
                .filter(
                    id ->
                        after.isEmpty()
                            || Arrays.compareUnsigned(id.getBytes(UTF_8), after.getBytes(UTF_8))
                                > 0)
                .limit(limit)
                .toList(),
        () -> commits,
        timeline);
  }

  private static KeyValueStore<String, byte[]> store() {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("rules"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private final class Told implements Timeline.Listener {

    @Override
    public void decision(Decision decision) {
      if (decision.getOutcome() == Outcome.ENTERED) {
        entered.add(Clock.print(decision.getAt()) + " " + decision.getShopperId());
      }
    }

    @Override
    public void trigger(AbandonmentTrigger trigger) {}

    @Override
    public void command(SendCommand command) {}

    @Override
    public void append(ShopperEvent event) {}

    @Override
    public void audience(AudienceChange change) {}

    @Override
    public void task(Task task) {}

    @Override
    public void duplicate(ShopperEvent event) {}

    @Override
    public void changed(Shopper shopper) {}

    @Override
    public void timerFailed(
        Shopper shopper, io.beckon.engine.Timer timer, long at, RuntimeException error) {
      throw error;
    }

    @Override
    public void unreadable(String shopperId, long at, RuntimeException error) {
      throw error;
    }

    @Override
    public void releaseFailed(Shopper shopper, PendingSend send, long at, RuntimeException error) {
      throw error;
    }
  }
}

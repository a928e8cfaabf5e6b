package io.beckon.engine.time;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Channel;
import io.beckon.contract.Decision;
import io.beckon.contract.Identified;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.TestPolicies;
import io.beckon.engine.Timer;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineReleaseTest {

  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int ALL = 100;

  private final Seen seen = new Seen();
  private final Map<String, Shopper> shoppers = new HashMap<>();

  @Test
  void shouldFireTheShoppersDueTimersBeforeItsSendIsReleased() {
    Timeline timeline =
        timeline(flow("now", 70, send("one")), flow("later", 60, "wait: {for: 1h}", send("two")));
    reachable(timeline, "ann");
    timeline.apply(added("ann", "shoes"));
    timeline.advance(START + 3 * HOUR);

    timeline.release(timeline.now(), ReleaseGate.OPEN, ALL);

    assertThat(seen.decisions).extracting(Decision::getAt).isSorted();
    assertThat(seen.commands).extracting(SendCommand::getStep).containsExactly("one");
  }

  @Test
  void shouldLeaveASendForTheNextTickWhenItWasDecidedOnThisOne() {
    Timeline timeline = timeline(flow("both", 70, send("one"), send("two")));
    reachable(timeline, "ann");
    timeline.apply(added("ann", "shoes"));

    assertThat(timeline.release(START + 1, ReleaseGate.OPEN, ALL)).isEqualTo(1);
    assertThat(timeline.release(START + 2, ReleaseGate.OPEN, ALL)).isEqualTo(1);
    assertThat(timeline.hasReady()).isFalse();
    assertThat(seen.commands).extracting(SendCommand::getStep).containsExactly("one", "two");
  }

  @Test
  void shouldHaveNothingLeftToReleaseWhenTwoRunsOfAShopperHaveSent() {
    Timeline timeline = timeline(flow("a", 70, send("one")), flow("b", 60, send("two")));
    reachable(timeline, "ann");
    timeline.apply(added("ann", "shoes"));

    assertThat(timeline.release(START + 1, ReleaseGate.OPEN, ALL)).isEqualTo(2);
    assertThat(timeline.hasReady()).isFalse();
  }

  @Test
  void shouldReleaseOnceWhatWaitedWhileItsShopperWentOnAndTheTaskBeganAnew() {
    Timeline before = timeline(flow("now", 70, send("one")));
    reachable(before, "ann");
    before.apply(added("ann", "shoes"));
    before.apply(viewed("ann", "hat"));
    Timeline timeline = timeline(flow("now", 70, send("one")));
    timeline.resumeSends("ann", shoppers.get("ann").queue());
    timeline.apply(viewed("ann", "scarf"));

    assertThat(before.readyCount()).isEqualTo(1);
    assertThat(timeline.readyCount()).isEqualTo(1);
    assertThat(timeline.release(START + 1, ReleaseGate.OPEN, ALL)).isEqualTo(1);
    assertThat(timeline.release(START + 2, ReleaseGate.OPEN, ALL)).isZero();
  }

  @Test
  void shouldLetOtherChannelsGoWhenOneIsHeldUp() {
    Timeline timeline =
        timeline(
            flow("mail", 70, send("one")),
            flow("text", 60, send("two").replace("email", "sms")),
            flow("hook", 50, send("three").replace("email", "webhook")));
    for (String shopper : List.of("ann", "bob", "eve")) {
      reachable(timeline, shopper);
      timeline.apply(added(shopper, "shoes"));
    }
    Map<Channel, Integer> places = new EnumMap<>(Map.of(Channel.EMAIL, 1, Channel.SMS, 2));
    ReleaseGate gate =
        new ReleaseGate() {
          @Override
          public boolean take(Channel channel) {
            return places.merge(channel, -1, Integer::sum) >= 0;
          }

          @Override
          public void notSent(Channel channel) {
            places.merge(channel, 1, Integer::sum);
          }
        };

    timeline.release(START + 1, gate, ALL);

    assertThat(seen.commands)
        .extracting(SendCommand::getChannel)
        .containsExactly(Channel.EMAIL, Channel.SMS, Channel.SMS);
  }

  private void reachable(Timeline timeline, String shopper) {
    timeline.apply(
        new ShopperEvent(
            "known-" + shopper,
            START,
            shopper,
            "test",
            false,
            new Identified(
                null,
                "a@example.org",
                "+15550000000",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                Map.of())));
  }

  private Timeline timeline(String... flows) {
    Rulebook rules = Rulebook.of(TestPolicies.open());
    for (String flow : flows) {
      rules = rules.activated(RuleLoader.flow(flow, "test.yaml", 1), Rulebook.ALWAYS);
    }
    return new Timeline(
        new Engine(Surroundings.of("test", AbandonmentSettings.DEFAULT, new Gates()::judge)),
        id -> shoppers.computeIfAbsent(id, Shopper::unseen),
        seen,
        Timeline.Release.ON_TICK,
        rules,
        START);
  }

  private static String flow(String id, int priority, String... steps) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("flow: ").append(id).append("\ntitle: Test\npriority: ").append(priority);
    yaml.append(
        "\npurpose: recovery\ntrigger: {on: event, event: Product Added}\nentry: {again: always}\nsteps:\n");
    for (String step : steps) {
      yaml.append("  - ").append(step).append('\n');
    }
    return yaml.toString();
  }

  private static String send(String id) {
    return "send: {id: " + id + ", channel: email, template: test}";
  }

  private static final class Seen implements Timeline.Listener {
    final List<Decision> decisions = new ArrayList<>();
    final List<SendCommand> commands = new ArrayList<>();

    @Override
    public void trigger(AbandonmentTrigger trigger) {}

    @Override
    public void decision(Decision decision) {
      decisions.add(decision);
    }

    @Override
    public void command(SendCommand command) {
      commands.add(command);
    }

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
    public void timerFailed(Shopper shopper, Timer timer, long at, RuntimeException error) {
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

package io.beckon.engine.contact;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.Engine;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.People;
import io.beckon.engine.Surroundings;
import io.beckon.engine.Timer;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.ReleaseGate;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Shoppers of several partitions who may have one number, in a log that is read with delays: what
 * is appended waits for some rounds, but keeps its order in each partition, as in Kafka.
 */
final class Neighbours {

  /** A text that left. */
  record Text(String commandId, String number, long at) {}

  /** Something that the onlooker notes of the number that a shopper had then. */
  record Said(ContactsProperties.Deed deed, String number, long at) {}

  /** A record of the log; null for a tick. */
  private record Read(ShopperEvent event, long at) {}

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private static final String FLOW =
      """
      flow: text
      title: A text
      purpose: marketing
      trigger: {on: event, event: Ping}
      exit: {on: [Left]}
      steps:
        - send: {id: text, channel: sms, template: text, sendBy: 1m}
      """;

  private final boolean defers;
  private final int late;
  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final Map<String, String> numbers = new HashMap<>();
  private final List<Timeline> partitions = new ArrayList<>();
  private final List<Deque<ShopperEvent>> inboxes = new ArrayList<>();
  private final List<Object> story = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private final List<Read> log = new ArrayList<>();
  private final List<ShopperEvent> heard = new ArrayList<>();
  private long now = Clock.at("08:00");
  private int round;

  /**
   * Nobody yet.
   *
   * @param defers what the cap does with what is too much
   * @param late how many rounds what was appended waits at most
   */
  Neighbours(boolean defers, int partitions, int late) {
    this.defers = defers;
    this.late = late;
    Engine engine =
        new Engine(
            Surroundings.of("shop", AbandonmentSettings.DEFAULT, new Gates()::judge)
                .sharing(Addresses.of("shop", "a key for tests only")));
    Rulebook rules =
        Rulebook.of(
                RuleLoader.policy(
                    FlowScenario.OPEN
                        + "law: []\nstaleAfter: 7d\ncaps:\n  - {name: three, channels: [sms], max: 3,"
                        + " per: 24h, recipient: true, then: "
                        + (defers ? "defer" : "skip")
                        + "}\n",
                    "policy.yaml",
                    1))
            .activated(RuleLoader.flow(FLOW, "flow.yaml", 1), Rulebook.ALWAYS);
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(
          new Timeline(
              engine,
              id -> shoppers.computeIfAbsent(id, Shopper::unseen),
              new Ears(),
              Timeline.Release.ON_TICK,
              rules,
              0));
      inboxes.add(new ArrayDeque<>());
    }
  }

  void moves(String shopper, int number) {
    String phone = "+1305555012" + number;
    numbers.put(shopper, phone);
    says(ContactsProperties.Deed.MOVES, People.at(null, phone, shopper), shopper);
  }

  void says(ContactsProperties.Deed deed, ShopperEvent event, String shopper) {
    // Who moves agrees anew, which counts as an opt-in for the number they have then.
    ContactsProperties.Deed noted =
        deed == ContactsProperties.Deed.MOVES ? ContactsProperties.Deed.SAYS_YES : deed;
    String number = numbers.get(shopper);
    if (number != null) {
      story.add(new Said(noted, number, now));
    }
    hear(event);
  }

  void hear(ShopperEvent event) {
    ShopperEvent dated = Touches.occurred(now, event);
    heard.add(dated);
    read(dated);
    deliver();
  }

  /** A record that was heard lately is delivered again. */
  void hearAgain() {
    if (!heard.isEmpty()) {
      read(heard.get(Math.max(0, heard.size() - 1 - (round % 5))));
    }
  }

  /** Time passes, with two ticks a minute for the first minutes, and one each hour after. */
  void pass(int minutes) {
    for (int passed = 0; passed < minutes; passed += passed < 5 ? 1 : 30) {
      int step = passed < 5 ? 1 : Math.min(30, minutes - passed);
      now += step * MINUTE;
      tick();
      now += 1_000;
      tick();
    }
  }

  /** All that is due comes. */
  void end() {
    for (int day = 0; day < 8; day++) {
      pass(1_440);
    }
    for (int i = 0; i < 40; i++) {
      deliver();
      now += 1_000;
      tick();
    }
  }

  private void tick() {
    log.add(new Read(null, now));
    for (Timeline partition : partitions) {
      tick(partition, now);
    }
    deliver();
  }

  private static void tick(Timeline partition, long at) {
    partition.advance(at);
    partition.release(partition.now(), ReleaseGate.OPEN, Integer.MAX_VALUE);
    partition.fireDue(Integer.MAX_VALUE);
  }

  private void read(ShopperEvent event) {
    log.add(new Read(event, now));
    Timeline partition = partitions.get(home(event));
    partition.advance(now);
    partition.apply(event);
    partition.fireDue(Integer.MAX_VALUE);
  }

  /** Reads what was appended, each partition when it is its turn. */
  private void deliver() {
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < inboxes.size(); i++) {
        round++;
        if (late == 0 || round % (late + 1) == i % (late + 1)) {
          ShopperEvent next = inboxes.get(i).poll();
          if (next != null) {
            read(next);
            more = late == 0 || round % 3 != 0;
          }
        }
      }
    }
  }

  private int home(ShopperEvent event) {
    return Math.floorMod(event.getShopperId().hashCode(), partitions.size());
  }

  Map<String, Collection<Text>> byNumber() {
    Map<String, Collection<Text>> texts = new TreeMap<>();
    texts().forEach(t -> texts.computeIfAbsent(t.number(), n -> new ArrayList<>()).add(t));
    return texts;
  }

  List<Text> texts() {
    return story.stream().filter(Text.class::isInstance).map(Text.class::cast).toList();
  }

  List<Object> story() {
    return story;
  }

  List<Decision> decisions() {
    return decisions;
  }

  int stillWaiting() {
    return shoppers.values().stream().mapToInt(s -> s.queue().sends().size()).sum();
  }

  /** The same log, read anew: what is appended again was read before, or is read in its place. */
  Neighbours again() {
    Neighbours second = new Neighbours(defers, 1, 0);
    for (Read read : log) {
      second.now = read.at();
      if (read.event() == null) {
        tick(second.partitions.get(0), read.at());
      } else {
        second.read(read.event());
      }
    }
    return second;
  }

  /** Hears what a partition says. */
  private final class Ears implements Timeline.Listener {

    @Override
    public void trigger(AbandonmentTrigger trigger) {}

    @Override
    public void decision(Decision decision) {
      decisions.add(decision);
    }

    @Override
    public void command(SendCommand command) {
      if (command.getAction() == CommandAction.SEND) {
        story.add(
            new Text(
                command.getCommandId(),
                Objects.requireNonNull(command.getRecipient().getAddress()),
                command.getAt()));
      }
    }

    @Override
    public void task(Task task) {}

    @Override
    public void append(ShopperEvent event) {
      inboxes.get(home(event)).add(event);
    }

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

package io.beckon.engine.identity;

import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Engine;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.Heard;
import io.beckon.engine.People;
import io.beckon.engine.Surroundings;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Events;
import io.beckon.model.Touches;
import io.beckon.streams.state.HandOverFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;

/** A person's history under several ids, read over partitions, each with a log of its own. */
final class ManyIds {

  static final String KNOWN = "known";
  static final List<String> IDS = List.of("phone", "tablet", "laptop", KNOWN);
  static final int CAP = 2;

  enum Kind {
    ADD,
    REMOVE,
    VIEW,
    ORDER,
    IDENTIFY,
    ALIAS,
    /** The latest event is delivered again. */
    AGAIN,
    /** Everything that is kept is written and read again. */
    RESTART
  }

  record Act(Kind kind, int id, int product, long after) {}

  private static final String FLOW =
      """
      flow: two-mails
      title: Two mails
      purpose: recovery
      trigger: {on: cart-abandoned}
      entry: {again: 1h}
      exit: {on: [Order Completed]}
      steps:
        - send: {id: first, channel: email, template: first}
        - wait: {for: 1h}
        - send: {id: second, channel: email, template: second}
      """;

  final Set<String> orders = new HashSet<>();
  final Set<String> viewed = new HashSet<>();
  private final Random random;
  private final boolean late;
  private final List<Timeline> timelines = new ArrayList<>();
  private final List<Deque<ShopperEvent>> logs = new ArrayList<>();
  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final List<SendCommand> sent = new ArrayList<>();
  private final HandOverFormat format = new HandOverFormat(1 << 20);
  private long now = 1_700_000_000_000L;
  private ShopperEvent latest;

  /**
   * A person who was not seen yet.
   *
   * @param seed how late the logs are read; 0: at once
   */
  ManyIds(int partitions, int seed) {
    this.random = new Random(seed);
    this.late = seed != 0;
    Rulebook rules =
        Rulebook.of(
                RuleLoader.policy(
                    FlowScenario.OPEN + "caps: [{name: mails, max: " + CAP + ", per: 24h}]\n",
                    "policy.yaml",
                    1))
            .activated(RuleLoader.flow(FLOW, "flow.yaml", 1), Rulebook.ALWAYS);
    Engine engine =
        new Engine(
            Surroundings.of("shop", AbandonmentSettings.DEFAULT, new Gates()::judge)
                .handingOver(format));
    for (int i = 0; i < partitions; i++) {
      logs.add(new ArrayDeque<>());
      timelines.add(
          new Timeline(
              engine, this::shopper, new Reading(), Timeline.Release.AT_DECISION, rules, now));
    }
    latest = People.known("phone");
    IDS.forEach(id -> append(Touches.occurred(now, People.known(id))));
    readAll();
  }

  /** Appends what happens and returns when. */
  long play(Act act) {
    now += act.after();
    for (Timeline timeline : timelines) {
      timeline.advance(now);
      timeline.fireDue(Integer.MAX_VALUE);
    }
    read();
    String id = IDS.get(act.id());
    String product = "p" + act.product();
    switch (act.kind()) {
      case ADD -> happens(Events.added(id, product));
      case REMOVE -> happens(Events.removed(id, product));
      case VIEW -> {
        viewed.add(product);
        happens(Events.viewed(id, product));
      }
      case ORDER -> {
        orders.add("o" + now);
        happens(Events.ordered(id, "o" + now));
      }
      case IDENTIFY -> happens(People.becomes(KNOWN, id));
      case ALIAS -> happens(Events.aliased(KNOWN, id));
      case AGAIN -> append(latest);
      case RESTART ->
          shoppers.replaceAll(
              (key, s) -> new Shopper(key, format.read(format.write(s.parts()).parts())));
    }
    read();
    return now;
  }

  /** Reads all logs to their ends. */
  void readAll() {
    while (logs.stream().anyMatch(log -> !log.isEmpty())) {
      for (int i = 0; i < logs.size(); i++) {
        readOne(i);
      }
    }
  }

  Shopper shopper(String id) {
    return shoppers.computeIfAbsent(id, Shopper::unseen);
  }

  Map<String, Integer> cart(String id) {
    Map<String, Integer> lines = new TreeMap<>();
    Cart cart = shopper(id).cart();
    if (cart != null) {
      cart.items().forEach(i -> lines.put(i.getProductId(), i.getQuantity()));
    }
    return lines;
  }

  List<SendCommand> sent() {
    return sent;
  }

  private void happens(ShopperEvent event) {
    latest = Touches.occurred(now, event);
    append(latest);
  }

  private void append(ShopperEvent event) {
    byte[] key = event.getShopperId().getBytes(StandardCharsets.UTF_8);
    logs.get(Utils.toPositive(Utils.murmur2(key)) % logs.size()).add(event);
  }

  private void read() {
    if (!late) {
      readAll();
      return;
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      readOne(random.nextInt(logs.size()));
    }
  }

  private void readOne(int partition) {
    ShopperEvent event = logs.get(partition).poll();
    if (event != null) {
      timelines.get(partition).apply(event);
      timelines.get(partition).fireDue(Integer.MAX_VALUE);
    }
  }

  private final class Reading extends Heard {
    @Override
    public void command(SendCommand command) {
      if (command.getAction() == CommandAction.SEND) {
        sent.add(command);
      }
    }

    @Override
    public void append(ShopperEvent event) {
      ManyIds.this.append(event);
    }

    @Override
    public void decision(Decision decision) {}
  }
}

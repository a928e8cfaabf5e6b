package io.beckon.app.trial;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.Timer;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.streams.state.HandOverFormat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One sample shopper's walk through flows, in log time, until nothing is due any more. */
public final class Trial {

  /** How long after its beginning a walk is broken off: waits may be long, but not endless. */
  static final Duration LONGEST = Duration.ofDays(800);

  /** As Kafka's brokers have it by default. */
  private static final int MAX_RECORD_BYTES = 1 << 20;

  private final SampleShopper sample;
  private final TrialReport report;
  private final Shopper shopper;
  private final Map<String, Shopper> others = new HashMap<>();
  private final Map<String, String> commandOfStep = new HashMap<>();
  private final Deque<ShopperEvent> appended = new ArrayDeque<>();
  private final Map<String, Product> catalog = new HashMap<>();
  private final Timeline timeline;
  private final long settle;

  /** A walk that begins. */
  public Trial(
      String store,
      AbandonmentSettings abandonment,
      Rulebook rules,
      SampleShopper sample,
      TrialReport report) {
    this.sample = sample;
    this.report = report;
    this.shopper = Shopper.unseen(sample.id());
    this.settle = abandonment.settle();
    sample.products().forEach(product -> catalog.put(product.getProductId(), product));
    Engine engine =
        new Engine(
            Surroundings.of(store, abandonment, new Gates()::judge)
                .selling(catalog::get)
                .handingOver(new HandOverFormat(MAX_RECORD_BYTES)));
    sample.codes().forEach((pool, codes) -> engine.codes().add(pool, codes, null));
    this.timeline =
        new Timeline(engine, this::shopper, new Heard(), Timeline.Release.AT_DECISION, rules, 0);
  }

  /** Walks to the end. */
  public void walk() {
    long last = sample.start();
    for (SampleShopper.Act act : sample.acts()) {
      runTo(act.at());
      last = act.at();
      List<ShopperEvent> events = act.events().apply(commandOfStep::get);
      Product product = act.product();
      if (product != null) {
        Product before = catalog.put(product.getProductId(), product);
        ProductChanged change = ProductChanges.between(before, product, act.at());
        if (change != null) {
          timeline.changed(ProductChanges.id(change, act.at()), change);
        }
      }
      report.act(shopper, act.at(), act.name(), events.isEmpty() && product == null);
      events.forEach(timeline::apply);
      timeline.fireDue(Integer.MAX_VALUE);
      readBack();
    }
    long end = last + LONGEST.toMillis();
    while (timeline.earliestDue() <= end - settle) {
      runTo(Math.max(timeline.now(), timeline.earliestDue() + settle));
    }
    report.end(shopper);
  }

  private void runTo(long time) {
    timeline.advance(time);
    timeline.fireDue(Integer.MAX_VALUE);
    readBack();
  }

  /** Reads what was appended to the log: what one id of the shopper tells another. */
  private void readBack() {
    for (ShopperEvent next = appended.poll(); next != null; next = appended.poll()) {
      timeline.apply(next);
      timeline.fireDue(Integer.MAX_VALUE);
    }
  }

  /** The sample's shopper under one of their ids. */
  private Shopper shopper(String id) {
    return id.equals(shopper.id()) ? shopper : others.computeIfAbsent(id, Shopper::unseen);
  }

  private final class Heard implements Timeline.Listener {

    @Override
    public void trigger(AbandonmentTrigger trigger) {
      report.trigger(shopper, trigger);
    }

    @Override
    public void decision(Decision decision) {
      report.decision(shopper, decision);
    }

    @Override
    public void command(SendCommand command) {
      if (command.getAction() == CommandAction.SEND) {
        commandOfStep.put(command.getStep(), command.getCommandId());
      }
      report.command(shopper, command);
    }

    @Override
    public void append(ShopperEvent event) {
      appended.add(event);
    }

    @Override
    public void task(Task task) {
      report.task(shopper, task);
    }

    @Override
    public void audience(AudienceChange change) {
      report.audience(shopper, change);
    }

    @Override
    public void duplicate(ShopperEvent event) {
      report.duplicate(shopper, timeline.now());
    }

    @Override
    public void changed(Shopper changed) {
      // They are all at hand.
    }

    @Override
    public void timerFailed(Shopper failed, Timer timer, long at, RuntimeException error) {
      throw error;
    }

    @Override
    public void unreadable(String shopperId, long at, RuntimeException error) {
      throw error;
    }

    @Override
    public void releaseFailed(Shopper failed, PendingSend send, long at, RuntimeException error) {
      throw error;
    }
  }
}

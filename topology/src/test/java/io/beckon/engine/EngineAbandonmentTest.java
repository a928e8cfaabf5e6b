package io.beckon.engine;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.model.AbandonmentContract;
import io.beckon.model.AbandonmentSettingsLike;
import io.beckon.model.Appended;
import io.beckon.model.TriggerSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine agrees with the independent model, with a work budget of one timer per record. */
class EngineAbandonmentTest extends AbandonmentContract {

  @Override
  public TriggerSource source() {
    return EngineAbandonmentTest::run;
  }

  private static List<AbandonmentTrigger> run(
      List<Appended> log, AbandonmentSettingsLike like, long until) {
    AbandonmentSettings settings =
        new AbandonmentSettings(
            like.cartIdle(),
            like.checkoutIdle(),
            like.browseIdle(),
            like.settle(),
            like.cartTtl(),
            List.of());
    Collector collector = new Collector();
    Map<String, Shopper> shoppers = new HashMap<>();
    Timeline timeline =
        new Timeline(
            new Engine(Surroundings.of("test", settings, new Gates()::judge)),
            id -> shoppers.computeIfAbsent(id, Shopper::unseen),
            collector,
            Timeline.Release.AT_DECISION,
            Rulebook.of(TestPolicies.open()),
            0);
    for (Appended record : log) {
      timeline.advance(record.appendTime());
      if (!record.event().getShopperId().isEmpty()) {
        timeline.apply(record.event());
      }
      timeline.fireDue(1);
    }
    timeline.advance(until);
    timeline.fireDue(Integer.MAX_VALUE);
    return collector.triggers;
  }

  private static final class Collector implements Timeline.Listener {
    private final List<AbandonmentTrigger> triggers = new ArrayList<>();

    @Override
    public void trigger(AbandonmentTrigger trigger) {
      triggers.add(trigger);
    }

    @Override
    public void decision(Decision decision) {}

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

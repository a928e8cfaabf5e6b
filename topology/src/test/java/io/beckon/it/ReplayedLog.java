package io.beckon.it;

import io.beckon.app.input.EventSource;
import io.beckon.app.input.InputEntry;
import io.beckon.app.input.ProductHistory;
import io.beckon.app.replay.Progress;
import io.beckon.app.replay.Replay;
import io.beckon.app.replay.ReplaySink;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CommandAction;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.contact.Addresses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a log as it was written, at the times that the broker gave its records:
 * whatever happened to those who read it. Messages leave when they are decided.
 *
 * @param triggers by id
 * @param sends by id
 */
record ReplayedLog(Map<String, AbandonmentTrigger> triggers, Map<String, SendCommand> sends) {

  /**
   * Replays what a shop's log holds of its shoppers.
   *
   * @param until time to run on to, epoch milliseconds
   */
  static ReplayedLog of(Shop shop, List<Output.Seen<ShopperEvent>> log, Rules rules, long until) {
    Map<String, AbandonmentTrigger> triggers = new LinkedHashMap<>();
    Map<String, SendCommand> sends = new LinkedHashMap<>();
    Replay.Settings settings =
        new Replay.Settings(
            shop.config().app().store(),
            ShellSettingsFrom.abandonment(shop.config().time()),
            Rulebooks.sinceEver(rules),
            ProductHistory.NONE,
            Map.of(),
            shop.partitions(),
            until,
            false,
            Addresses.OFF);
    ReplaySink sink =
        new ReplaySink() {
          @Override
          public void trigger(AbandonmentTrigger trigger) {
            triggers.put(trigger.getTriggerId(), trigger);
          }

          @Override
          public void command(SendCommand command) {
            if (command.getAction() == CommandAction.SEND) {
              sends.put(command.getCommandId(), command);
            }
          }
        };
    try {
      new Replay(settings, sink).play(new OfShoppers(log), Progress.onStandardError());
    } catch (IOException e) {
      throw new AssertionError("the log was not replayed", e);
    }
    return new ReplayedLog(triggers, sends);
  }

  /** The events of shoppers, in the order of their append times. */
  private static final class OfShoppers implements EventSource {

    private final Iterator<Output.Seen<ShopperEvent>> events;

    OfShoppers(List<Output.Seen<ShopperEvent>> log) {
      List<Output.Seen<ShopperEvent>> ordered = new ArrayList<>(log);
      ordered.removeIf(each -> each.value().getShopperId().isEmpty());
      ordered.sort(Comparator.comparingLong(Output.Seen::timestamp));
      events = ordered.iterator();
    }

    @Override
    public @Nullable InputEntry next() {
      if (!events.hasNext()) {
        return null;
      }
      Output.Seen<ShopperEvent> next = events.next();
      return new InputEntry.Parsed(next.timestamp(), next.value(), "log", next.offset());
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesTotal() {
      return 0;
    }

    @Override
    public void close() {}
  }
}

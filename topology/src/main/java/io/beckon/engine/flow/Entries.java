package io.beckon.engine.flow;

import io.beckon.contract.Outcome;
import io.beckon.engine.Ids;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Shopper;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may enter a flow, and how often. */
final class Entries {

  private Entries() {}

  /** Why the shopper may not enter now; null when nothing is in the way. */
  static DecisionLog.@Nullable Entry refusal(Shopper shopper, Flow flow, Origin origin, long at) {
    Journeys journeys = shopper.journeys();
    Id key = key(flow, origin);
    Duration again = flow.entry().again();
    for (FlowEntry entry : journeys.entries()) {
      if (!entry.flow().equals(flow.id())) {
        continue;
      }
      boolean sameKey = key != null && key.equals(entry.by());
      if (flow.entry().key() == Flow.Entry.Key.PRODUCT) {
        if (!sameKey) {
          continue;
        }
      } else if (sameKey) {
        return refused(FlowReasons.ALREADY_ENTERED, "entry.key");
      }
      if (again == null) {
        return refused(FlowReasons.ALREADY_ENTERED, "entry.again");
      }
      if (entry.at() + again.toMillis() > at) {
        return refused(FlowReasons.ENTERED_RECENTLY, "entry.again");
      }
    }
    boolean byProduct = flow.entry().key() == Flow.Entry.Key.PRODUCT;
    if (byProduct || flow.entry().key() == Flow.Entry.Key.NONE) {
      for (Run run : journeys.runs()) {
        boolean sameProduct = Objects.equals(key, key(flow, run.origin()));
        if (run.flow().equals(flow.id()) && (!byProduct || sameProduct)) {
          return refused(FlowReasons.ALREADY_RUNNING, null);
        }
      }
    }
    if (journeys.runs().size() >= Journeys.MAX_RUNS) {
      return refused(FlowReasons.TOO_MANY_RUNS, null);
    }
    return null;
  }

  /**
   * Does the shopper belong to those who are sent nothing? It is dealt by shop and shopper only, so
   * that all flows hold out the same people.
   */
  static boolean heldOut(String store, Shopper shopper, Flow flow) {
    double percent = flow.entry().holdout();
    return percent > 0 && Ids.share("holdout", store, shopper.id()) * 100 < percent;
  }

  /** An entry that is counted, as if the run had begun: for each that would have, there is one. */
  static DecisionLog.Entry holdOut(Shopper shopper, Run run, Flow flow) {
    shopper.journeys(shopper.journeys().remembering(entry(run, flow)));
    return refused(FlowReasons.HOLDOUT, "entry.holdout");
  }

  /** The run that begins, and its entry, put with the shopper. */
  static void enter(Shopper shopper, Run run, Flow flow) {
    shopper.journeys(shopper.journeys().entered(run, entry(run, flow)));
  }

  private static FlowEntry entry(Run run, Flow flow) {
    return new FlowEntry(flow.id(), key(flow, run.origin()), run.startedAt());
  }

  /**
   * A run that has not begun yet. Its id holds the shopper too, because event ids are unique at
   * their source only.
   */
  static Run newRun(String store, Shopper shopper, Flow flow, Origin origin, long stepAt, long at) {
    return new Run(
        Ids.of("run", store, flow.id(), shopper.id(), origin.id()),
        flow.id(),
        flow.version(),
        origin,
        at,
        0,
        stepAt,
        Run.NO_WAKE,
        0,
        null);
  }

  /** The key that a flow has one run for; null: one run in all. */
  static @Nullable Id key(Flow flow, Origin origin) {
    return switch (flow.entry().key()) {
      case NONE -> flow.trigger() instanceof Trigger.OnDate ? origin.key() : null;
      case CART -> origin.cartId() == null ? origin.key() : Id.of(origin.cartId());
      case ORDER -> {
        Object order = origin.event().get("order_id");
        yield order == null ? origin.key() : Id.of(order.toString());
      }
      case EVENT -> origin.key();
      case PRODUCT ->
          origin.items().isEmpty() ? origin.key() : Id.of(origin.items().get(0).getProductId());
    };
  }

  private static DecisionLog.Entry refused(String reason, @Nullable String rule) {
    return DecisionLog.Entry.ofRun(Outcome.REFUSED, reason, rule);
  }
}

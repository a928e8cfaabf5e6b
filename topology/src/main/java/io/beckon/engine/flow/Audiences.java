package io.beckon.engine.flow;

import io.beckon.contract.AudienceAction;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.Ids;
import io.beckon.engine.policy.AdGate;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.Run.Joined;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ShownAd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets shoppers join and leave audiences for retargeting. A membership belongs to the run that
 * began it: it ends with the run (an order, any exit), by a step, or when its time is over,
 * whatever comes first. While another run of the shopper holds the same member in the same
 * audience, nobody leaves.
 */
final class Audiences {

  /** The time of the membership was over. */
  static final String EXPIRED = "EXPIRED";

  /** A step said so. */
  static final String LEFT = "LEFT";

  private static final String JOINED = "JOINED";

  private Audiences() {}

  /**
   * Does what a step says.
   *
   * @return until when a join waits because a cap has no room, epoch milliseconds; null: the run
   *     goes on
   */
  static @Nullable Long change(Passage passage, String store, Step.Audience step) {
    if (step.joinFor() != null) {
      Verdict verdict =
          AdGate.judge(
              passage.policy,
              passage.shopper,
              passage.flow().purpose(),
              passage.run.flow(),
              passage.at);
      if (verdict.answer() != Verdict.Answer.ALLOW) {
        return refused(passage, step, verdict);
      }
      join(passage, store, step, passage.at + step.joinFor().toMillis());
      return null;
    }
    for (Joined joined : passage.run.audiences()) {
      if (joined.audience().equals(step.audience())) {
        leave(passage, store, joined, LEFT, step.id());
      }
    }
    return null;
  }

  /** A join that comes later than a message would be worth sending is given up. */
  private static @Nullable Long refused(Passage passage, Step.Audience step, Verdict verdict) {
    long stale = passage.run.stepAt() + passage.policy.staleAfter().toMillis();
    boolean waits = verdict.answer() == Verdict.Answer.DEFER && verdict.until() <= stale;
    Map<String, String> inputs = new LinkedHashMap<>(verdict.inputs());
    inputs.put("audience", step.audience());
    Long until = waits ? Long.valueOf(verdict.until()) : null;
    passage.decide(
        new DecisionLog.Entry(
            waits ? Outcome.DEFERRED : Outcome.SKIPPED,
            verdict.reason(),
            verdict.rule(),
            step.id(),
            null,
            null,
            until,
            inputs));
    return until;
  }

  private static void join(Passage passage, String store, Step.Audience step, long until) {
    Joined joined = new Joined(step.audience(), memberId(store, passage.shopper), until);
    List<Joined> now = without(passage.run.audiences(), joined);
    now.add(joined);
    passage.run = passage.run.in(now);
    if (AdGate.counts(passage.policy)) {
      ShownAd ad =
          new ShownAd(step.audience(), passage.run.flow(), passage.flow().purpose(), passage.at);
      passage.shopper.sends(passage.shopper.sends().with(ad));
    }
    tell(passage, store, joined, AudienceAction.JOIN, JOINED, step.id());
    passage.decide(entry(FlowReasons.AUDIENCE_JOINED, null, step.id(), joined));
  }

  /** Leaves the audiences whose time is over. */
  static void expire(Passage passage, String store) {
    for (Joined joined : passage.run.audiences()) {
      if (joined.until() <= passage.at) {
        leave(passage, store, joined, EXPIRED, null);
      }
    }
  }

  /** Leaves all of them: the run ends. */
  static void leaveAll(Passage passage, String store, String reason) {
    for (Joined joined : passage.run.audiences()) {
      leave(passage, store, joined, joined.until() <= passage.at ? EXPIRED : reason, null);
    }
  }

  /** Does a run that has come to its end still hold its shopper somewhere? Then it waits. */
  static boolean holds(Passage passage) {
    long until = Long.MAX_VALUE;
    for (Joined joined : passage.run.audiences()) {
      until = joined.until() > passage.at ? Math.min(until, joined.until()) : until;
    }
    if (until == Long.MAX_VALUE) {
      return false;
    }
    passage.run = passage.run.wakingAt(until);
    passage.keep();
    return true;
  }

  private static void leave(
      Passage passage, String store, Joined joined, String reason, @Nullable String step) {
    passage.run = passage.run.in(without(passage.run.audiences(), joined));
    if (heldByAnother(passage, joined)) {
      return;
    }
    tell(passage, store, joined, AudienceAction.LEAVE, reason, step);
    passage.decide(entry(FlowReasons.AUDIENCE_LEFT, reason, step, joined));
  }

  private static boolean heldByAnother(Passage passage, Joined joined) {
    for (Run run : passage.shopper.journeys().runs()) {
      if (!run.id().equals(passage.run.id())) {
        for (Joined other : run.audiences()) {
          if (isSame(other, joined) && other.until() > passage.at) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<Joined> without(List<Joined> all, Joined one) {
    List<Joined> others = new ArrayList<>(all);
    others.removeIf(each -> isSame(one, each));
    return others;
  }

  private static boolean isSame(Joined one, Joined other) {
    return one.audience().equals(other.audience()) && one.memberId().equals(other.memberId());
  }

  /** An anonymous id says nothing of a person; another id, which may be an address, is hidden. */
  static String memberId(String store, Shopper shopper) {
    Profile.Contact contact = shopper.profile().contact();
    boolean known = contact.email() != null || contact.phone() != null;
    return known ? Ids.of("member", store, shopper.id()) : shopper.id();
  }

  private static void tell(
      Passage passage,
      String store,
      Joined joined,
      AudienceAction action,
      String reason,
      @Nullable String step) {
    boolean join = action == AudienceAction.JOIN;
    passage.effects.audience(
        new AudienceChange(
            Ids.of(
                "audience",
                store,
                passage.run.flow(),
                passage.run.runId(),
                step == null ? "" : step,
                joined.audience(),
                action.name()),
            joined.audience(),
            joined.memberId(),
            action,
            passage.at,
            join ? Long.valueOf(joined.until()) : null,
            reason,
            passage.run.flow(),
            passage.run.version(),
            passage.run.runId(),
            step,
            join ? products(passage) : List.of()));
  }

  /** What an advertisement may show: the very variant where it is known. */
  private static List<String> products(Passage passage) {
    Origin origin = passage.run.origin();
    Cart cart = passage.shopper.cart();
    boolean aboutCart =
        origin.kind() == TriggerKind.CART
            || origin.kind() == TriggerKind.CHECKOUT
            || origin.items().isEmpty();
    List<Item> items = aboutCart && cart != null ? cart.items() : origin.items();
    return items.stream().map(Audiences::product).distinct().toList();
  }

  private static String product(Item item) {
    return item.getVariantId() == null
        ? item.getProductId()
        : item.getProductId() + "/" + item.getVariantId();
  }

  private static DecisionLog.Entry entry(
      String reason, @Nullable String rule, @Nullable String step, Joined joined) {
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("audience", joined.audience());
    return new DecisionLog.Entry(Outcome.CONTINUED, reason, rule, step, null, null, null, inputs);
  }
}

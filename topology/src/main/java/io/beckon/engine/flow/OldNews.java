package io.beckon.engine.flow;

import io.beckon.contract.Item;
import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.catalog.News;
import io.beckon.engine.catalog.Shelf;
import io.beckon.engine.policy.Verdict;
import io.beckon.engine.shopper.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a product said must still be so when a message says it: a price that rose again
 * is no lower price, and a stock that was filled up is not low. Whether it can be bought is judged
 * with the stock.
 */
final class OldNews {

  private OldNews() {}

  /** Why a message is no longer true; null when nothing is known against it. */
  static @Nullable Verdict of(Passage passage, Shelf shelf) {
    Origin origin = passage.run.origin();
    if (!(passage.flow().trigger() instanceof Trigger.OnProduct told) || origin.items().isEmpty()) {
      return null;
    }
    Item item = origin.items().get(0);
    if (told.kind() == ChangeKind.PRICE_DROP
        && origin.event().get("price_before") instanceof Long before) {
      News now = shelf.now(item, before);
      if (now != null && now.item().getPrice() != null && (now.drop() <= 0 || !told.isMet(now))) {
        return skip(FlowReasons.PRICE_ROSE, shelf);
      }
    } else if (told.kind() == ChangeKind.LOW_STOCK) {
      News now = shelf.now(item, null);
      Integer stock = now == null ? null : now.stock();
      if (stock != null && stock > told.threshold()) {
        return skip(FlowReasons.STOCK_ROSE, shelf);
      }
    }
    return null;
  }

  private static Verdict skip(String reason, Shelf shelf) {
    return new Verdict(Verdict.Answer.SKIP, reason, "trigger", 0, Map.of()).seeing(shelf.notes());
  }
}

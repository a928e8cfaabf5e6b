package io.beckon.engine;

import io.beckon.contract.Item;
import io.beckon.contract.Product;
import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.catalog.News;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.interest.Interest;
import io.beckon.engine.interest.PendingChange;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Shopper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a flow sees of a change of a product that starts it. */
final class ProductOrigins {

  private ProductOrigins() {}

  /** Null: the change is no news to this shopper, or none that the trigger asks for. */
  static @Nullable Origin of(PendingChange change, Trigger trigger, Shopper shopper) {
    if (!(trigger instanceof Trigger.OnProduct wanted)) {
      return null;
    }
    Product product = change.change().getAfter();
    List<Interest> interests =
        wanted.kind() == ChangeKind.PUBLISHED
            ? Interest.inKindOf(shopper, product, change.at())
            : Interest.in(shopper, product, change.at());
    String market = shopper.profile().contact().country();
    for (Interest interest : interests) {
      News news =
          wanted.interests().contains(interest.kind())
              ? News.of(
                  change.change(),
                  wanted.kind(),
                  interest.item(),
                  market,
                  wanted.threshold(),
                  change.at())
              : null;
      if (news != null && wanted.isMet(news)) {
        return origin(change, wanted.kind(), interest, news);
      }
    }
    return null;
  }

  private static Origin origin(
      PendingChange change, ChangeKind kind, Interest interest, News news) {
    Item item = news.item();
    Map<String, Object> properties = new LinkedHashMap<>();
    put(properties, "product_id", item.getProductId());
    put(properties, "variant_id", item.getVariantId());
    put(properties, "interest", interest.kind().word());
    put(properties, "price", item.getPrice());
    put(properties, "currency", item.getCurrency());
    put(properties, "stock", news.stock() == null ? null : (long) news.stock());
    if (kind == ChangeKind.PRICE_DROP) {
      put(properties, "price_before", news.priceBefore());
      put(properties, "drop", news.drop());
      put(properties, "drop_percent", news.dropPercent());
    }
    return new Origin(
        Ids.of("product-news", change.id(), kind.word()),
        null,
        change.at(),
        null,
        List.of(item),
        item.getPrice(),
        item.getCurrency(),
        null,
        null,
        kind.eventName(),
        properties);
  }

  private static void put(Map<String, Object> properties, String name, @Nullable Object value) {
    if (value != null) {
      properties.put(name, value);
    }
  }
}

package io.beckon.app.input;

import io.beckon.contract.Product;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalog and how it changed.
 *
 * @param first the products that are there from the beginning, by id
 * @param later what they became, in order of time
 */
public record ProductHistory(Map<String, Product> first, List<Dated> later) {

  /** No products. */
  public static final ProductHistory NONE = new ProductHistory(Map.of(), List.of());

  /** A product as it was from a time on (epoch milliseconds). */
  public record Dated(long at, Product product) {}

  public ProductHistory {
    first = Map.copyOf(first);
    later = later.stream().sorted(Comparator.comparingLong(Dated::at)).toList();
  }

  /** The products as they became in the end, by id. */
  public Map<String, Product> last() {
    Map<String, Product> last = new HashMap<>(first);
    later.forEach(dated -> last.put(dated.product().getProductId(), dated.product()));
    return last;
  }

  /** Collects the lines of a file. */
  static final class Builder {

    private final Map<String, Product> first = new HashMap<>();
    private final List<Dated> later = new ArrayList<>();

    void add(@Nullable Long at, Product product) {
      if (at == null) {
        first.put(product.getProductId(), product);
      } else {
        later.add(new Dated(at, product));
      }
    }

    ProductHistory build() {
      return new ProductHistory(first, later);
    }
  }
}

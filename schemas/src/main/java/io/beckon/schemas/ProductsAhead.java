package io.beckon.schemas;

import io.beckon.contract.Item;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Looks at products that events which are read next speak of. Each is in no cache: where it is
 * known, the bytes it is known by, the product and its id lie apart, and one would be waited for
 * after the other. Of several events the processor asks at once.
 */
final class ProductsAhead {

  private static final Schema PAYLOAD = ShopperEvent.getClassSchema().getField("payload").schema();
  private static final int BRANCHES = PAYLOAD.getTypes().size();
  private static final int VIEWED = branch(ProductViewed.class);
  private static final int ADDED = branch(ProductAdded.class);
  private static final int REMOVED = branch(ProductRemoved.class);

  private final DirectReader in = new DirectReader();
  private final List<Spans.Entry<Item>> next = new ArrayList<>();

  /** What was seen; it means nothing, but is kept, so that nobody leaves the looking out. */
  private int seen;

  private static int branch(Class<?> payload) {
    return PAYLOAD.getIndexNamed(payload.getName());
  }

  /** Looks at known products of values with this fingerprint; says how many there were. */
  int see(byte[][] values, int count, int header, long fingerprint) {
    for (int i = 0; i < count; i++) {
      byte[] value = values[i];
      if (value.length > header && SingleObject.fingerprintOf(value) == fingerprint) {
        Spans.Entry<Item> entry = entry(value, header);
        if (entry != null) {
          next.add(entry);
        }
      }
    }
    int found = next.size();
    int sum = 0;
    for (int i = 0; i < found; i++) {
      Spans.Entry<Item> entry = next.get(i);
      byte[] span = entry.span;
      sum += span[0] + span[span.length - 1] + entry.value.getQuantity();
    }
    for (int i = 0; i < found; i++) {
      sum += next.get(i).value.getProductId().hashCode();
    }
    seen = sum;
    next.clear();
    return found;
  }

  private Spans.@Nullable Entry<Item> entry(byte[] value, int header) {
    in.begin(value, header);
    try {
      in.skipString(); // eventId
      in.readLong(); // occurredAt
      in.skipString(); // shopperId
      in.skipString(); // source
      in.readBoolean(); // historical
      int branch = in.readIndex(BRANCHES);
      if (branch == ADDED || branch == REMOVED) {
        if (in.readIndex(2) == 1) {
          in.skipString(); // cartId
        }
      } else if (branch != VIEWED) {
        return null;
      }
      return Item.shared().ahead(in);
    } catch (IOException | RuntimeException e) {
      return null; // who reads it says what is wrong
    }
  }

  /** See {@link #seen}. */
  int seen() {
    return seen;
  }
}

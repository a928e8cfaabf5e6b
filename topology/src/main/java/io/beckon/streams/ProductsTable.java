package io.beckon.streams;

import io.beckon.contract.Product;
import io.beckon.engine.catalog.Catalog;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog that this instance holds. Each look-up reads the table, whose writer is another
 * thread; what was decoded lately is used again for as long as its bytes are the same. A product
 * that can't be read is one that is not known: it is logged and counted.
 */
final class ProductsTable implements Catalog {

  /** Products whose decoded form is kept. */
  private static final int DECODED = 512;

  private static final Logger LOG = LoggerFactory.getLogger(ProductsTable.class);

  /** A row, and the product in it; null: it can't be read. */
  private static final class Decoded {
    final byte[] bytes;
    final @Nullable Product product;

    Decoded(byte[] bytes, @Nullable Product product) {
      this.bytes = bytes;
      this.product = product;
    }
  }

  private final @Nullable ReadOnlyKeyValueStore<Bytes, byte[]> table;
  private final WireCodec codec;
  private final String topic;
  private final TaskMeters meters;
  private final Map<String, Decoded> decoded =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Decoded> eldest) {
          return size() > DECODED;
        }
      };

  /**
   * A catalog over a table.
   *
   * @param table null: there is none, as where a processor runs alone
   * @param topic where the table's rows were read
   */
  ProductsTable(
      @Nullable ReadOnlyKeyValueStore<Bytes, byte[]> table,
      WireCodec codec,
      String topic,
      TaskMeters meters) {
    this.table = table;
    this.codec = codec;
    this.topic = topic;
    this.meters = meters;
  }

  @Override
  public @Nullable Product find(String productId) {
    byte[] row =
        table == null ? null : table.get(Bytes.wrap(productId.getBytes(StandardCharsets.UTF_8)));
    if (row == null) {
      return null;
    }
    Decoded known = decoded.get(productId);
    if (known == null || !Arrays.equals(known.bytes, row)) {
      known = new Decoded(row, decode(productId, row));
      decoded.put(productId, known);
    }
    return known.product;
  }

  private @Nullable Product decode(String productId, byte[] row) {
    try {
      return codec.decode(topic, new RecordHeaders(), row, Product.class);
    } catch (UnreadablePayload e) {
      meters.unreadableProduct();
      LOG.warn(
          "Product '{}' in {} can't be read and is taken as not known, until it is written again:"
              + " {}",
          productId,
          topic,
          e.getMessage());
      return null;
    }
  }
}

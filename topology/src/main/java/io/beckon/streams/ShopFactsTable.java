package io.beckon.streams;

import io.beckon.contract.Product;
import io.beckon.contract.ShopFact;
import io.beckon.engine.catalog.Catalog;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog with the facts of the shop that this instance holds. The facts of a claim lie side by
 * side in the table. One that can't be read confirms nothing: it is logged.
 */
final class ShopFactsTable implements Catalog {

  private static final Logger LOG = LoggerFactory.getLogger(ShopFactsTable.class);

  /** Follows '/', the end of a claim in the key of a fact. */
  private static final char BEHIND = '/' + 1;

  private final Catalog products;
  private final @Nullable ReadOnlyKeyValueStore<Bytes, byte[]> table;
  private final WireCodec codec;
  private final String topic;

  /**
   * Facts in a table.
   *
   * @param table null: there is none, as where a processor runs alone
   */
  ShopFactsTable(
      Catalog products,
      @Nullable ReadOnlyKeyValueStore<Bytes, byte[]> table,
      WireCodec codec,
      String topic) {
    this.products = products;
    this.table = table;
    this.codec = codec;
    this.topic = topic;
  }

  @Override
  public @Nullable Product find(String productId) {
    return products.find(productId);
  }

  @Override
  public List<ShopFact> facts(String claim) {
    List<ShopFact> facts = new ArrayList<>();
    if (table == null) {
      return facts;
    }
    try (KeyValueIterator<Bytes, byte[]> rows = table.range(key(claim), key(claim + BEHIND))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        String id = new String(row.key.get(), StandardCharsets.UTF_8);
        if (id.equals(claim) || id.startsWith(claim + "/")) {
          read(id, row.value, facts);
        }
      }
    }
    return facts;
  }

  private void read(String id, byte[] row, List<ShopFact> facts) {
    try {
      facts.add(codec.decode(topic, new RecordHeaders(), row, ShopFact.class));
    } catch (UnreadablePayload e) {
      LOG.warn(
          "Fact '{}' in {} can't be read, so it confirms nothing: {}", id, topic, e.getMessage());
    }
  }

  private static Bytes key(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}

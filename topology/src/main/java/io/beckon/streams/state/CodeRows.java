package io.beckon.streams.state;

import io.beckon.engine.code.Code;
import io.beckon.engine.code.CodeStore;
import io.beckon.schemas.StateCodec;
import io.beckon.state.CodeState;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The store {@code offer-codes}: a row for each code, under the key that decides on its partition.
 * So it moves with its key when the number of partitions changes, as the row of a shopper does.
 */
public final class CodeRows implements CodeStore {

  private final KeyValueStore<String, byte[]> rows;
  private final StateCodec<CodeState> format = StateCodec.of(CodeState.class);

  /** Codes in a store of the task. */
  public CodeRows(KeyValueStore<String, byte[]> rows) {
    this.rows = rows;
  }

  @Override
  public @Nullable Code get(String key) {
    byte[] row = rows.get(key);
    return row == null ? null : live(key, row);
  }

  @Override
  public void put(String key, Code code) {
    rows.put(key, format.encode(new CodeState(code.given(), code.validUntil())));
  }

  @Override
  public void scan(String after, String before, BiPredicate<String, Code> each) {
    try (KeyValueIterator<String, byte[]> found = rows.range(after, before)) {
      while (found.hasNext()) {
        KeyValue<String, byte[]> row = found.next();
        boolean inside = !row.key.equals(after) && !row.key.equals(before);
        if (inside && !each.test(row.key, live(row.key, row.value))) {
          return;
        }
      }
    }
  }

  private Code live(String key, byte[] row) {
    try {
      CodeState state = format.decode(row);
      return new Code(state.getGiven(), state.getValidUntil());
    } catch (RuntimeException e) {
      throw new CorruptStateException(StoreNames.OFFER_CODES, key, e);
    }
  }
}

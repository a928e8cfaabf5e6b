package io.beckon.measurement.streams;

import io.beckon.contract.Attribution;
import io.beckon.measurement.core.Attributions;
import io.beckon.measurement.core.History;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.core.Measures;
import io.beckon.measurement.core.Settings;
import io.beckon.measurement.core.Tally;
import io.beckon.state.MeasuredShopper;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what may still change of each shopper, and writes what did: corrected credits, and what has
 * to be added to counts. Whatever the order in which it is told, all it ever wrote comes to what
 * {@code core.Measurement} makes of the same outcomes.
 */
final class Ledger implements Processor<String, Told, String, Ledger.Change> {

  /** Either a credit, or an amount to add to a count. */
  record Change(@Nullable Attribution credit, long amount) {}

  /** Rows looked at in one second for what is too old to change. */
  private static final int SWEPT_AT_ONCE = 500;

  private final String storeName;
  private final Settings settings;
  private KeyValueStore<String, MeasuredShopper> store;
  private ProcessorContext<String, Change> context;
  private @Nullable String swept;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  Ledger(String storeName, Settings settings) {
    this.storeName = storeName;
    this.settings = settings;
  }

  @Override
  public void init(ProcessorContext<String, Change> given) {
    context = given;
    store = given.getStateStore(storeName);
    swept = null;
    given.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, ignoredTime -> sweep());
  }

  @Override
  public void process(Record<String, Told> record) {
    Told told = record.value();
    MeasuredShopper known = store.get(record.key());
    History history = known == null ? new History(settings) : History.of(known, settings);
    history.expire(told.knownAt());
    Tally before = Measures.of(history);
    Attributions.Standing stood = Attributions.standing(history);
    told.into(history);
    Tally change = before.until(Measures.of(history));
    if (told.order() == null && !told.closed()) {
      change.add(Measures.ofItself(told.event(), settings));
    }
    long at = Math.max(told.knownAt(), record.timestamp());
    for (Attribution credit : Attributions.since(stood, history, at)) {
      context.forward(new Record<>(record.key(), new Change(credit, 0), at));
    }
    for (Map.Entry<MeasureKey, Long> sum : change.sums().entrySet()) {
      context.forward(
          new Record<>(
              sum.getKey().text(),
              new Change(null, sum.getValue()),
              sum.getKey().day().atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()));
    }
    put(record.key(), history);
  }

  private void put(String shopper, History history) {
    store.put(shopper, history.isEmpty() ? null : history.state());
  }

  /** Forgets what no longer changes a count, of shoppers who are silent. No count depends on it. */
  private void sweep() {
    long now = context.currentStreamTimeMs();
    List<KeyValue<String, MeasuredShopper>> rows = new ArrayList<>();
    try (KeyValueIterator<String, MeasuredShopper> all = store.range(swept, null)) {
      while (all.hasNext() && rows.size() < SWEPT_AT_ONCE) {
        rows.add(all.next());
      }
    }
    swept = rows.size() < SWEPT_AT_ONCE ? null : rows.get(rows.size() - 1).key;
    for (KeyValue<String, MeasuredShopper> row : rows) {
      History history = History.of(row.value, settings);
      history.expire(now);
      if (!history.state().equals(row.value)) {
        put(row.key, history);
      }
    }
  }
}

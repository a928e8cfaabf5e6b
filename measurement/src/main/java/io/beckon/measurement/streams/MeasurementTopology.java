package io.beckon.measurement.streams;

import io.beckon.contract.Attribution;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Measure;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TimeMark;
import io.beckon.measurement.core.Causes;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.core.Settings;
import io.beckon.schemas.WireCodec;
import io.beckon.state.MeasuredShopper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The measurement application.
 *
 * <pre>
 * outcomes ─┬─ touches, entries ──⋈── orders ────────┐
 *           ├─ triggers ─────────⟕── orders, marks ──┼─► ledger ─┬─► attributions
 *           └─ each by itself ───────────────────────┘           └─► sums by day ─► measures
 * </pre>
 *
 * Values only are changed on the way to the joins, so that nothing is repartitioned before them and
 * each shopper's outcomes stay in order. Time marks stand among the orders of the left join: they
 * close the windows of shoppers who are silent. The ledger needs no order (see {@code
 * core.History}), so that it does not matter which branch comes first.
 */
public final class MeasurementTopology {

  /** The store of sums, by {@link MeasureKey#text()} and day. */
  public static final String SUMS = "sums";

  private static final String LEDGERS = "ledgers";
  private static final String AMOUNTS = "amounts";
  private static final Duration DAY = Duration.ofDays(1);

  /** The topics that it reads and writes. */
  public record Topics(String outcomes, String attributions, String measures, String deadLetters) {}

  private final Settings settings;
  private final Topics topics;
  private final Duration kept;
  private final Taken taken;
  private final Wire wire;
  private final Serde<String> keys = Serdes.String();
  private final Serde<OutcomeEvent> stored = new RecordSerde<>(OutcomeEvent.class);

  private MeasurementTopology(
      Settings settings, Topics topics, Duration kept, Supplier<WireCodec> codecs, Taken taken) {
    this.settings = settings;
    this.topics = topics;
    this.kept = kept;
    this.taken = taken;
    this.wire = new Wire(codecs);
  }

  /** The internal topic whose partitions are those of {@link #SUMS}. */
  public static String amounts(String applicationId) {
    return applicationId + "-" + AMOUNTS + "-repartition";
  }

  /**
   * Builds the topology.
   *
   * @param kept how old the outcomes may be that are read: partitions of a long history are not
   *     read at the same pace, and a sum must not be closed for one that is read last
   * @param codecs makes a codec for each thread
   * @param taken hears of what is read
   * @param streamsConfig the application's Kafka Streams configuration; the parts that shape a
   *     topology are taken from it
   */
  public static Topology build(
      Settings settings,
      Topics topics,
      Duration kept,
      Supplier<WireCodec> codecs,
      Taken taken,
      Map<String, ?> streamsConfig) {
    StreamsBuilder builder =
        new StreamsBuilder(new TopologyConfig(new StreamsConfig(streamsConfig)));
    new MeasurementTopology(settings, topics, kept, codecs, taken).build(builder);
    return builder.build();
  }

  private void build(StreamsBuilder builder) {
    KStream<String, Wire.Read> source =
        builder.stream(
            topics.outcomes(),
            Consumed.with(keys, wire.outcomes())
                .withTimestampExtractor(new OutcomeTimes(settings))
                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                .withName("outcomes"));
    Serde<DeadLetter> letters = wire.written();
    source
        .filter((key, read) -> read.event() == null, Named.as("unreadable"))
        .processValues(() -> new Letters(taken), Named.as("letters"))
        .to(topics.deadLetters(), Produced.with(keys, letters).withName("dead-letters"));
    KStream<String, OutcomeEvent> outcomes =
        source
            .filter((key, read) -> read.event() != null && key != null, Named.as("readable"))
            .processValues(() -> new Apart(settings), Named.as("events"))
            .processValues(() -> new Taking(taken), Named.as("taken"));
    KStream<String, Told> told = followed(outcomes).merge(recovered(outcomes), Named.as("joined"));
    KStream<String, OutcomeEvent> alone =
        outcomes.filter((key, event) -> !isMark(event), Named.as("of-shoppers"));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LEDGERS),
            keys,
            new RecordSerde<>(MeasuredShopper.class)));
    KStream<String, Ledger.Change> changes =
        alone
            .mapValues(Told::happened, Named.as("happened"))
            .merge(told, Named.as("told"))
            .process(() -> new Ledger(LEDGERS, settings), Named.as("ledger"), LEDGERS);
    Serde<Attribution> attributions = wire.written();
    changes
        .filter((key, change) -> change.credit() != null, Named.as("credits"))
        .mapValues(change -> Objects.requireNonNull(change.credit()), Named.as("credited"))
        .to(topics.attributions(), Produced.with(keys, attributions).withName("attributions"));
    summed(
        changes
            .filter((key, change) -> change.credit() == null, Named.as("amounts"))
            .mapValues(Ledger.Change::amount, Named.as("amount")));
  }

  /** Touches and entries that an order followed within the longest of all windows. */
  private KStream<String, Told> followed(KStream<String, OutcomeEvent> outcomes) {
    KStream<String, OutcomeEvent> causes =
        outcomes.filter((key, event) -> Causes.isCause(event, settings), Named.as("causes"));
    KStream<String, OutcomeEvent> orders =
        outcomes.filter((key, event) -> Causes.isOrder(event), Named.as("orders"));
    return causes.join(
        orders,
        Told::joined,
        after(settings.longestWindow()),
        StreamJoined.with(keys, stored, stored).withName("touched").withStoreName("touched"));
  }

  /** Each abandonment with the orders that followed, or with none when its window has closed. */
  private KStream<String, Told> recovered(KStream<String, OutcomeEvent> outcomes) {
    KStream<String, OutcomeEvent> triggers =
        outcomes.filter((key, event) -> Causes.isTrigger(event), Named.as("triggers"));
    KStream<String, OutcomeEvent> ordersAndMarks =
        outcomes.filter(
            (key, event) -> Causes.isOrder(event) || isMark(event), Named.as("orders-and-marks"));
    return triggers.leftJoin(
        ordersAndMarks,
        Told::joined,
        after(settings.longestRecovery()),
        StreamJoined.with(keys, stored, stored).withName("abandoned").withStoreName("abandoned"));
  }

  private JoinWindows after(long window) {
    return JoinWindows.ofTimeDifferenceAndGrace(Duration.ZERO, Duration.ofMillis(settings.grace()))
        .after(Duration.ofMillis(window));
  }

  private static boolean isMark(OutcomeEvent event) {
    return event.getFact() instanceof TimeMark;
  }

  /** How long a day's sum stays open: a correction is of a day long past. */
  static Duration open(Settings settings, Duration kept) {
    return Duration.ofMillis(
            2 * settings.corrections() + settings.longestWindow() + settings.grace())
        .plus(DAY)
        .plus(kept);
  }

  /** Sums by day. */
  private void summed(KStream<String, Long> amounts) {
    Duration open = open(settings, kept);
    Materialized<String, Long, WindowStore<Bytes, byte[]>> store =
        Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(SUMS)
            .withKeySerde(keys)
            .withValueSerde(Serdes.Long())
            .withRetention(open.plus(DAY));
    Serde<Measure> measures = wire.written();
    amounts
        .groupByKey(Grouped.with(AMOUNTS, keys, Serdes.Long()))
        .windowedBy(TimeWindows.ofSizeAndGrace(DAY, open))
        .reduce(Long::sum, Named.as(SUMS), store)
        .toStream(Named.as("sums-changed"))
        .map(MeasurementTopology::measured, Named.as("measured"))
        .to(topics.measures(), Produced.with(keys, measures).withName("measures"));
  }

  private static KeyValue<String, Measure> measured(Windowed<String> key, Long sum) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(key.window().start()), ZoneOffset.UTC);
    return KeyValue.pair(day + "\u001f" + key.key(), MeasureKey.parse(day, key.key()).counted(sum));
  }
}

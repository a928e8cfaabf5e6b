package io.beckon.bench.scenario.dsl;

import io.beckon.bench.scenario.CommitWhenQuiet;
import io.beckon.bench.scenario.SiteActivity;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.TriggerKind;
import io.beckon.schemas.BeckonSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindowedKStream;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Abandoned carts with the Kafka Streams DSL.
 *
 * <pre>
 * input ─► acts ─► session windows (gap 1 h) ─► suppress ─► repartition ─► left join ─► output
 *            └───────────────► orders, a versioned table ───────────────────┘
 * </pre>
 *
 * A session with cart activity that no order followed is one abandonment. Written to be exact, not
 * to be slow: the orders are looked up as of the session's end, so that a catch-up, in which the
 * table runs ahead, gives the same answer as a live run. What it cannot say is that a checkout is
 * due earlier than a cart: a session window has one gap.
 */
final class DslTopology {

  static final Duration GAP = Duration.ofHours(1);

  /** Lateness allowed for; Beckon's {@code settle}. */
  static final Duration GRACE = Duration.ofSeconds(30);

  private static final String JOINED = "sessions-and-orders";
  private static final Duration ORDERS_KNOWN_FOR = Duration.ofDays(1);

  /** A session that the store has dropped cannot be handed on any more when its window closes. */
  private static final Duration SESSIONS_KEPT_TO_BE_EMITTED = Duration.ofDays(1);

  /** How a session's result is held back until the session is over. */
  enum Emission {
    /** {@code suppress(untilWindowCloses)}: the way most know. */
    SUPPRESS,
    /** {@code EmitStrategy.onWindowClose}: without a second buffer, from Kafka 3.3 on. */
    WINDOW_CLOSE
  }

  private DslTopology() {}

  /** The topic by which closed sessions come to their shopper's orders. */
  static String repartitionTopic(String applicationId) {
    return applicationId + "-" + JOINED + "-repartition";
  }

  /**
   * Builds the topology.
   *
   * @param config the application's Kafka Streams configuration
   * @param first is told, by each task, of the first record
   */
  static Topology build(
      String input, String output, Emission emission, Properties config, Runnable first) {
    Map<String, Object> shape = new HashMap<>();
    config.forEach((name, value) -> shape.put(name.toString(), value));
    CommitWhenQuiet commits = new CommitWhenQuiet();
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(shape)));
    KStream<String, Act> acts =
        builder.stream(
                input,
                Consumed.with(Serdes.String(), new BeckonSerde<>(ShopperEvent.class))
                    .withName("events"))
            .processValues(() -> new ActsOf(first, commits), Named.as("acts"));
    closedSessions(acts, emission)
        .filter((shopper, session) -> session.hasCart(), Named.as("with-a-cart"))
        .map((window, session) -> KeyValue.pair(window.key(), session), Named.as("by-shopper"))
        .leftJoin(
            orders(acts),
            DslTopology::triggerUnlessOrdered,
            Joined.with(Serdes.String(), CartSession.serde(), Serdes.Long(), JOINED))
        .filter((shopper, trigger) -> trigger != null, Named.as("abandoned"))
        .to(
            output,
            Produced.with(Serdes.String(), new BeckonSerde<>(AbandonmentTrigger.class))
                .withName("triggers"));
    return builder.build();
  }

  private static KStream<Windowed<String>, CartSession> closedSessions(
      KStream<String, Act> acts, Emission emission) {
    SessionWindowedKStream<String, Act> sessions =
        acts.groupByKey(Grouped.<String, Act>as("acts-by-shopper").withKeySerde(Serdes.String()))
            .windowedBy(SessionWindows.ofInactivityGapAndGrace(GAP, GRACE));
    if (emission == Emission.WINDOW_CLOSE) {
      return aggregated(
              sessions.emitStrategy(EmitStrategy.onWindowClose()), SESSIONS_KEPT_TO_BE_EMITTED)
          .toStream(Named.as("closed-sessions"));
    }
    return aggregated(sessions, GAP.plus(GRACE))
        .suppress(
            Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded())
                .withName("until-closed"))
        .toStream(Named.as("closed-sessions"));
  }

  /**
   * Without the record cache: it hands on a commit's changes in the order of their keys, by which
   * {@code suppress} would take sessions for closed that go on, and it was not faster.
   */
  private static KTable<Windowed<String>, CartSession> aggregated(
      SessionWindowedKStream<String, Act> sessions, Duration kept) {
    return sessions.aggregate(
        () -> CartSession.EMPTY,
        (shopper, act, session) -> session.with(act),
        (shopper, one, other) -> one.merged(other),
        Named.as("sessions"),
        Materialized.<String, CartSession, SessionStore<Bytes, byte[]>>as("sessions")
            .withKeySerde(Serdes.String())
            .withValueSerde(CartSession.serde())
            .withRetention(kept)
            .withCachingDisabled());
  }

  /** The time of each shopper's last order. */
  private static KTable<String, Long> orders(KStream<String, Act> acts) {
    return acts.filter((shopper, act) -> act.activity() == SiteActivity.ORDER, Named.as("ordered"))
        .mapValues(Act::at, Named.as("order-times"))
        .toTable(
            Named.as("orders"),
            Materialized.<String, Long>as(
                    Stores.persistentVersionedKeyValueStore("orders", ORDERS_KNOWN_FOR))
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.Long()));
  }

  private static @Nullable AbandonmentTrigger triggerUnlessOrdered(
      String shopper, CartSession session, @Nullable Long orderedAt) {
    if (orderedAt != null && orderedAt >= session.lastCartAt()) {
      return null;
    }
    TriggerKind kind = session.checkoutBegun() ? TriggerKind.CHECKOUT : TriggerKind.CART;
    long dueAt = session.lastAt() + GAP.toMillis();
    return AbandonmentTrigger.newBuilder()
        .setTriggerId(triggerId(kind, shopper, session.lastAt()))
        .setKind(kind)
        .setShopperId(shopper)
        .setDueAt(dueAt)
        .setIdleSince(session.lastAt())
        .setAt(dueAt + GRACE.toMillis())
        .setItems(List.of())
        .build();
  }

  /** The same in every replay. */
  private static String triggerId(TriggerKind kind, String shopper, long idleSince) {
    return UUID.nameUUIDFromBytes(
            (kind + "/" + shopper + "/" + idleSince).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}

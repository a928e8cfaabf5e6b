package io.beckon.app.reshard;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.Writes;
import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.state.StoreNames;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Lets an application leave its shadow: from the record that this appends to each partition of its
 * log on, it writes commands and ticks. To be repeated when it was cut short: an application that
 * is active reads it as nothing new.
 */
public final class Activation {

  /** So many of the latest records of each partition are looked at for ticks. */
  private static final long LATEST = 2_000;

  private static final Duration UNTIL_READ = Duration.ofMinutes(1);
  private static final String RULES_CHANGELOG = "-" + StoreNames.RULES + "-changelog";

  private final BeckonConfig config;
  private final Cluster cluster;
  private final PrintWriter out;
  private final LongSupplier wallClock;

  /**
   * An activation.
   *
   * @param config of the application that is to leave its shadow
   * @param wallClock epoch milliseconds
   */
  public Activation(BeckonConfig config, Admin admin, PrintWriter out, LongSupplier wallClock) {
    this.config = config;
    this.cluster = new Cluster(admin);
    this.out = out;
    this.wallClock = wallClock;
  }

  /**
   * Looks, and says how the application stands.
   *
   * @param most records of a partition that may be unread
   * @param beside applications that are known to be in the shadow
   * @throws CommandFailedException when it is not safe, with the reasons
   */
  public void look(long most, Set<String> beside) {
    Standing standing = standing();
    List<String> reasons = Unsafe.of(standing, most, beside, wallClock.getAsLong());
    if (!reasons.isEmpty()) {
      throw CommandFailedException.failed(
          "can't activate "
              + standing.application()
              + ":"
              + String.join("", reasons.stream().map(r -> "\n  " + r).toList()),
          null);
    }
    say(
        String.format(
            Locale.ROOT,
            "%s reads %s (%d partitions) and has %,d records still to read.",
            standing.application(),
            standing.log(),
            standing.partitions(),
            standing.unreadInAll()));
    say(
        String.format(
            Locale.ROOT,
            "Messages wait for %,d shoppers. Those that are not out of date leave when it takes over;"
                + " what another application of this store has sent has the same commandId.",
            waiting(standing)));
    if (standing.ticks().containsKey(standing.application())) {
      say("It is active already, in one partition at least: it has written ticks.");
    }
  }

  /**
   * Appends the activation, and waits until all partitions have read it.
   *
   * @throws CommandFailedException when they do not; it may be repeated
   */
  public void run() {
    String id = config.app().applicationId();
    String log = config.topics().shopperEvents();
    Map<Integer, Long> written = append(id, log);
    say("Written to " + written.size() + " partitions of " + log + ".");
    long deadline = System.nanoTime() + UNTIL_READ.toNanos();
    while (!isRead(written, cluster.committed(id, log))) {
      if (System.nanoTime() > deadline) {
        throw CommandFailedException.failed(
            "the activation is in the log, but not all partitions of "
                + id
                + " have read it yet. See its /status: each partition says whether it is active.",
            null);
      }
      Cluster.pause();
    }
    say(id + " has taken over: it sends from here on.");
  }

  private static boolean isRead(Map<Integer, Long> written, Map<Integer, Long> committed) {
    return written.entrySet().stream()
        .allMatch(each -> committed.getOrDefault(each.getKey(), 0L) > each.getValue());
  }

  private Map<Integer, Long> append(String id, String log) {
    Map<Integer, Long> offsets = new ConcurrentHashMap<>();
    try (KafkaProducer<byte[], byte[]> producer = Writes.producer(config.kafka());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      byte[] value = codec.encode(log, event(id, wallClock.getAsLong()));
      List<Future<RecordMetadata>> writes = new ArrayList<>();
      int partitions = producer.partitionsFor(log).size();
      for (int partition = 0; partition < partitions; partition++) {
        writes.add(
            producer.send(
                new ProducerRecord<>(log, partition, wallClock.getAsLong(), null, value),
                (place, error) -> {
                  if (error == null) {
                    offsets.put(place.partition(), place.offset());
                  }
                }));
      }
      Writes.await(writes, "the activation", "reading it twice changes nothing");
    }
    return offsets;
  }

  /** What says to an application that it may write. */
  static ShopperEvent event(String id, long at) {
    return ShopperEvent.newBuilder()
        .setEventId("activated:" + id)
        .setOccurredAt(at)
        .setShopperId("")
        .setSource("beckon")
        .setHistorical(false)
        .setPayload(new ApplicationActivated(id))
        .build();
  }

  private Standing standing() {
    String id = config.app().applicationId();
    String log = config.topics().shopperEvents();
    Scene scene = new Scene(config, config, cluster);
    int partitions = scene.partitions(log);
    Journal journal = scene.journal();
    return new Standing(
        id,
        log,
        partitions,
        config.topics().partitions(),
        scene.partitions(Names.changelog(id, StoreNames.RULES)),
        Math.max(0, cluster.members(id)),
        unread(id, log, partitions),
        others(id, log),
        ticks(log, partitions),
        scene.movedTo(id),
        journal.stage() == Journal.Stage.ACTIVATED
            ? Optional.empty()
            : journal.plan().map(Activation::command));
  }

  private static String command(Plan plan) {
    return "'beckon reshard --from "
        + plan.from()
        + " --to "
        + plan.to()
        + " --partitions "
        + plan.partitions()
        + " --activate'";
  }

  private SortedMap<Integer, Long> unread(String id, String log, int partitions) {
    SortedMap<Integer, Long> committed = cluster.committed(id, log);
    SortedMap<Integer, Long> unread = new TreeMap<>();
    cluster
        .ends(Cluster.partitions(log, partitions))
        .forEach(
            (partition, end) -> {
              Long read = committed.get(partition.partition());
              if (read != null || end == 0) {
                unread.put(partition.partition(), read == null ? 0 : end - read);
              }
            });
    return unread;
  }

  /** Other applications of Beckon that are alive and have read the log. */
  private SortedMap<String, Integer> others(String id, String log) {
    SortedMap<String, Integer> others = new TreeMap<>();
    for (String topic : cluster.topics()) {
      if (topic.endsWith(RULES_CHANGELOG)) {
        String other = topic.substring(0, topic.length() - RULES_CHANGELOG.length());
        int members = other.equals(id) ? 0 : cluster.members(other);
        if (members > 0 && !cluster.committed(other, log).isEmpty()) {
          others.put(other, members);
        }
      }
    }
    return others;
  }

  private Map<String, Long> ticks(String log, int partitions) {
    Map<String, Long> ticks = new HashMap<>();
    List<TopicPartition> all = Cluster.partitions(log, partitions);
    SortedMap<Integer, Long> from = new TreeMap<>();
    cluster
        .ends(all)
        .forEach((partition, end) -> from.put(partition.partition(), Math.max(0, end - LATEST)));
    try (Reader reader = new Reader(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      Reader.Reading reading = reader.read(all, from);
      while (!reading.isOver()) {
        reading.poll(
            record -> {
              if (payload(codec, record) instanceof Tick tick) {
                ticks.merge(tick.getApplicationId(), record.timestamp(), Math::max);
              }
            });
      }
    }
    return ticks;
  }

  private static @Nullable Object payload(WireCodec codec, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return codec
          .decode(record.topic(), record.headers(), record.value(), ShopperEvent.class)
          .getPayload();
    } catch (UnreadablePayload e) {
      return null;
    }
  }

  /** Shoppers for whom something waits. */
  private long waiting(Standing standing) {
    String changelog = Names.changelog(standing.application(), StoreNames.SEND_QUEUE);
    try (Reader reader = new Reader(config)) {
      return reader
          .rows(changelog, standing.state(), new TreeMap<>(), new Pace(out, System::nanoTime, 0))
          .stream()
          .mapToLong(Map::size)
          .sum();
    }
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}

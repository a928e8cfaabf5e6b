package io.beckon.app.reshard;

import io.beckon.app.config.BeckonConfig;
import io.beckon.streams.state.StateMove;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Bytes;

/**
 * Writes the state of the old application into the changelogs of the new one. Positions are noted
 * in the transactions of what they stand for.
 */
final class StateCarrier {

  private final BeckonConfig config;
  private final Plan plan;
  private final Journal journal;
  private final Writer writer;
  private final Pace pace;
  private final int batch;
  private int open;

  /**
   * A carrier.
   *
   * @param batch rows in a transaction
   */
  StateCarrier(
      BeckonConfig config, Plan plan, Journal journal, Writer writer, Pace pace, int batch) {
    this.config = config;
    this.plan = plan;
    this.journal = journal;
    this.writer = writer;
    this.pace = pace;
    this.batch = batch;
  }

  /** Carries a store whose rows go where their keys belong. */
  void keyed(String store) {
    String target = Names.changelog(plan.to(), store);
    stream(
        store,
        Names.changelog(plan.from(), store),
        plan.stateIn(),
        record ->
            new ProducerRecord<>(
                target,
                StateMove.home(StateMove.owner(store, record.key()), plan.partitions()),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
  }

  /** Carries the catalog as the feed of its changes has seen it; its partitions stay. */
  void feed(int partitions) {
    String target = Names.feedChangelog(plan.to());
    stream(
        Names.KNOWN_PRODUCTS,
        Names.feedChangelog(plan.from()),
        partitions,
        record ->
            new ProducerRecord<>(
                target,
                record.partition(),
                record.timestamp(),
                record.key(),
                record.value(),
                record.headers()));
  }

  private interface Route {
    ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record);
  }

  private void stream(String store, String changelog, int partitions, Route route) {
    try (Reader reader = new Reader(config)) {
      Map<Integer, Long> from = journal.positions(store);
      from.values().forEach(pace::skipped);
      Reader.Reading reading = reader.read(Cluster.partitions(changelog, partitions), from);
      while (!reading.isOver()) {
        reading.poll(
            record -> {
              writer.send(route.of(record));
              open++;
              pace.row();
            });
        if (open >= batch) {
          seal(store, reading.next());
        }
        pace.look();
      }
      seal(store, reading.next());
    }
  }

  /** Carries a store whose rows are a partition's; once begun again, the same is written again. */
  void whole(String store) {
    String target = Names.changelog(plan.to(), store);
    if (!journal.positions(store).isEmpty()) {
      journal.positions(store).values().forEach(pace::skipped);
      return;
    }
    SortedMap<Integer, Long> next = new TreeMap<>();
    StateMove.Whole move =
        StateMove.of(
            store,
            plan.stateIn(),
            plan.partitions(),
            (partition, key, value) -> {
              writer.send(new ProducerRecord<>(target, partition, key, value));
              if (++open >= batch) {
                writer.commit();
                open = 0;
              }
            });
    take(config, plan, store, move, next, pace);
    move.finish();
    seal(store, next);
  }

  /**
   * Can a store be moved as it is? To be asked before anything is written.
   *
   * @throws io.beckon.streams.state.NotMovableException with the way out
   */
  static void tryWhole(BeckonConfig config, Plan plan, String store, Pace pace) {
    StateMove.Whole move =
        StateMove.of(store, plan.stateIn(), plan.partitions(), (partition, key, value) -> {});
    take(config, plan, store, move, new TreeMap<>(), pace);
    move.finish();
  }

  private static void take(
      BeckonConfig config,
      Plan plan,
      String store,
      StateMove.Whole move,
      SortedMap<Integer, Long> next,
      Pace pace) {
    String changelog = Names.changelog(plan.from(), store);
    try (Reader reader = new Reader(config)) {
      List<Map<Bytes, byte[]>> rows = reader.rows(changelog, plan.stateIn(), next, pace);
      for (int partition = 0; partition < rows.size(); partition++) {
        move.take(partition, rows.get(partition));
      }
    }
  }

  private void seal(String store, SortedMap<Integer, Long> next) {
    writer.send(journal.positions(plan.to(), store, next));
    writer.commit();
    open = 0;
  }
}

package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.config.BeckonConfig;
import io.beckon.streams.state.StateMove;
import io.beckon.streams.state.StoreNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/**
 * Compares what both applications remember of each shopper and contact: all their rows, byte for
 * byte, and what the indexes say of them; and whether each row lies where it belongs. Both must
 * stand still.
 */
final class Verification {

  /** Shoppers that are named. */
  private static final int NAMED = 10;

  /**
   * What was found.
   *
   * @param owners shoppers and contacts on the old side
   * @param differing those of whom both remember something else
   * @param named some of them
   * @param astray rows in a partition where they do not belong
   * @param rules what is wrong with the definitions; empty: nothing
   */
  record Result(long owners, long differing, Set<String> named, long astray, List<String> rules) {

    boolean isSame() {
      return differing == 0 && astray == 0 && rules.isEmpty();
    }
  }

  private final BeckonConfig config;
  private final Plan plan;
  private final Pace pace;
  private final Digests shoppers = new Digests();
  private long astray;

  Verification(BeckonConfig config, Plan plan, Pace pace) {
    this.config = config;
    this.plan = plan;
    this.pace = pace;
  }

  Result run() {
    try (Reader reader = new Reader(config)) {
      for (String store : Names.stores()) {
        if (!store.equals(StoreNames.RULES)) {
          count(reader, store, plan.from(), plan.stateIn(), 1);
          count(reader, store, plan.to(), plan.partitions(), -1);
        }
      }
      Set<Long> differing = new HashSet<>();
      long[] owners = {0};
      shoppers.forEach(
          (key, owner, value) -> {
            owners[0]++;
            if (value != 0) {
              differing.add(key);
            }
          });
      return new Result(
          owners[0], differing.size(), named(reader, differing), astray, rules(reader));
    }
  }

  /** Adds what each row says to its owner's number, or takes it away. */
  private void count(Reader reader, String store, String application, int partitions, int sign) {
    String changelog = Names.changelog(application, store);
    if (StateMove.keyed().contains(store)) {
      keyed(reader, store, changelog, partitions, sign);
      return;
    }
    List<Map<Bytes, byte[]>> all = reader.rows(changelog, partitions, new TreeMap<>(), pace);
    for (int i = 0; i < all.size(); i++) {
      int partition = i;
      all.get(i)
          .forEach(
              (key, value) ->
                  StateMove.entries(
                      store,
                      key.get(),
                      value,
                      (owner, what) -> {
                        atHome(owner, partition, partitions, sign);
                        shoppers.add(
                            Digests.hash(0, owner), sign * Digests.hash(store.hashCode(), what));
                      }));
    }
  }

  private void keyed(Reader reader, String store, String changelog, int partitions, int sign) {
    Digests rows = new Digests();
    Reader.Reading reading = reader.read(Cluster.partitions(changelog, partitions), Map.of());
    while (!reading.isOver()) {
      reading.poll(
          record -> {
            pace.row();
            byte[] owner = StateMove.owner(store, record.key());
            atHome(owner, record.partition(), partitions, sign);
            long key = Digests.hash(store.hashCode(), record.key());
            long value = record.value() == null ? 0 : Digests.hash(key, record.value());
            rows.put(key, Digests.hash(0, owner), value);
          });
    }
    rows.forEach(
        (key, owner, value) -> {
          if (value != 0) {
            shoppers.add(owner, sign * value);
          }
        });
  }

  /** Of the old side only what is remembered counts, wherever it lies. */
  private void atHome(byte[] owner, int partition, int partitions, int sign) {
    if (sign < 0 && StateMove.home(owner, partitions) != partition) {
      astray++;
    }
  }

  private Set<String> named(Reader reader, Set<Long> differing) {
    Set<String> named = new TreeSet<>();
    if (differing.isEmpty()) {
      return named;
    }
    Map<String, Integer> sides = Map.of(plan.from(), plan.stateIn(), plan.to(), plan.partitions());
    sides.forEach(
        (application, partitions) -> {
          for (String store : List.of(StoreNames.BROWSE_HISTORY, StoreNames.CONTACTS)) {
            String changelog = Names.changelog(application, store);
            Reader.Reading reading =
                reader.read(Cluster.partitions(changelog, partitions), Map.of());
            while (!reading.isOver() && named.size() < NAMED) {
              reading.poll(
                  record -> {
                    if (differing.contains(Digests.hash(0, record.key())) && named.size() < NAMED) {
                      named.add(new String(record.key(), UTF_8));
                    }
                  });
            }
          }
        });
    return named;
  }

  /** Each new partition must have what the old ones have together. */
  private List<String> rules(Reader reader) {
    List<Map<Bytes, byte[]>> expected = new ArrayList<>();
    for (int partition = 0; partition < plan.partitions(); partition++) {
      expected.add(new TreeMap<>());
    }
    StateMove.Whole move =
        StateMove.of(
            StoreNames.RULES,
            plan.stateIn(),
            plan.partitions(),
            (partition, key, value) -> expected.get(partition).put(Bytes.wrap(key), value));
    List<Map<Bytes, byte[]>> old =
        reader.rows(
            Names.changelog(plan.from(), StoreNames.RULES), plan.stateIn(), new TreeMap<>(), pace);
    for (int partition = 0; partition < old.size(); partition++) {
      move.take(partition, old.get(partition));
    }
    move.finish();
    String changelog = Names.changelog(plan.to(), StoreNames.RULES);
    List<Map<Bytes, byte[]>> now = reader.rows(changelog, plan.partitions(), new TreeMap<>(), pace);
    List<String> wrong = new ArrayList<>();
    for (int partition = 0; partition < now.size(); partition++) {
      if (!isSame(expected.get(partition), now.get(partition))) {
        wrong.add("definitions differ in partition " + partition + " of " + changelog);
      }
    }
    return wrong;
  }

  private static boolean isSame(Map<Bytes, byte[]> wanted, Map<Bytes, byte[]> found) {
    return found.keySet().equals(wanted.keySet())
        && wanted.entrySet().stream()
            .allMatch(row -> Arrays.equals(found.get(row.getKey()), row.getValue()));
  }
}

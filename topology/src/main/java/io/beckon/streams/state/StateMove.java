package io.beckon.streams.state;

import io.beckon.streams.Partitions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;

/**
 * How the rows of each store go to another number of partitions.
 *
 * <p>Most rows are a shopper's or a contact's: they go where their key belongs, as they are. The
 * others are a partition's, and are taken apart and put together again: see {@link PackedMove}, and
 * {@link RulesMove}.
 */
public final class StateMove {

  /** Receives rows for partitions. */
  @FunctionalInterface
  public interface Target {

    /** A row, to be put into a partition. */
    void put(int partition, byte[] key, byte[] value);
  }

  /** Moves a store whose rows are a partition's. */
  public interface Whole {

    /**
     * The rows of a partition, each key's latest; each partition once, in their order.
     *
     * @throws NotMovableException when they can't be moved as they are
     */
    void take(int partition, Map<Bytes, byte[]> rows);

    /** All partitions were taken: gives what is to be written beside their rows. */
    void finish();
  }

  /** Something that a shopper is known by in a row that is a partition's. */
  @FunctionalInterface
  public interface Entry {

    /**
     * An entry.
     *
     * @param what it says, the same however rows are put together
     */
    void of(byte[] shopperId, byte[] what);
  }

  private static final Set<String> WHOLE =
      Set.of(StoreNames.RULES, StoreNames.TIMERS, StoreNames.PRODUCT_INTEREST);

  private StateMove() {}

  /** The stores whose rows go where their keys belong. */
  public static Collection<String> keyed() {
    Set<String> keyed = new TreeSet<>(Arrays.asList(StateStores.names()));
    keyed.removeAll(WHOLE);
    keyed.remove(StoreNames.COMMIT_HOOK);
    return keyed;
  }

  /** The stores whose rows are a partition's. */
  public static Collection<String> whole() {
    return new TreeSet<>(WHOLE);
  }

  /** Whose a row is: the id of a shopper or a contact, in UTF-8. */
  public static byte[] owner(String store, byte[] key) {
    if (!store.equals(StoreNames.ACTIVITY)) {
      return key;
    }
    // Behind the id is the slot of the page: one character of ASCII.
    return Arrays.copyOf(key, Math.max(0, key.length - 1));
  }

  /** The partition where an owner's rows belong, among so many. */
  public static int home(byte[] owner, int partitions) {
    return Partitions.of(owner, partitions);
  }

  /**
   * A move of a store of {@link #whole}.
   *
   * @param from partitions so far
   * @param to partitions to come
   */
  public static Whole of(String store, int from, int to, Target target) {
    return switch (store) {
      case StoreNames.TIMERS -> new PackedMove(PackedIndex.TIMERS, from, to, target, key -> {});
      case StoreNames.PRODUCT_INTEREST ->
          new PackedMove(PackedIndex.INTERESTS, from, to, target, PackedMove::checkInterests);
      case StoreNames.RULES -> new RulesMove(from, to, target);
      default -> throw new IllegalArgumentException("rows of " + store + " go by their keys");
    };
  }

  /** What a row of the timers or of the interest says of shoppers; nothing for their positions. */
  public static void entries(String store, byte[] key, byte[] value, Entry each) {
    if (store.equals(StoreNames.TIMERS)) {
      PackedMove.entries(PackedIndex.TIMERS, key, value, each);
    } else if (store.equals(StoreNames.PRODUCT_INTEREST)) {
      PackedMove.entries(PackedIndex.INTERESTS, key, value, each);
    }
  }
}

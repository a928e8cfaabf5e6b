package io.beckon.streams.state;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;

/**
 * An index, taken apart by shopper and put together for each new partition. What came from an old
 * partition bears its number as incarnation, so that rows never meet and a repeated move writes the
 * same; the task's own next incarnation is behind them all. What was gone in all old partitions
 * counts as gone: to look at a shopper for nothing costs little.
 */
final class PackedMove implements StateMove.Whole {

  private record Place(int partition, Bytes about) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int first = Integer.compare(partition, other.partition);
      return first == 0 ? about.compareTo(other.about) : first;
    }
  }

  private final PackedIndex index;
  private final int from;
  private final int to;
  private final StateMove.Target target;
  private final Consumer<byte[]> check;
  private int goneBefore = Integer.MAX_VALUE;

  /**
   * A move.
   *
   * @param check refuses keys of rows that can't be moved, by {@link NotMovableException}
   */
  PackedMove(PackedIndex index, int from, int to, StateMove.Target target, Consumer<byte[]> check) {
    this.index = index;
    this.from = from;
    this.to = to;
    this.target = target;
    this.check = check;
  }

  @Override
  public void take(int partition, Map<Bytes, byte[]> rows) {
    rows.keySet().forEach(key -> check.accept(key.get()));
    byte[] position = rows.get(index.position());
    if (!rows.isEmpty()) {
      goneBefore =
          Math.min(
              goneBefore, position == null ? 0 : ByteBuffer.wrap(position).getInt(Integer.BYTES));
    }
    int[] written = new int[to];
    PackedRows<Place> packed =
        new PackedRows<>(
            (place, value) ->
                target.put(
                    place.partition(),
                    index.key(place.about(), partition + 1, written[place.partition()]++),
                    value));
    new TreeMap<>(rows).forEach((key, value) -> take(key.get(), value, packed));
    packed.close();
  }

  private void take(byte[] key, byte[] value, PackedRows<Place> packed) {
    if (PackedIndex.isGone(key)) {
      target.put(StateMove.home(PackedIndex.idOf(key), to), key, value);
    } else if (index.isRow(key)) {
      Bytes about = index.about(key);
      index.entries(
          value, (id, entry) -> packed.add(new Place(StateMove.home(id, to), about), entry));
    }
  }

  @Override
  public void finish() {
    if (goneBefore == Integer.MAX_VALUE) {
      return;
    }
    byte[] position =
        ByteBuffer.allocate(2 * Integer.BYTES).putInt(from).putInt(goneBefore).array();
    for (int partition = 0; partition < to; partition++) {
      target.put(partition, index.position().get(), position);
    }
  }

  /** Each entry, as what its row is about and what it says. */
  static void entries(PackedIndex index, byte[] key, byte[] value, StateMove.Entry each) {
    if (PackedIndex.isGone(key)) {
      each.of(PackedIndex.idOf(key), key);
    } else if (index.isRow(key)) {
      byte[] about = index.about(key).get();
      index.entries(
          value,
          (id, entry) ->
              each.of(
                  id,
                  ByteBuffer.allocate(about.length + entry.length).put(about).put(entry).array()));
    }
  }

  /** Refuses what the index of interests can't be moved with. */
  static void checkInterests(byte[] key) {
    if (key[0] == ChangeRows.CHANGE || key[0] == ChangeRows.PROGRESS) {
      throw new NotMovableException(
          "shoppers are still to be told of a change of a product. Start the application again with"
              + " product.changes=false, give it a minute, stop it, and repeat.");
    }
    if (key[0] != InterestRows.ROW
        && !PackedIndex.isGone(key)
        && !Bytes.wrap(key).equals(InterestRows.POSITION)) {
      throw new NotMovableException(
          "the store "
              + StoreNames.PRODUCT_INTEREST
              + " holds rows of a kind that this release does not know: use the release that the"
              + " application ran with.");
    }
  }
}

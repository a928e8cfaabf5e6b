package io.beckon.streams.state;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * The index of interests, taken apart and put together as {@link TimerMove} does. Changes that not
 * everybody was told of are refused: how far each partition came can't be said of another one.
 */
final class InterestMove implements StateMove.Whole {

  private static final int SUBJECT_AND_LENGTH = InterestRows.SUBJECT_BYTES + Short.BYTES;

  private record Place(int partition, int bucket, int period) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int first = Integer.compare(partition, other.partition);
      int second = first == 0 ? Integer.compare(bucket, other.bucket) : first;
      return second == 0 ? Integer.compare(period, other.period) : second;
    }
  }

  private final int from;
  private final int to;
  private final StateMove.Target target;
  private int goneBefore = Integer.MAX_VALUE;

  InterestMove(int from, int to, StateMove.Target target) {
    this.from = from;
    this.to = to;
    this.target = target;
  }

  @Override
  public void take(int partition, Map<Bytes, byte[]> rows) {
    rows.keySet().forEach(InterestMove::check);
    byte[] position = rows.get(InterestRows.POSITION);
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
                    key(place, partition + 1, written[place.partition()]++),
                    value));
    new TreeMap<>(rows)
        .forEach(
            (key, value) ->
                entries(
                    key.get(),
                    value,
                    (id, what) -> {
                      ByteBuffer entry = ByteBuffer.wrap(what);
                      int bucket = entry.get();
                      int period = entry.getInt();
                      byte[] rest = new byte[entry.remaining()];
                      entry.get(rest);
                      packed.add(new Place(StateMove.home(id, to), bucket, period), rest);
                    }));
    packed.close();
  }

  @Override
  public void finish() {
    if (goneBefore == Integer.MAX_VALUE) {
      return;
    }
    byte[] position =
        ByteBuffer.allocate(2 * Integer.BYTES).putInt(from).putInt(goneBefore).array();
    for (int partition = 0; partition < to; partition++) {
      target.put(partition, InterestRows.POSITION.get(), position);
    }
  }

  /** Each entry, as bucket, period and what stands in the row. */
  static void entries(byte[] key, byte[] value, StateMove.Entry each) {
    if (key.length != InterestRows.KEY_BYTES || key[0] != InterestRows.ROW) {
      return;
    }
    int prefix = 1 + Integer.BYTES;
    ByteBuffer row = ByteBuffer.wrap(value);
    while (row.hasRemaining()) {
      int length = Short.toUnsignedInt(row.getShort(row.position() + InterestRows.SUBJECT_BYTES));
      byte[] id = new byte[length];
      row.get(row.position() + SUBJECT_AND_LENGTH, id);
      byte[] what = new byte[prefix + SUBJECT_AND_LENGTH + length];
      System.arraycopy(key, 1, what, 0, prefix);
      row.get(what, prefix, SUBJECT_AND_LENGTH + length);
      each.of(id, what);
    }
  }

  private static void check(Bytes key) {
    byte kind = key.get()[0];
    if (kind == ChangeRows.CHANGE || kind == ChangeRows.PROGRESS) {
      throw new NotMovableException(
          "shoppers are still to be told of a change of a product. Start the application again with"
              + " product.changes=false, give it a minute, stop it, and repeat.");
    }
    if (kind != InterestRows.ROW && !key.equals(InterestRows.POSITION)) {
      throw new NotMovableException(
          "the store "
              + StoreNames.PRODUCT_INTEREST
              + " holds rows of a kind that this release does not know: use the release that the"
              + " application ran with.");
    }
  }

  private static byte[] key(Place place, int incarnation, int row) {
    return ByteBuffer.allocate(InterestRows.KEY_BYTES)
        .put(InterestRows.ROW)
        .put((byte) place.bucket())
        .putInt(place.period())
        .putInt(incarnation)
        .putInt(row)
        .array();
  }
}

package io.beckon.streams.state;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * The timer index, taken apart by shopper and put together for each new partition. What came from
 * an old partition bears its number as incarnation, so that rows never meet and a repeated move
 * writes the same; the task's own next incarnation is behind them all. An hour counts as over when
 * it was over in all old partitions: to look at a shopper for nothing costs little.
 */
final class TimerMove implements StateMove.Whole {

  private static final int MINUTE_AND_LENGTH = 1 + Short.BYTES;

  private record Place(int partition, int hour) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int first = Integer.compare(partition, other.partition);
      return first == 0 ? Integer.compare(hour, other.hour) : first;
    }
  }

  private final int from;
  private final int to;
  private final StateMove.Target target;
  private int goneBefore = Integer.MAX_VALUE;

  TimerMove(int from, int to, StateMove.Target target) {
    this.from = from;
    this.to = to;
    this.target = target;
  }

  @Override
  public void take(int partition, Map<Bytes, byte[]> rows) {
    byte[] position = rows.get(TimerIndex.POSITION);
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
                    key(place.hour(), partition + 1, written[place.partition()]++),
                    value));
    new TreeMap<>(rows)
        .forEach(
            (key, value) ->
                entries(
                    key.get(),
                    value,
                    (id, what) -> {
                      ByteBuffer entry = ByteBuffer.wrap(what);
                      int hour = entry.getInt();
                      byte[] rest = new byte[entry.remaining()];
                      entry.get(rest);
                      packed.add(new Place(StateMove.home(id, to), hour), rest);
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
      target.put(partition, TimerIndex.POSITION.get(), position);
    }
  }

  /** Each entry, as the hour and what stands in the row. */
  static void entries(byte[] key, byte[] value, StateMove.Entry each) {
    if (key.length != TimerIndex.KEY_BYTES) {
      return;
    }
    int hour = ByteBuffer.wrap(key).getInt();
    ByteBuffer row = ByteBuffer.wrap(value);
    while (row.hasRemaining()) {
      int length = Short.toUnsignedInt(row.getShort(row.position() + 1));
      byte[] id = new byte[length];
      row.get(row.position() + MINUTE_AND_LENGTH, id);
      byte[] what = new byte[Integer.BYTES + MINUTE_AND_LENGTH + length];
      ByteBuffer.wrap(what).putInt(hour);
      row.get(what, Integer.BYTES, MINUTE_AND_LENGTH + length);
      each.of(id, what);
    }
  }

  private static byte[] key(int hour, int incarnation, int row) {
    return ByteBuffer.allocate(TimerIndex.KEY_BYTES)
        .putInt(hour)
        .putInt(incarnation)
        .putInt(row)
        .array();
  }
}

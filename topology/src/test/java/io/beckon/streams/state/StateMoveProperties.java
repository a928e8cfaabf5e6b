package io.beckon.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.RuleKind;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActiveRule;
import io.beckon.state.RollCall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Whatever the partitions had together, they have together afterwards, each shopper's at home. */
class StateMoveProperties {

  @Property(tries = 200)
  void shouldKeepEveryTimer(
      @ForAll @Size(max = 300) List<@IntRange(max = 5_000) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 6) int from,
      @ForAll @IntRange(min = 1, max = 13) int to) {
    List<Map<Bytes, byte[]>> old = partitions(from);
    for (int number : numbers) {
      String id = "čas-" + number % 97;
      ByteBuffer entry = entry(1, id).put((byte) (number % 60));
      named(entry, id);
      int home = StateMove.home(id.getBytes(UTF_8), from);
      // Several commits and incarnations have written the same hour.
      byte[] key = ints(480_000 + number % 5, 1 + number % 3, number);
      append(old.get(home), key, entry);
    }
    old.forEach(rows -> rows.put(TimerIndex.POSITION, ints(3, 479_999)));
    for (int number : numbers) {
      // Who was erased and is not taken out yet; some of these keys are as long as those of rows.
      byte[] id = ("erased" + number % 23).getBytes(UTF_8);
      old.get(StateMove.home(id, from)).put(PackedIndex.gone(id), new byte[] {1});
    }
    List<Map<Bytes, byte[]>> now = moved(StoreNames.TIMERS, old, to);

    assertThat(entries(StoreNames.TIMERS, now)).isEqualTo(entries(StoreNames.TIMERS, old));
    for (Map<Bytes, byte[]> rows : now) {
      ByteBuffer position = ByteBuffer.wrap(rows.get(TimerIndex.POSITION));
      int incarnation = position.getInt();
      assertThat(position.getInt()).isEqualTo(479_999);
      rows.keySet().stream()
          .filter(key -> PackedIndex.TIMERS.isRow(key.get()))
          .forEach(
              key ->
                  assertThat(ByteBuffer.wrap(key.get()).getInt(Integer.BYTES))
                      .as("the next incarnation is behind all rows")
                      .isLessThanOrEqualTo(incarnation));
    }
    assertThat(asText(moved(StoreNames.TIMERS, old, to))).as("repeated").isEqualTo(asText(now));
  }

  @Property(tries = 200)
  void shouldKeepEveryInterest(
      @ForAll @Size(max = 300) List<@IntRange(max = 5_000) Integer> numbers,
      @ForAll @IntRange(min = 1, max = 6) int from,
      @ForAll @IntRange(min = 1, max = 13) int to) {
    List<Map<Bytes, byte[]>> old = partitions(from);
    for (int number : numbers) {
      String id = "s" + number % 97;
      ByteBuffer entry = entry(6, id).putShort((short) 7).putInt(number * 64);
      named(entry, id);
      byte[] key =
          ByteBuffer.allocate(InterestRows.KEY_BYTES)
              .put((byte) 1)
              .put((byte) (number % 64))
              .put(ints(2_000 + number % 3, 1, number))
              .array();
      append(old.get(StateMove.home(id.getBytes(UTF_8), from)), key, entry);
    }
    old.forEach(rows -> rows.put(InterestRows.POSITION, ints(1, 1_990)));
    List<Map<Bytes, byte[]>> now = moved(StoreNames.PRODUCT_INTEREST, old, to);

    assertThat(entries(StoreNames.PRODUCT_INTEREST, now))
        .isEqualTo(entries(StoreNames.PRODUCT_INTEREST, old));
    assertThat(now).allMatch(rows -> rows.containsKey(InterestRows.POSITION));
  }

  @Example
  void shouldRefuseChangesThatNotEverybodyWasToldOf() {
    List<Map<Bytes, byte[]>> old = partitions(2);
    byte[] change = ByteBuffer.allocate(9).put(ChangeRows.CHANGE).putLong(1).array();
    old.get(1).put(Bytes.wrap(change), new byte[20]);

    assertThatThrownBy(() -> moved(StoreNames.PRODUCT_INTEREST, old, 3))
        .isInstanceOf(NotMovableException.class)
        .hasMessageContaining("product.changes=false");
  }

  @Example
  void shouldGiveEachPartitionAllDefinitionsSinceTheFirstReadThem() {
    StateCodec<ActiveRule> codec = StateCodec.of(ActiveRule.class);
    List<Map<Bytes, byte[]>> old = partitions(2);
    put(old.get(0), "vip@1", codec.encode(rule("vip", "h", 20)));
    put(old.get(1), "vip@1", codec.encode(rule("vip", "h", 10)));
    put(old.get(1), "welcome@1", codec.encode(rule("welcome", "w", 30)));
    put(old.get(0), RulesMove.ACTIVATED, new byte[] {1});

    for (Map<Bytes, byte[]> rows : moved(StoreNames.RULES, old, 3)) {
      assertThat(rows.keySet()).containsExactlyInAnyOrder(text("vip@1"), text("welcome@1"));
      assertThat(codec.decode(rows.get(text("vip@1"))).getActivatedAt()).isEqualTo(10);
    }
    put(old.get(0), "welcome@1", codec.encode(rule("welcome", "another", 30)));
    assertThatThrownBy(() -> moved(StoreNames.RULES, old, 3))
        .hasMessageContaining("version 1 of 'welcome' is not the same definition");
    put(old.get(0), "$new", new byte[] {1});
    assertThatThrownBy(() -> moved(StoreNames.RULES, old, 3)).hasMessageContaining("'$new'");
  }

  @Example
  void shouldGoOnWithARollCallWhereTheLastPartitionStands() {
    assertThat(call(new RollCall(5L, "m", 3L, false), new RollCall(7L, "c", 4L, false)))
        .isEqualTo(new RollCall(5L, "c", 4L, false));
    assertThat(call(new RollCall(5L, "m", 3L, true), new RollCall(7L, "c", 4L, false)))
        .isEqualTo(new RollCall(5L, "c", 4L, false));
    assertThat(call(new RollCall(5L, "m", 3L, true), new RollCall(7L, "c", 4L, true)).getDone())
        .isTrue();
    assertThat(call(new RollCall(5L, "m", 3L, true), null))
        .as("the other has not begun: all are looked at")
        .isEqualTo(new RollCall(5L, "", 3L, false));
  }

  @Example
  void shouldFindTheOwnerOfAPage() {
    assertThat(StateMove.owner(StoreNames.ACTIVITY, "čas!".getBytes(UTF_8)))
        .isEqualTo("čas".getBytes(UTF_8));
    assertThat(StateMove.owner(StoreNames.CARTS, "čas!".getBytes(UTF_8)))
        .isEqualTo("čas!".getBytes(UTF_8));
    assertThat(StateMove.keyed())
        .containsExactlyInAnyOrder(
            "activity",
            "browse-history",
            "carts",
            "contacts",
            "journeys",
            "last-sends",
            "offer-codes",
            "profiles",
            "send-queue");
  }

  private static RollCall call(RollCall first, @Nullable RollCall second) {
    StateCodec<RollCall> codec = StateCodec.of(RollCall.class);
    List<Map<Bytes, byte[]>> old = partitions(2);
    put(old.get(0), "$call:vip", codec.encode(first));
    if (second != null) {
      put(old.get(1), "$call:vip", codec.encode(second));
    }
    return codec.decode(moved(StoreNames.RULES, old, 1).get(0).get(text("$call:vip")));
  }

  private static ActiveRule rule(String id, String hash, long at) {
    return new ActiveRule(RuleKind.FLOW, id, 1, "", hash, at);
  }

  private static List<Map<Bytes, byte[]>> moved(
      String store, List<Map<Bytes, byte[]>> old, int to) {
    List<Map<Bytes, byte[]>> now = partitions(to);
    StateMove.Whole move =
        StateMove.of(
            store,
            old.size(),
            to,
            (partition, key, value) ->
                assertThat(now.get(partition).put(Bytes.wrap(key), value))
                    .as("no row replaces another")
                    .isNull());
    for (int partition = 0; partition < old.size(); partition++) {
      move.take(partition, old.get(partition));
    }
    move.finish();
    return now;
  }

  /** How often each entry stands somewhere; each must stand at home. */
  private static Map<String, Integer> entries(String store, List<Map<Bytes, byte[]>> partitions) {
    Map<String, Integer> entries = new TreeMap<>();
    for (int i = 0; i < partitions.size(); i++) {
      int partition = i;
      partitions
          .get(i)
          .forEach(
              (key, value) ->
                  StateMove.entries(
                      store,
                      key.get(),
                      value,
                      (owner, what) -> {
                        assertThat(StateMove.home(owner, partitions.size())).isEqualTo(partition);
                        entries.merge(Arrays.toString(what), 1, Integer::sum);
                      }));
    }
    return entries;
  }

  private static List<Map<Bytes, byte[]>> partitions(int count) {
    List<Map<Bytes, byte[]>> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      partitions.add(new HashMap<>());
    }
    return partitions;
  }

  private static String asText(List<Map<Bytes, byte[]>> partitions) {
    StringBuilder text = new StringBuilder();
    for (Map<Bytes, byte[]> rows : partitions) {
      new TreeMap<>(rows)
          .forEach((key, value) -> text.append(key).append('=').append(Arrays.toString(value)));
    }
    return text.toString();
  }

  private static ByteBuffer entry(int bytes, String id) {
    return ByteBuffer.allocate(bytes + Short.BYTES + id.getBytes(UTF_8).length);
  }

  private static void named(ByteBuffer entry, String id) {
    byte[] utf8 = id.getBytes(UTF_8);
    entry.putShort((short) utf8.length).put(utf8);
  }

  private static void append(Map<Bytes, byte[]> rows, byte[] key, ByteBuffer entry) {
    byte[] before = rows.getOrDefault(Bytes.wrap(key), new byte[0]);
    byte[] after = Arrays.copyOf(before, before.length + entry.position());
    entry.flip().get(after, before.length, entry.limit());
    rows.put(Bytes.wrap(key), after);
  }

  private static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }

  private static void put(Map<Bytes, byte[]> rows, String key, byte[] value) {
    rows.put(text(key), value);
  }

  private static Bytes text(String key) {
    return Bytes.wrap(key.getBytes(UTF_8));
  }
}

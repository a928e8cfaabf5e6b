package io.beckon.app.codes;

import io.beckon.contract.CodesAdded;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Ids;
import io.beckon.engine.code.CodePools;
import io.beckon.streams.Partitions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deals codes out to the partitions of the log, each to the one that its key belongs to: so a code
 * that is added twice comes to the same task, which knows it.
 */
public final class CodeDeal {

  /** Codes in one record: it stays far below the size that a record may have. */
  static final int IN_A_RECORD = 500;

  private CodeDeal() {}

  /**
   * The records that add codes, by partition.
   *
   * @param validUntil until when the shop takes them, epoch milliseconds; null: always
   * @param now epoch milliseconds
   */
  public static Map<Integer, List<ShopperEvent>> of(
      String pool, List<String> codes, @Nullable Long validUntil, int partitions, long now) {
    Map<Integer, List<String>> dealt = new TreeMap<>();
    for (String code : codes) {
      byte[] key = CodePools.key(pool, code).getBytes(StandardCharsets.UTF_8);
      dealt.computeIfAbsent(Partitions.of(key, partitions), p -> new ArrayList<>()).add(code);
    }
    Map<Integer, List<ShopperEvent>> records = new TreeMap<>();
    dealt.forEach(
        (partition, own) -> {
          List<ShopperEvent> events = new ArrayList<>();
          for (int from = 0; from < own.size(); from += IN_A_RECORD) {
            List<String> some = own.subList(from, Math.min(own.size(), from + IN_A_RECORD));
            events.add(event(pool, some, validUntil, now));
          }
          records.put(partition, events);
        });
    return records;
  }

  private static ShopperEvent event(
      String pool, List<String> codes, @Nullable Long validUntil, long now) {
    return ShopperEvent.newBuilder()
        .setEventId(Ids.of("codes-added", pool, String.join(" ", codes)))
        .setOccurredAt(now)
        .setShopperId("")
        .setSource("beckon")
        .setPayload(new CodesAdded(pool, codes, validUntil))
        .build();
  }
}

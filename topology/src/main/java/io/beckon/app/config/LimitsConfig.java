package io.beckon.app.config;

import static io.beckon.app.config.Importance.LOW;

import java.util.List;

/**
 * What is too large to be taken in.
 *
 * @param recordBytes largest value of an event
 * @param shopperIdBytes longest shopper id in UTF-8
 */
public record LimitsConfig(int recordBytes, int shopperIdBytes) {

  /** Room for keys, headers and the batch around a record of the greatest size. */
  private static final int AROUND = 64 * 1024;

  static final Key<Long> RECORD_BYTES =
      Key.of(
          "limits.record.bytes",
          Types.size("16KiB", "64MiB"),
          "1MiB",
          LOW,
          "Largest value of an event. A larger one goes to the dead letters. It sets"
              + " max.message.bytes of the topics, and the largest request of Beckon's producers.",
          "As Kafka's own default. An event of a shop has a few hundred bytes, a cart of two hundred"
              + " lines about 100 KB.");

  static final Key<Integer> SHOPPER_ID_BYTES =
      Key.of(
          "limits.shopper.id.bytes",
          Types.integer(16, 4_096, "bytes"),
          "256",
          LOW,
          "Longest shopper id, in UTF-8. A record with a longer one goes to the dead letters.",
          "Ids of platforms and devices have 10 to 64 bytes; longer ones are mostly something else"
              + " that slipped into the field.");

  static final List<Key<?>> KEYS = List.of(RECORD_BYTES, SHOPPER_ID_BYTES);

  static LimitsConfig from(Values values) {
    return new LimitsConfig(
        Math.toIntExact(values.get(RECORD_BYTES)), values.get(SHOPPER_ID_BYTES));
  }

  /** Largest batch that a topic of events or outputs takes, bytes. */
  public int messageBytes() {
    return recordBytes + AROUND;
  }

  /**
   * Largest batch of dead letters, bytes: the original key, value and headers within a letter that
   * says what was wrong with them.
   */
  public int deadLetterBytes() {
    return 2 * recordBytes + AROUND;
  }
}

package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.page;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.ShopperEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is no event of a shopper of its partition: put aside with where it was, why, and the
 * original bytes; what comes behind it in the same partition goes on.
 */
@SuppressWarnings("NullAway.Init")
final class PoisonIT {

  private static final int PARTITION = 1;
  private static final long DAY = 24 * 3_600_000L;

  private static EmbeddedBroker broker;
  private static Shop shop;
  private static Output<DeadLetter> letters;
  private static String shopper;

  @BeforeAll
  static void open(@TempDir Path folder) {
    broker = EmbeddedBroker.start();
    shop =
        Shop.open(
            broker.bootstrapServers(),
            "poison",
            folder,
            Map.of("limits.record.bytes", "16KiB", "cart.idle", "1h"));
    letters = shop.deadLetters();
    shopper = shop.shopperIn(PARTITION, "ann");
    shop.start();
  }

  @AfterAll
  static void close() {
    shop.close();
    broker.close();
  }

  @Test
  void shouldPutAsideWhatWasWrittenWithAnUnknownSchema() {
    byte[] value = event("unknown");
    Arrays.fill(value, 2, 10, (byte) 7); // the fingerprint of single-object encoding
    assertPutAside(shopper, value, "DESERIALIZE", "UNKNOWN_SCHEMA");
  }

  @Test
  void shouldPutAsideASecondWireFormat() {
    byte[] value = new byte[40];
    value[0] = 1;
    assertPutAside(shopper, value, "DESERIALIZE", "WIRE_V1");
  }

  @Test
  void shouldPutAsideATruncatedRecord() {
    byte[] value = event("truncated");
    assertPutAside(shopper, Arrays.copyOf(value, value.length - 7), "DESERIALIZE", "TRUNCATED");
  }

  @Test
  void shouldPutAsideForeignJson() {
    assertPutAside(
        shopper, "{\"event\":\"Product Added\"}".getBytes(UTF_8), "DESERIALIZE", "NOT_BECKON");
  }

  @Test
  void shouldPutAsideATombstone() {
    assertPutAside(shopper, null, "DESERIALIZE", "TOMBSTONE");
  }

  @Test
  void shouldPutAsideAnEventWithoutKeyAndShopper() {
    byte[] value = shop.encoded(Shop.event("", 0, "nobody", page()));
    assertPutAside(null, value, "PROCESS", "NULL_KEY");
  }

  @Test
  void shouldPutAsideAKeyThatIsNotTheShopper() {
    assertPutAside(shopper + "x", event("mismatch"), "PROCESS", "KEY_MISMATCH");
  }

  @Test
  void shouldPutAsideARecordThatIsTooLarge() {
    // The topic takes a little more than the limit, for keys and the batch.
    byte[] value = new byte[17 * 1024];
    assertPutAside(shopper, value, "DESERIALIZE", "TOO_LARGE");
  }

  @Test
  void shouldBeRefusedByTheBrokerWhenARecordIsFarTooLarge() {
    byte[] value = new byte[900 * 1024];
    new Random(1).nextBytes(value);
    assertThatThrownBy(() -> shop.appendRaw(PARTITION, shopper.getBytes(UTF_8), 0, value).get())
        .hasCauseInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void shouldTakeAnEventWithoutAKeyThatNamesAShopperOfThePartition() throws Exception {
    long before = shop.count("beckon.events");
    shop.appendRaw(PARTITION, null, 0, event("keyless")).get();
    awaitEvents(before + 1);
  }

  @Test
  void shouldForwardARecordOfAnotherPartitionAndApplyItOnce() throws Exception {
    String elsewhere = shop.shopperIn(2, "bob");
    long forwarded = shop.count("beckon.forwarded");
    long duplicates = shop.count("beckon.duplicates");
    byte[] value = shop.encoded(Shop.event(elsewhere, 0, "astray", added("shoes")));
    shop.appendRaw(PARTITION, elsewhere.getBytes(UTF_8), 0, value).get();
    Output<ShopperEvent> log = shop.log();
    log.await(2, "the event and its copy", e -> e.getEventId().equals("astray"), Shop.LIMIT);
    assertThat(log.all().stream().filter(e -> e.getEventId().equals("astray"))).hasSize(2);
    assertThat(log.seen().stream().filter(s -> s.value().getEventId().equals("astray")))
        .extracting(Output.Seen::partition)
        .containsExactlyInAnyOrder(PARTITION, 2);
    assertThat(shop.count("beckon.forwarded")).isEqualTo(forwarded + 1);
    // The same event once more, now where it belongs, is known there.
    shop.appendRaw(2, elsewhere.getBytes(UTF_8), 0, value).get();
    Await.until(
        () -> shop.count("beckon.duplicates") == duplicates + 1,
        Shop.LIMIT,
        () -> "the second copy was not recognised");
  }

  @Test
  void shouldStampWithTheBrokersClockWhateverTimeAClientClaims() throws Exception {
    long now = System.currentTimeMillis();
    for (long claimed : new long[] {0, 1, now + DAY, now - 400 * DAY}) {
      RecordMetadata at =
          shop.appendRaw(PARTITION, shopper.getBytes(UTF_8), claimed, event("at-" + claimed)).get();
      assertThat(at.timestamp()).isBetween(now - DAY / 2, now + DAY / 2);
    }
    assertGoesOn();
  }

  @Test
  void shouldBeRefusedByTheBrokerWhenACreateTimeLogIsGivenATimeFarAhead(@TempDir Path folder)
      throws Exception {
    try (Shop other = Shop.open(broker.bootstrapServers(), "create", folder, Shop.recordedTime())) {
      other.limitTimeAhead();
      Await.until(
          () ->
              isRefused(
                  other.appendRaw(
                      null,
                      "ann".getBytes(UTF_8),
                      System.currentTimeMillis() + DAY,
                      other.encoded(Shop.event("ann", 0, "early", page())))),
          Shop.LIMIT,
          () -> "a record of tomorrow was taken");
      other.append("ann", System.currentTimeMillis(), page());
      other.producer().flush();
    }
  }

  private static boolean isRefused(Future<RecordMetadata> write) {
    try {
      write.get();
      return false;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(InvalidTimestampException.class);
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static void assertPutAside(
      @Nullable String key, byte @Nullable [] value, String stage, String reason) {
    byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
    RecordMetadata at;
    try {
      at = shop.appendRaw(PARTITION, keyBytes, 0, value).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("not written", e);
    }
    DeadLetter letter =
        letters.awaitOne(
            reason, l -> l.getPartition() == PARTITION && l.getOffset() == at.offset(), Shop.LIMIT);
    assertThat(letter.getTopic()).isEqualTo(shop.config().topics().shopperEvents());
    assertThat(letter.getStage()).isEqualTo(stage);
    assertThat(letter.getReason()).isEqualTo(reason);
    assertThat(letter.getMessage()).isNotBlank();
    assertThat(letter.getTimestamp()).isEqualTo(at.timestamp());
    assertThat(letter.getKey()).isEqualTo(keyBytes == null ? null : ByteBuffer.wrap(keyBytes));
    assertThat(letter.getValue()).isEqualTo(value == null ? null : ByteBuffer.wrap(value));
    assertGoesOn();
    assertThat(letters.all().stream().filter(l -> l.getOffset() == at.offset())).hasSize(1);
  }

  private static void assertGoesOn() {
    long before = shop.count("beckon.events");
    shop.append(shopper, 0, page());
    awaitEvents(before + 1);
  }

  private static void awaitEvents(long count) {
    Await.until(
        () -> shop.count("beckon.events") >= count,
        Shop.LIMIT,
        () -> "events read: " + shop.count("beckon.events") + " of " + count);
  }

  private static byte[] event(String id) {
    return shop.encoded(Shop.event(shopper, 0, id, page()));
  }
}

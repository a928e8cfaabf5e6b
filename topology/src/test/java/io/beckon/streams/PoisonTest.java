package io.beckon.streams;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.viewed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.ShopperEvent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a record never stops the others, and never gets lost. */
class PoisonTest {

  private static final byte[] ANN = "ann".getBytes(UTF_8);

  @TempDir Path dir;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(dir, 8, false);
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldPutAsideWhatIsNoEvent() {
    byte[] json = "{\"event\":\"Product Viewed\"}".getBytes(UTF_8);
    expect(() -> partition.raw(ANN, json, 1), "DESERIALIZE", "NOT_BECKON", json);
  }

  @Test
  void shouldPutAsideTheSecondWireFormat() {
    byte[] guid = new byte[40];
    guid[0] = 1;
    expect(() -> partition.raw(ANN, guid, 1), "DESERIALIZE", "WIRE_V1", guid);
  }

  @Test
  void shouldPutAsideAnUnknownSchema() {
    byte[] bytes = partition.bytes(viewed("ann", "hat"));
    bytes[4] ^= 0x55;
    expect(() -> partition.raw(ANN, bytes, 1), "DESERIALIZE", "UNKNOWN_SCHEMA", bytes);
  }

  @Test
  void shouldPutAsideATruncatedRecord() {
    byte[] whole = partition.bytes(viewed("ann", "hat"));
    byte[] half = Arrays.copyOf(whole, whole.length - 3);
    expect(() -> partition.raw(ANN, half, 1), "DESERIALIZE", "TRUNCATED", half);
  }

  @Test
  void shouldPutAsideATombstone() {
    expect(() -> partition.raw(ANN, null, 1), "DESERIALIZE", "TOMBSTONE", null);
  }

  @Test
  void shouldPutAsideWhatIsTooLarge() {
    byte[] huge = new byte[64 * 1024 + 1];
    expect(() -> partition.raw(ANN, huge, 1), "DESERIALIZE", "TOO_LARGE", huge);
  }

  @Test
  void shouldPutAsideAnEventOfNobody() {
    byte[] bytes = partition.bytes(viewed("", "hat"));
    expect(() -> partition.raw(null, bytes, 1), "PROCESS", "NULL_KEY", bytes);
    expect(() -> partition.raw(new byte[0], bytes, 1), "PROCESS", "NO_SHOPPER", bytes);
  }

  @Test
  void shouldPutAsideAKeyThatIsNotTheShopper() {
    byte[] bytes = partition.bytes(viewed("ann", "hat"));
    expect(() -> partition.raw("bob".getBytes(UTF_8), bytes, 1), "PROCESS", "KEY_MISMATCH", bytes);
  }

  @Test
  void shouldPutAsideAnIdThatIsTooLong() {
    String id = "x".repeat(65);
    byte[] bytes = partition.bytes(viewed(id, "hat"));
    expect(() -> partition.raw(id.getBytes(UTF_8), bytes, 1), "PROCESS", "ID_TOO_LONG", bytes);
  }

  @Test
  void shouldPutAsideAnEventThatHasNoId() {
    Object payload = viewed("ann", "hat").getPayload();
    byte[] bytes = partition.bytes(new ShopperEvent("", 0L, "ann", "test", false, payload));
    expect(() -> partition.raw(ANN, bytes, 1), "PROCESS", "NO_EVENT_ID", bytes);
  }

  @Test
  void shouldRefuseAVersionWhenALaterOneIsInForce() {
    Rules.RuleFile flow = RuleFiles.readyMade().files().get(0);
    partition.activate(flow.id(), 2, flow.text(), flow.hash());
    partition.activate(flow.id(), 1, flow.text(), flow.hash());
    partition.activate(flow.id(), 2, flow.text(), flow.hash());

    assertThat(partition.deadLetters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.getMessage()).contains("version 2 of"));
  }

  @Test
  void shouldPutAsideAFlowThatCannotBeRead() {
    partition.activate("broken", 1, "flow: broken\nsteps: [", "hash");
    assertThat(partition.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("INVALID_RULE");
              assertThat(letter.getMessage()).contains("broken@1");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d", "e", "f", "g", "h"})
  void shouldSendARecordToItsPartitionWhenItStandsInTheWrongOne(String shopper) {
    boolean home = Partitions.of(shopper.getBytes(UTF_8), 8) == 0;
    partition.append(added(shopper, "hat"), 1);
    assertThat(partition.count("beckon.events")).isEqualTo(home ? 1 : 0);
    assertThat(partition.count("beckon.forwarded")).isEqualTo(home ? 0 : 1);
    // There is one partition in this test: what was sent home comes back here, and must not go
    // round for ever.
    assertThat(partition.deadLetters())
        .extracting(DeadLetter::getReason)
        .isEqualTo(home ? List.of() : List.of("MISROUTED"));
  }

  private void expect(Runnable write, String stage, String reason, byte[] original) {
    write.run();
    Consumer<DeadLetter> asExpected =
        letter -> {
          assertThat(letter.getStage()).isEqualTo(stage);
          assertThat(letter.getReason()).isEqualTo(reason);
          assertThat(letter.getTopic()).isEqualTo("shopper-events");
          assertThat(letter.getOffset()).isNotNegative();
          assertThat(letter.getMessage()).isNotBlank();
          assertThat(letter.getValue())
              .isEqualTo(original == null ? null : ByteBuffer.wrap(original));
        };
    assertThat(partition.deadLetters()).singleElement().satisfies(asExpected);
  }
}

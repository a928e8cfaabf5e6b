package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Id;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SendQueue;
import io.beckon.schemas.StateCodec;
import io.beckon.state.JourneysState;
import io.beckon.state.SendQueueState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedIdsTest {

  private static final long T = 1_790_000_000_000L;
  private static final String UUID = "6f1d3a52-8a0c-5b7e-9d21-be0c0a11ab1e";
  private static final String OTHER = "00000000-0000-0000-ffff-ffffffffffff";

  @ParameterizedTest
  @CsvSource({
    UUID + "," + OTHER + ",32",
    UUID + ",'',16",
    UUID + ",order-17,16",
    "run-1," + UUID + ",0",
    "6F1D3A52-8A0C-5B7E-9D21-BE0C0A11AB1E," + UUID + ",0",
    "6f1d3a52-8a0c-5b7e-9d21+be0c0a11ab1e," + UUID + ",0",
    "6f1d3a52-8a0c-5b7e-9d21-be0c0a11ab1g," + UUID + ",0",
    "6f1d3a5208a0c-5b7e-9d21-be0c0a11ab1e," + UUID + ",0",
    "'',''" + ",0"
  })
  void shouldGiveBackIdsWhateverTheyAre(String first, String second, int bytes) {
    ByteBuffer packed = PackedIds.of(Id.of(first), Id.of(second));

    assertThat(packed.remaining()).isEqualTo(bytes);
    assertThat(given(packed, 0, first)).isEqualTo(first);
    assertThat(given(packed, 1, second)).isEqualTo(second);
    assertThat(PackedIds.rest(packed, 0, Id.of(first))).isEqualTo(bytes > 0 ? "" : first);
  }

  private static String given(ByteBuffer packed, int place, String id) {
    return PackedIds.id(packed, place, PackedIds.rest(packed, place, Id.of(id))).text();
  }

  @Test
  void shouldWriteARunInFewerBytesThanItsIdsHaveCharacters() {
    Run run = run(UUID, OTHER);
    JourneysCodec codec = new JourneysCodec(StateCodec.of(JourneysState.class));
    Journeys journeys = Journeys.EMPTY.entered(run, new FlowEntry("f", T, null));

    Journeys shorter = Journeys.EMPTY.entered(run("r", "o"), new FlowEntry("f", T, null));

    byte[] row = codec.encode(new JourneysCodec.Row(journeys, 0));

    assertThat(row.length)
        .isLessThan(codec.encode(new JourneysCodec.Row(shorter, 0)).length + 2 * 17);
    assertThat(codec.decode(row).journeys()).isEqualTo(journeys);
  }

  @Test
  void shouldReadRunsThatWereWrittenWhenIdsWereText() throws IOException {
    Schema journeys = released("JourneysState");
    GenericRecord run =
        new GenericRecordBuilder(journeys.getField("runs").schema().getElementType())
            .set("runId", UUID)
            .set("flow", "cart-recovery")
            .set("version", 3)
            .set("originId", OTHER)
            .set("startedAt", T)
            .set("position", 1)
            .set("stepAt", T + 1)
            .set("wakeAt", T + 2)
            .build();

    Journeys read =
        new JourneysCodec(StateCodec.of(JourneysState.class))
            .decode(encoded(new GenericRecordBuilder(journeys).set("runs", List.of(run)).build()))
            .journeys();

    assertThat(read.runs()).hasSize(1);
    assertThat(read.runs().get(0).runId()).isEqualTo(UUID);
    assertThat(read.runs().get(0).origin().id()).isEqualTo(OTHER);
    assertThat(read.runs().get(0).stepAt()).isEqualTo(T + 1);
    assertThat(read.runs().get(0).wakeAt()).isEqualTo(T + 2);
  }

  @Test
  void shouldReadSendsThatWereWrittenWhenIdsWereText() throws IOException {
    Schema queue = released("SendQueueState");
    Schema element = queue.getField("sends").schema().getElementType();
    GenericRecord send =
        new GenericRecordBuilder(element)
            .set("commandId", UUID)
            .set("runId", OTHER)
            .set("step", "first")
            .set("channel", new GenericData.EnumSymbol(element.getField("channel").schema(), "SMS"))
            .set("priority", 7)
            .set("dueAt", T)
            .set("decidedAt", T)
            .build();

    SendQueue read =
        new SendQueueCodec(StateCodec.of(SendQueueState.class))
            .decode(encoded(new GenericRecordBuilder(queue).set("sends", List.of(send)).build()));

    assertThat(read)
        .isEqualTo(
            SendQueue.EMPTY.with(
                new PendingSend(UUID, OTHER, "first", Channel.SMS, 7, T, T, PendingSend.READY)));
  }

  private static Run run(String id, String origin) {
    return new Run(
        id,
        "cart-recovery",
        1,
        new Origin(origin, null, T, null, List.of(), null, null, null, null, "", Map.of()),
        T,
        0,
        T,
        Run.NO_WAKE,
        0,
        null);
  }

  private static Schema released(String type) throws IOException {
    try (InputStream schema =
        StateCodec.class.getResourceAsStream("/released/2/io.beckon.state." + type + ".avsc")) {
      Schema parsed = new Schema.Parser().parse(schema);
      assertThat(parsed.toString()).doesNotContain("\"ids\"");
      return parsed;
    }
  }

  private static byte[] encoded(GenericRecord row) throws IOException {
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), row.getSchema()).encode(row);
    byte[] stored = new byte[bytes.remaining()];
    bytes.get(stored);
    return stored;
  }
}

package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.TriggerKind;
import io.beckon.engine.shopper.FlowEntry;
import io.beckon.engine.shopper.Journeys;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Run;
import io.beckon.schemas.StateCodec;
import io.beckon.state.JourneysState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of journeys: what one run says and another need not, and rows that said all twice. */
class EarlierJourneysTest {

  private static final long T = 1_790_000_000_000L;
  private static final String ORIGIN = "0f8fad5b-d9cb-569f-a165-70867728950e";
  private static final String RUN = "7c9e6679-7425-50de-944b-e07fc1f90ae7";
  private static final String OTHER = "7c9e6679-7425-50de-944b-e07fc1f90ae8";

  private final JourneysCodec codec = new JourneysCodec(StateCodec.of(JourneysState.class));

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadRunsThatWereWrittenWithIdsAsTexts(int release) throws IOException {
    Schema earlier;
    try (InputStream schema =
        StateCodec.class.getResourceAsStream(
            "/released/" + release + "/io.beckon.state.JourneysState.avsc")) {
      earlier = new Schema.Parser().parse(schema);
    }
    Schema run = earlier.getField("runs").schema().getElementType();
    Schema entry = earlier.getField("entries").schema().getElementType();
    assertThat(run.getField("like")).isNull();
    GenericRecord written =
        new GenericRecordBuilder(earlier)
            .set("runs", List.of(run(run, RUN, "first"), run(run, OTHER, "second")))
            .set(
                "entries",
                List.of(
                    new GenericRecordBuilder(entry)
                        .set("flow", "first")
                        .set("at", T)
                        .set("key", ORIGIN)
                        .build()))
            .build();
    ByteBuffer bytes =
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), earlier).encode(written);
    byte[] stored = new byte[bytes.remaining()];
    bytes.get(stored);

    JourneysCodec.Row row = codec.decode(stored);

    Journeys read = row.journeys();
    assertThat(row.seq()).isZero();
    assertThat(read.runs()).containsExactly(live(RUN, "first"), live(OTHER, "second"));
    assertThat(read.entries()).containsExactly(new FlowEntry("first", T, ORIGIN));
    assertThat(decoded(encoded(read))).isEqualTo(read);
    readWithPages(stored, read);
  }

  /** The row stays as an earlier release wrote it, and does not know of pages. */
  private static void readWithPages(byte[] row, Journeys read) {
    try (StoreHarness harness = new StoreHarness(3)) {
      harness.change("s", shopper -> shopper.journeys(read));
      harness.rows(Part.JOURNEYS).put("s", row);
      assertThat(harness.stored("s").journeys()).isEqualTo(read);

      Journeys stepped = read.with(read.runs().get(1).at(7, T + 9)).without(RUN);
      harness.change("s", shopper -> shopper.journeys(stepped));

      assertThat(harness.rows(Part.JOURNEYS).get("s")).isEqualTo(row);
      assertThat(harness.stored("s").journeys()).isEqualTo(stepped);
    }
  }

  @Test
  void shouldSayOnceWhatStartedSeveralRunsAndWhoseEntryItWas() {
    Journeys one =
        new Journeys(List.of(live(RUN, "first")), List.of(new FlowEntry("first", T, ORIGIN)));
    List<Run> runs = new ArrayList<>(one.runs());
    List<FlowEntry> entries = new ArrayList<>(one.entries());
    runs.add(live(OTHER, "second"));
    entries.add(new FlowEntry("second", T, null));
    Journeys two = new Journeys(runs, entries);

    Journeys read = decoded(encoded(two));

    assertThat(read).isEqualTo(two);
    assertThat(read.runs().get(0).origin()).isSameAs(read.runs().get(1).origin());
    assertThat(encoded(two).length - encoded(one).length).isLessThan(75);
    assertThat(encoded(one)).hasSizeLessThan(135);
  }

  @Test
  void shouldKeepIdsThatAreNoUuidsAndEntriesThatAreOfNoRun() {
    String shouted = ORIGIN.toUpperCase(java.util.Locale.ROOT);
    Journeys odd =
        new Journeys(
            List.of(live("r", "first"), live(shouted, "first"), live("", "second")),
            List.of(
                new FlowEntry("first", T, shouted),
                new FlowEntry("first", T + 1, RUN),
                new FlowEntry("gone", T, ""),
                new FlowEntry("second", T, OTHER),
                new FlowEntry("", 0, null)));

    assertThat(decoded(encoded(odd))).isEqualTo(odd);
  }

  private byte[] encoded(Journeys journeys) {
    return codec.encode(new JourneysCodec.Row(journeys, 7));
  }

  private Journeys decoded(byte[] row) {
    return codec.decode(row).journeys();
  }

  private static Run live(String id, String flow) {
    Origin origin =
        new Origin(
            ORIGIN,
            TriggerKind.CART,
            T - 1,
            "c7",
            List.of(),
            990L,
            "EUR",
            null,
            null,
            "",
            Map.of("coupon", "SPRING"));
    return new Run(id, flow, 3, origin, T, 1, T, T + 5, 2, null);
  }

  private static GenericRecord run(Schema schema, String id, String flow) {
    GenericRecordBuilder run =
        new GenericRecordBuilder(schema)
            .set("runId", id)
            .set("flow", flow)
            .set("version", 3)
            .set("originId", ORIGIN)
            .set("startedAt", T)
            .set("idleSince", T - 1)
            .set(
                "kind",
                new GenericData.EnumSymbol(
                    schema.getField("kind").schema().getTypes().get(1), "CART"))
            .set("cartId", "c7")
            .set("value", 990L)
            .set("currency", "EUR")
            .set("event", Map.of("coupon", "SPRING"))
            .set("position", 1)
            .set("stepAt", T)
            .set("wakeAt", T + 5)
            .set("ordinal", 2);
    return run.build();
  }
}

package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.state.FlowEntry;
import io.beckon.state.JourneysState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.SchemaStore;
import org.junit.jupiter.api.Test;

class AvroStateFormatTest {

  private static final FlowEntry ENTRY = new FlowEntry("cart-recovery", 1_790_000_000_000L, "c-1");

  private final SchemaStore.Cache older = new SchemaStore.Cache();
  private final AvroStateFormat<FlowEntry> format = new AvroStateFormat<>(FlowEntry.class, older);

  @Test
  void shouldWriteAvrosSingleObjectEncoding() throws IOException {
    byte[] expected = FlowEntry.getEncoder().encode(ENTRY).array();

    assertThat(format.encode(ENTRY)).isEqualTo(expected);
    assertThat(format.decode(expected)).isEqualTo(ENTRY);
  }

  @Test
  void shouldReadAnOlderSchemaWhenItIsKept() throws IOException {
    Schema first =
        SchemaBuilder.record("FlowEntry")
            .namespace("io.beckon.state")
            .fields()
            .requiredString("flow")
            .requiredLong("at")
            .endRecord();
    GenericRecord written = new GenericData.Record(first);
    written.put("flow", "welcome");
    written.put("at", 5L);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first).encode(written, bytes);

    assertThatThrownBy(() -> format.decode(bytes.toByteArray()))
        .isInstanceOf(AvroRuntimeException.class)
        .hasMessageContaining("schema unknown to this release");
    older.addSchema(first);
    assertThat(format.decode(bytes.toByteArray())).isEqualTo(new FlowEntry("welcome", 5L, null));
    assertThat(format.decode(format.encode(ENTRY))).isEqualTo(ENTRY);
  }

  @Test
  void shouldRefuseWhatIsNoRecord() {
    byte[] cut = new byte[12];
    System.arraycopy(format.encode(ENTRY), 0, cut, 0, cut.length);

    assertThatThrownBy(() -> format.decode(new byte[0])).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> format.decode(new byte[] {0, 0, 0, 0, 7, 2, 3, 4, 5, 6, 7}))
        .hasMessageContaining("single-object");
    assertThatThrownBy(() -> format.decode(cut)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldStayUsableWhenARecordCouldNotBeWritten() {
    AvroStateFormat<JourneysState> journeys = new AvroStateFormat<>(JourneysState.class, older);
    JourneysState whole = new JourneysState(List.of(), List.of(ENTRY));
    byte[] expected = journeys.encode(whole);

    assertThatThrownBy(
            () -> journeys.encode(new JourneysState(List.of(), List.of(ENTRY, new FlowEntry()))))
        .isInstanceOf(RuntimeException.class);
    assertThat(journeys.encode(whole)).isEqualTo(expected);
  }
}

package io.beckon.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.RegistryUnavailable;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.UnreadablePayload.Code;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Beckon's registry codec, Apicurio's server, and Confluent's serdes on either side. */
class RegistryIT {
  private static final String EVENTS = "shopper-events";
  private static final String COMMANDS = "send-commands";
  private static final byte[] UNKNOWN_ID = {0, 0x7f, 0, 0, 1, 2, 2};

  private static RegistryProcess registry;
  private static ConfluentSerdes confluent;
  private static WireCodec withApicurio;
  private static WireCodec withConfluent;

  @BeforeAll
  static void shouldStart() {
    registry = RegistryProcess.start();
    confluent = new ConfluentSerdes();
    withApicurio = apicurioCodec(registry.url());
    withConfluent = confluent.codec(Map.of("schema.registry.url", registry.confluentUrl()));
  }

  @AfterAll
  static void shouldEnd() {
    withApicurio.close();
    withConfluent.close();
    confluent.close();
    registry.close();
  }

  @Test
  void shouldWriteWhatConfluentsDeserializerReads() {
    try (Deserializer<Object> theirs = confluent.deserializer(confluentProperties(true))) {
      for (WireCodec ours : List.of(withApicurio, withConfluent)) {
        assertThat(theirs.deserialize(EVENTS, ours.encode(EVENTS, Samples.event())))
            .isEqualTo(Samples.event());
        assertThat(theirs.deserialize(COMMANDS, ours.encode(COMMANDS, Samples.command(1))))
            .isEqualTo(Samples.command(1));
      }
    }
  }

  @Test
  void shouldReadWhatConfluentsSerializerWrote() {
    try (Serializer<Object> theirs = confluent.serializer(confluentProperties(true))) {
      byte[] event = theirs.serialize(EVENTS, Samples.event());
      byte[] command = theirs.serialize(COMMANDS, Samples.command(2));
      for (WireCodec ours : List.of(withApicurio, withConfluent)) {
        assertThat(decode(ours, event)).isEqualTo(Samples.event());
        assertThat(ours.decode(COMMANDS, new RecordHeaders(), command, SendCommand.class))
            .isEqualTo(Samples.command(2));
      }
    }
  }

  @Test
  void shouldFrameAsConfluentDoes() throws Exception {
    byte[] bytes = withApicurio.encode(EVENTS, Samples.event());
    assertThat(bytes[0]).isZero();
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    assertThat(registry.get("/schemas/ids/" + id).body()).contains("ShopperEvent");
    assertThat(registry.get("/subjects").body()).contains("shopper-events-value");
  }

  /** Somebody set specific.avro.reader=false: records come back without their classes. */
  @Test
  void shouldReadEvenWhenConfluentsDeserializerGivesGenericRecords() {
    try (WireCodec generic = confluent.codec(confluentProperties(false))) {
      assertThat(decode(generic, withApicurio.encode(EVENTS, Samples.event())))
          .isEqualTo(Samples.event());
    }
  }

  @Test
  void shouldReadWhatANewerProducerWroteWithAnotherField() {
    Schema newer = withField(ShopperEvent.getClassSchema(), "session");
    GenericData.Record event = generic(newer, Samples.event());
    event.put("session", "s-9");
    byte[] bytes = foreign("newer-events", event);
    for (WireCodec ours : List.of(withApicurio, withConfluent)) {
      assertThat(decode(ours, bytes)).isEqualTo(Samples.event());
    }
  }

  @Test
  void shouldSayWrongTypeWhenAnothersRecordArrives() {
    Schema schema =
        SchemaBuilder.record("Invoice").namespace("shop").fields().requiredLong("no").endRecord();
    GenericData.Record invoice = new GenericData.Record(schema);
    invoice.put("no", 4711L);
    byte[] theirs = foreign("invoices", invoice);
    byte[] command = withApicurio.encode(COMMANDS, Samples.command(3));
    for (WireCodec ours : List.of(withApicurio, withConfluent)) {
      assertThat(refused(ours, theirs).code()).isEqualTo(Code.WRONG_TYPE);
      assertThat(refused(ours, command))
          .hasMessageContaining("SendCommand")
          .extracting(UnreadablePayload::code)
          .isEqualTo(Code.WRONG_TYPE);
    }
  }

  @Test
  void shouldSayIncompatibleWhenTheSameNameMeansSomethingElse() {
    Schema schema =
        SchemaBuilder.record("ShopperEvent")
            .namespace("io.beckon.contract")
            .fields()
            .requiredLong("eventId")
            .endRecord();
    GenericData.Record event = new GenericData.Record(schema);
    event.put("eventId", 1L);
    byte[] bytes = foreign("other-events", event);
    for (WireCodec ours : List.of(withApicurio, withConfluent)) {
      assertThat(refused(ours, bytes).code()).isEqualTo(Code.INCOMPATIBLE);
    }
  }

  @Test
  void shouldSayUnknownSchemaWhenTheRegistryDoesNotHaveTheId() {
    for (WireCodec ours : List.of(withApicurio, withConfluent)) {
      assertThat(refused(ours, UNKNOWN_ID))
          .hasMessageContaining("does not know schema id 2130706433")
          .extracting(UnreadablePayload::code)
          .isEqualTo(Code.UNKNOWN_SCHEMA);
    }
  }

  @Test
  void shouldSayTruncatedWhereverTheBytesAreCut() {
    for (WireCodec ours : List.of(withApicurio, withConfluent)) {
      byte[] whole = ours.encode(EVENTS, Samples.event());
      for (int length = 1; length < whole.length; length++) {
        assertThat(refused(ours, Arrays.copyOf(whole, length)).code())
            .as("cut to %d of %d bytes", length, whole.length)
            .isEqualTo(Code.TRUNCATED);
      }
    }
  }

  /** Refused, or another record: never waited for, whatever bit of the record is flipped. */
  @Test
  void shouldNeverWaitForARecordThatIsOnlyDamaged() {
    for (WireCodec ours : List.of(withApicurio, withConfluent)) {
      byte[] whole = ours.encode(EVENTS, Samples.event());
      for (int bit = 5 * Byte.SIZE; bit < whole.length * Byte.SIZE; bit++) {
        byte[] flipped = whole.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
        Throwable thrown = catchThrowable(() -> decode(ours, flipped));
        if (thrown != null) {
          assertThat(thrown).as("bit %d", bit).isInstanceOf(UnreadablePayload.class);
        }
      }
    }
  }

  @Test
  void shouldWaitWhenNobodyListensAtTheRegistrysAddress() {
    String nobody = "http://127.0.0.1:" + RegistryProcess.freePort() + "/apis/registry/v3";
    try (WireCodec apicurio = apicurioCodec(nobody);
        WireCodec theirs =
            confluent.codec(Map.of("schema.registry.url", nobody, "max.retries", "0"))) {
      shouldWait(apicurio);
      shouldWait(theirs);
    }
  }

  /** Any web server answers 404: that says nothing about a schema. */
  @Test
  void shouldWaitWhenTheAddressIsNoRegistrys() {
    String elsewhere = registry.url().replace("/apis/registry/v3", "/apis/nothing/here");
    try (WireCodec theirs = confluent.codec(Map.of("schema.registry.url", elsewhere))) {
      shouldWait(theirs);
    }
    try (WireCodec apicurio =
        apicurioCodec(registry.url().replace("/apis/registry/v3", "/nothing/apis/registry/v3"))) {
      shouldWait(apicurio);
    }
  }

  private static void shouldWait(WireCodec codec) {
    assertThat(catchThrowable(() -> decode(codec, UNKNOWN_ID)))
        .isInstanceOf(RegistryUnavailable.class);
    assertThat(catchThrowable(() -> codec.encode(EVENTS, Samples.event())))
        .isInstanceOf(RegistryUnavailable.class);
  }

  private static WireCodec apicurioCodec(String url) {
    return WireCodecs.create(Map.of("serde.format", "registry", "registry.url", url));
  }

  private static Map<String, Object> confluentProperties(boolean specific) {
    return Map.of("schema.registry.url", registry.confluentUrl(), "specific.avro.reader", specific);
  }

  private static byte[] foreign(String topic, GenericData.Record value) {
    try (Serializer<Object> theirs = confluent.serializer(confluentProperties(true))) {
      return theirs.serialize(topic, value);
    }
  }

  private static GenericData.Record generic(Schema schema, SpecificRecord value) {
    GenericData.Record copy = new GenericData.Record(schema);
    value.getSchema().getFields().forEach(f -> copy.put(f.name(), value.get(f.pos())));
    return copy;
  }

  private static Schema withField(Schema schema, String name) {
    List<Schema.Field> all =
        new ArrayList<>(
            schema.getFields().stream().map(f -> new Schema.Field(f, f.schema())).toList());
    all.add(1, new Schema.Field(name, Schema.create(Schema.Type.STRING), "New.", ""));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, all);
  }

  private static UnreadablePayload refused(WireCodec codec, byte[] bytes) {
    UnreadablePayload thrown =
        catchThrowableOfType(UnreadablePayload.class, () -> decode(codec, bytes));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  private static ShopperEvent decode(WireCodec codec, byte[] bytes) {
    return codec.decode(EVENTS, new RecordHeaders(), bytes, ShopperEvent.class);
  }
}

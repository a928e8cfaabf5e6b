package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.UnreadablePayload.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** A registry in a list: an id is a schema's place in it. */
class OwnSchemaIdsTest {
  private static final String TOPIC = "shopper-events";
  private static final Schema EVENT = CurrentSchemas.schema(ShopperEvent.class);
  private static final Schema OLDER =
      CompatibilityRulesTest.with(EVENT, root -> CompatibilityRulesTest.remove(root, "source"));

  private final List<Schema> registered = new ArrayList<>(List.of(EVENT, OLDER));
  private int written;
  private int read;
  private int asked;

  private final RegistryCodec codec =
      new RegistryCodec(
          this::serialize, this::deserialize, new OwnSchemaIds(this::deserializeGeneric));

  @Test
  void shouldSpareTheDeserializerOnceTheIdIsKnown() {
    for (int seed = 0; seed < 20; seed++) {
      ShopperEvent event = RandomRecords.of(ShopperEvent.class, seed);
      assertThat(decode(framed(0, event))).isEqualTo(event);
    }
    assertThat(read).isZero();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void shouldLeaveOtherSchemasToTheDeserializer() {
    byte[] body = RandomRecords.binary(RandomRecords.generic(OLDER, 1));
    for (int i = 0; i < 3; i++) {
      assertThat(decode(framed(1, body)).getSource()).isEmpty();
    }
    assertThat(read).isEqualTo(3);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void shouldSpareTheSerializerOnceTheIdIsKnown() {
    for (int seed = 0; seed < 20; seed++) {
      ShopperEvent event = RandomRecords.of(ShopperEvent.class, seed);
      byte[] bytes = codec.encode(TOPIC, event);
      assertThat(Arrays.copyOf(bytes, Framing.REGISTRY_HEADER)).containsExactly(0, 0, 0, 0, 0);
      assertThat(decode(bytes)).isEqualTo(event);
    }
    assertThat(written).isEqualTo(1);
    codec.encode("other-events", RandomRecords.of(ShopperEvent.class, 1));
    codec.encode(TOPIC, RandomRecords.of(SendCommand.class, 1));
    assertThat(written).isEqualTo(3);
  }

  @Test
  void shouldLetTheSerdesSayWhatIsWrong() {
    ShopperEvent event = RandomRecords.of(ShopperEvent.class, 1);
    byte[] bytes = codec.encode(TOPIC, event);
    assertThat(decode(bytes)).isEqualTo(event);
    assertThatExceptionOfType(UnreadablePayload.class)
        .isThrownBy(() -> decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.TRUNCATED));
    assertThat(read).isEqualTo(1);
    ShopperEvent broken = new ShopperEvent("e", 0L, "s", "web", false, "no payload");
    assertThat(catchThrowable(() -> codec.encode(TOPIC, broken))).isNotNull();
    assertThat(written).isEqualTo(2);
  }

  /** As an encoding in JSON, or an encryption, would be. */
  @Test
  void shouldNotTrustAnIdWhenTheDeserializerDoesMoreThanAvro() {
    ShopperEvent event = RandomRecords.of(ShopperEvent.class, 1);
    RegistryCodec more =
        new RegistryCodec(
            this::serialize,
            (topic, bytes) -> event,
            new OwnSchemaIds((topic, bytes) -> RandomRecords.generic(EVENT, 2)));
    for (int i = 0; i < 2; i++) {
      assertThat(more.decode(TOPIC, new RecordHeaders(), framed(0, event), ShopperEvent.class))
          .isSameAs(event);
    }
  }

  @Test
  void shouldSayWrongTypeWhenAnotherRecordHasAKnownId() {
    SendCommand command = RandomRecords.of(SendCommand.class, 1);
    byte[] bytes = codec.encode(TOPIC, command);
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(UnreadablePayload.class)
          .isThrownBy(() -> decode(bytes))
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WRONG_TYPE));
    }
  }

  private ShopperEvent decode(byte[] bytes) {
    return codec.decode(TOPIC, new RecordHeaders(), bytes, ShopperEvent.class);
  }

  private byte[] serialize(String topic, Object value) {
    written++;
    Schema schema = ((SpecificRecord) value).getSchema();
    if (!registered.contains(schema)) {
      registered.add(schema);
    }
    return framed(registered.indexOf(schema), (SpecificRecord) value);
  }

  private Object deserialize(String topic, byte[] framed) {
    read++;
    Schema schema = schema(framed);
    Class<? extends SpecificRecord> type = CurrentSchemas.type(schema);
    return avro(
        new SpecificDatumReader<>(
            schema, CurrentSchemas.schema(type), SpecificData.getForClass(type)),
        framed);
  }

  private Object deserializeGeneric(String topic, byte[] framed) {
    asked++;
    return avro(new GenericDatumReader<>(schema(framed)), framed);
  }

  private Schema schema(byte[] framed) {
    return registered.get(ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt());
  }

  private static Object avro(GenericDatumReader<Object> reader, byte[] framed) {
    int length = framed.length - Framing.REGISTRY_HEADER;
    try {
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(framed, Framing.REGISTRY_HEADER, length, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] framed(int id, SpecificRecord value) {
    byte[] single = new SingleObjectCodec().encode(TOPIC, value);
    return framed(id, Arrays.copyOfRange(single, Framing.SINGLE_OBJECT_HEADER, single.length));
  }

  private static byte[] framed(int id, byte[] body) {
    return ByteBuffer.allocate(Framing.REGISTRY_HEADER + body.length)
        .put(Framing.REGISTRY_MAGIC)
        .putInt(id)
        .put(body)
        .array();
  }
}

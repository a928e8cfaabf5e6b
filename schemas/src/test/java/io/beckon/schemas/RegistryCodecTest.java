package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.UnreadablePayload.Code;
import java.io.EOFException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The part that needs no registry; RegistryIT in interop has a real one. */
class RegistryCodecTest {
  private static final String TOPIC = "shopper-events";
  private static final byte[] FRAMED = {0, 0, 0, 0, 7, 2};
  private static final ShopperEvent EVENT = RandomRecords.of(ShopperEvent.class, 1);

  @Test
  void shouldRefuseFramingBeforeTheDeserializerSeesIt() {
    RegistryCodec codec =
        reading(
            bytes -> {
              throw new AssertionError("must not be asked");
            });
    assertThat(refused(codec, null).code()).isEqualTo(Code.EMPTY);
    assertThat(refused(codec, new byte[0]).code()).isEqualTo(Code.EMPTY);
    assertThat(refused(codec, new byte[] {0, 0, 0, 1}).code()).isEqualTo(Code.TRUNCATED);
    assertThat(refused(codec, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo(Code.NOT_BECKON);
    byte[] guid = new byte[20];
    guid[0] = 1;
    assertThat(refused(codec, guid).code()).isEqualTo(Code.WIRE_V1);
    assertThat(refused(codec, new SingleObjectCodec().encode(TOPIC, EVENT)))
        .hasMessageContaining("serde.format=single-object")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.NOT_BECKON);
    Headers headers = new RecordHeaders().add("__value_schema_id", new byte[17]);
    assertThatExceptionOfType(UnreadablePayload.class)
        .isThrownBy(() -> codec.decode(TOPIC, headers, FRAMED, ShopperEvent.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WIRE_V1));
  }

  @Test
  void shouldReturnWhatTheDeserializerReadAndRefuseOtherTypes() {
    assertThat(decode(reading(bytes -> EVENT), FRAMED)).isSameAs(EVENT);
    RegistryCodec other = reading(bytes -> RandomRecords.of(SendCommand.class, 1));
    assertThat(refused(other, FRAMED))
        .hasMessageContaining("SendCommand")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.WRONG_TYPE);
  }

  /** A deserializer that was not told to make our classes: the same record, in another form. */
  @Test
  void shouldConvertWhenAGenericRecordComesBack() {
    var generic = RandomRecords.generic(CurrentSchemas.schema(ShopperEvent.class), 1);
    assertThat(decode(reading(bytes -> generic), FRAMED)).isEqualTo(EVENT);
  }

  @Test
  void shouldSayUnknownSchemaOnlyWhenTheRegistrySaysSo() {
    assertThat(refused(failing(new RegistryAnswer(404, 40403)), FRAMED))
        .hasMessageContaining("schema id 7")
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.UNKNOWN_SCHEMA);
  }

  @Test
  void shouldWaitWhenTheRegistryIsAwayOrFailsOrRefuses() {
    for (Exception cause :
        new Exception[] {
          new ConnectException("refused"),
          new EOFException("SSL peer shut down"),
          new RegistryAnswer(500, 50001),
          new RegistryAnswer(401, 40101),
          new RegistryAnswer(429, 42901),
          new RegistryAnswer(404, 50005),
          new IllegalStateException("client closed")
        }) {
      assertThatExceptionOfType(RegistryUnavailable.class)
          .as(cause.toString())
          .isThrownBy(() -> decode(failing(cause), FRAMED));
    }
  }

  @Test
  void shouldBlameTheRecordWhenAvroFails() {
    EOFException cut = new EOFException();
    cut.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.avro.io.BinaryDecoder", "readInt", null, 1)
        });
    assertThat(refused(failing(cut), FRAMED).code()).isEqualTo(Code.TRUNCATED);
    assertThat(refused(failing(new AvroTypeException("ann@example.com")), FRAMED))
        .hasMessageNotContaining("ann@example.com")
        .hasNoCause()
        .extracting(UnreadablePayload::code)
        .isEqualTo(Code.INCOMPATIBLE);
  }

  /** What Apicurio's and Confluent's deserializers say of a schema whose class nobody has. */
  @Test
  void shouldSayWrongTypeWhenTheSchemaIsOfAClassUnknownHere() {
    Exception cause = new IllegalArgumentException("Could not find class shop.Invoice specified");
    assertThat(refused(failing(cause), FRAMED).code()).isEqualTo(Code.WRONG_TYPE);
  }

  @Test
  void shouldRefuseASerializerThatWritesAnotherFraming() {
    RegistryCodec codec =
        new RegistryCodec((topic, value) -> new byte[] {1, 2, 3}, (topic, bytes) -> EVENT);
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> codec.encode(TOPIC, EVENT))
        .withMessageContaining("magic byte 0");
  }

  @Test
  void shouldNeverBlameTheRecordWhenTheRegistryCannotFileItsSchema() {
    for (int status : new int[] {404, 409, 422, 503}) {
      RegistryCodec codec =
          new RegistryCodec(
              (topic, value) -> {
                throw new SerializationException(new RegistryAnswer(status, status * 100));
              },
              (topic, bytes) -> EVENT);
      assertThatExceptionOfType(RegistryUnavailable.class)
          .isThrownBy(() -> codec.encode(TOPIC, EVENT))
          .withMessageContaining("status " + status);
    }
  }

  @Test
  void shouldSayWhatIsWrongWithTheConfiguration() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> WireCodecs.create(Map.of("serde.format", "avro")))
        .withMessageContaining("single-object or registry");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                WireCodecs.create(
                    Map.of(
                        "serde.format",
                        "registry",
                        "serde.serializer",
                        "io.confluent.kafka.serializers.KafkaAvroSerializer")))
        .withMessageContaining("serde.serializer")
        .withMessageContaining("-Pconfluent");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                WireCodecs.create(
                    Map.of("serde.format", "registry", "serde.serializer", "java.lang.String")))
        .withMessageContaining("serde.serializer");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                WireCodecs.create(
                    Map.of(
                        "serde.format",
                        "registry",
                        "registry.apicurio.registry.headers.enabled",
                        "true")))
        .withMessageContaining("must be false");
  }

  @Test
  void shouldPickTheCodecByFormat() {
    try (WireCodec single = WireCodecs.create(Map.of());
        WireCodec registry =
            WireCodecs.create(
                Map.of(
                    "serde.format",
                    "registry",
                    "serde.serializer",
                    StringSerializer.class.getName(),
                    "serde.deserializer",
                    StringDeserializer.class.getName()))) {
      assertThat(single).isInstanceOf(SingleObjectCodec.class);
      assertThat(registry).isInstanceOf(RegistryCodec.class);
    }
  }

  @Test
  void shouldPassPropertiesOnWithoutTheirPrefix() {
    RegistrySettings settings =
        RegistrySettings.of(
            Map.of(
                "serde.format",
                "registry",
                "registry.url",
                "http://registry",
                "bootstrap.servers",
                "elsewhere",
                "registry.specific.avro.reader",
                "false"));
    assertThat(settings.properties())
        .containsEntry("schema.registry.url", "http://registry")
        .containsEntry("apicurio.registry.url", "http://registry")
        .containsEntry("specific.avro.reader", "false")
        .doesNotContainKeys("format", "bootstrap.servers");
  }

  private interface Reading {
    Object read(byte[] bytes);
  }

  private static RegistryCodec reading(Reading reading) {
    return new RegistryCodec((topic, value) -> FRAMED, (topic, bytes) -> reading.read(bytes));
  }

  private static RegistryCodec failing(Exception cause) {
    return reading(
        bytes -> {
          throw new SerializationException("Error retrieving Avro value schema", cause);
        });
  }

  private static ShopperEvent decode(RegistryCodec codec, byte @Nullable [] bytes) {
    return codec.decode(TOPIC, new RecordHeaders(), bytes, ShopperEvent.class);
  }

  private static UnreadablePayload refused(RegistryCodec codec, byte @Nullable [] bytes) {
    UnreadablePayload thrown =
        catchThrowableOfType(UnreadablePayload.class, () -> decode(codec, bytes));
    assertThat(thrown).isNotNull();
    return thrown;
  }

  /** Shaped like Confluent's RestClientException. */
  public static final class RegistryAnswer extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final int errorCode;

    RegistryAnswer(int status, int errorCode) {
      super("answer " + status);
      this.status = status;
      this.errorCode = errorCode;
    }

    public int getStatus() {
      return status;
    }

    public int getErrorCode() {
      return errorCode;
    }
  }
}

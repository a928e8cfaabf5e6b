package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.schemas.UnreadablePayload.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class BeckonSerdeTest {
  private static final String TOPIC = "send-commands";

  @Test
  void shouldReturnTheTypeThatWasWrittenWhenNoneIsConfigured() {
    BeckonSerde<SpecificRecord> serde = new BeckonSerde<>();
    for (Class<? extends SpecificRecord> type : ContractTypes.ALL) {
      SpecificRecord written = RandomRecords.of(type, 3);
      byte[] bytes = serde.serializer().serialize(TOPIC, written);
      assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(written);
    }
  }

  @Test
  void shouldRefuseOtherTypesWhenOneIsConfigured() {
    BeckonDeserializer<SpecificRecord> configured = new BeckonDeserializer<>();
    configured.configure(Map.of(BeckonDeserializer.TYPE_CONFIG, "SendCommand"), false);
    SendCommand command = RandomRecords.of(SendCommand.class, 1);
    byte[] decision = bytes(RandomRecords.of(Decision.class, 1));
    assertThat(configured.deserialize(TOPIC, bytes(command))).isEqualTo(command);
    for (BeckonDeserializer<?> strict :
        List.of(configured, new BeckonDeserializer<>(SendCommand.class))) {
      assertThatExceptionOfType(UnreadablePayload.class)
          .isThrownBy(() -> strict.deserialize(TOPIC, decision))
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WRONG_TYPE));
    }
  }

  @Test
  void shouldNameTheTypesWhenTheConfiguredOneIsUnknown() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                new BeckonDeserializer<SendCommand>()
                    .configure(Map.of(BeckonDeserializer.TYPE_CONFIG, "Command"), false))
        .withMessageContaining("beckon.value.type")
        .withMessageContaining("SendCommand");
  }

  @Test
  void shouldPassNullThroughBecauseItIsATombstone() {
    BeckonSerde<SendCommand> serde = new BeckonSerde<>(SendCommand.class);
    assertThat(serde.serializer().serialize(TOPIC, null)).isNull();
    assertThat(serde.deserializer().deserialize(TOPIC, null)).isNull();
  }

  @Test
  void shouldRefuseWhatIsForeignOrUnknown() {
    byte[] unknown = bytes(RandomRecords.of(SendCommand.class, 1));
    unknown[4] ^= 1;
    assertThatExceptionOfType(UnreadablePayload.class)
        .isThrownBy(() -> new BeckonDeserializer<SendCommand>().deserialize(TOPIC, unknown))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNKNOWN_SCHEMA));
    byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(UnreadablePayload.class)
        .isThrownBy(() -> new BeckonDeserializer<SendCommand>().deserialize(TOPIC, json))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_BECKON));
  }

  /** A producer hands its one serializer to every thread that sends. */
  @Test
  void shouldWriteRightWhenManyThreadsUseOneSerializer() {
    BeckonSerde<SendCommand> serde = new BeckonSerde<>();
    List<SendCommand> written =
        IntStream.range(0, 500).mapToObj(i -> RandomRecords.of(SendCommand.class, i)).toList();
    List<SendCommand> read =
        written.parallelStream()
            .map(command -> serde.serializer().serialize(TOPIC, command))
            .map(bytes -> serde.deserializer().deserialize(TOPIC, bytes))
            .toList();
    assertThat(read).isEqualTo(written);
  }

  private static byte[] bytes(SpecificRecord value) {
    byte[] bytes = new BeckonSerializer<>().serialize(TOPIC, value);
    assertThat(bytes).isNotNull();
    return bytes;
  }
}

package io.beckon.streams;

import static io.beckon.model.Events.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class OutputsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WireCodec codec = WireCodecs.create(Map.of());
  private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
  private final Outputs outputs =
      new Outputs(context, codec, Partition.TOPICS, new ShellMeters(meters).task(0), true);

  @Test
  void shouldAppendToTheOwnLogByTheShoppersKeyAtLogTime() {
    ShopperEvent event = added("ann", "shoes");
    outputs.reading(7, 1234);

    outputs.append(event);

    assertThat(context.forwarded()).hasSize(1);
    MockProcessorContext.CapturedForward<? extends byte[], ?> forward = context.forwarded().get(0);
    assertThat(forward.childName()).contains(NodeNames.OWN_LOG);
    assertThat(forward.record().timestamp()).isEqualTo(1234);
    assertThat(forward.record().key()).isEqualTo("ann".getBytes(StandardCharsets.UTF_8));
    Envelope envelope = (Envelope) forward.record().value();
    assertThat(new Envelope.ByEnvelope().partitions("log", new byte[0], envelope, 4))
        .isEqualTo(Optional.empty());
    byte[] value;
    try (Envelope.ValueSerializer serializer = new Envelope.ValueSerializer()) {
      value = serializer.serialize("log", envelope);
    }
    assertThat(codec.decode("log", new RecordHeaders(), value, ShopperEvent.class))
        .isEqualTo(event);
    assertThat(meters.get("beckon.appended").functionCounter().count()).isEqualTo(1);
  }

  @Test
  void shouldAppendNothingWhenInShadow() {
    outputs.mute(true);
    outputs.append(added("ann", "shoes"));
    assertThat(context.forwarded()).isEmpty();

    outputs.mute(false);
    outputs.append(added("ann", "shoes"));
    assertThat(context.forwarded()).hasSize(1);
  }
}

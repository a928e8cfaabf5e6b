package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.CommittedStart;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A stateless copy by Kafka Streams, exactly once, with the client settings of the shipping
 * application: the measure for it. With {@code decode=true} each event is decoded, as the
 * application has to, and the original bytes are passed on.
 */
public final class PassScenario {

  private static final Duration CLOSE = Duration.ofSeconds(30);

  private PassScenario() {}

  /** Runs it as a process of its own. */
  public static void main(String[] args) {
    Child.converse(args, PassScenario::run);
  }

  private static void run(Arguments arguments, Pass pass, Probe probe) throws Exception {
    BeckonConfig config = ShippingConfig.of(arguments, pass);
    boolean decode = Boolean.parseBoolean(arguments.text("decode"));
    Topology topology = new Topology();
    topology.addSource(
        "events", new ByteArrayDeserializer(), new ByteArrayDeserializer(), pass.input());
    CommitWhenQuiet commits = new CommitWhenQuiet();
    topology.addProcessor("copy", () -> new Copy(config, decode, probe, commits), "events");
    topology.addSink(
        "copies", pass.output(), new ByteArraySerializer(), new ByteArraySerializer(), "copy");
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    KafkaStreams streams =
        new KafkaStreams(topology, StreamsProperties.ofOneInput(config), new CommittedStart());
    streams.setUncaughtExceptionHandler(
        e -> {
          failure.set("The copy failed: " + e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    try (Committed committed = new Committed(arguments.bootstrap(), pass.id(), pass.input())) {
      streams.start();
      committed.await(failure::get);
      probe.ended();
      probe.found("outputs", pass.events());
    } finally {
      streams.close(
          CloseOptions.timeout(CLOSE)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }

  private static final class Copy implements Processor<byte[], byte[], byte[], byte[]> {
    private final @Nullable WireCodec codec;
    private final String topic;
    private final Probe probe;
    private final CommitWhenQuiet commits;
    private ProcessorContext<byte[], byte[]> context;
    private CommitWhenQuiet.Task task;
    private boolean begun;
    private long characters;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Copy(BeckonConfig config, boolean decode, Probe probe, CommitWhenQuiet commits) {
      this.codec = decode ? WireCodecs.create(ShellSettingsFrom.codecProperties(config)) : null;
      this.topic = config.topics().shopperEvents();
      this.probe = probe;
      this.commits = commits;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> given) {
      context = given;
      task = commits.watch(given);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      if (!begun) {
        begun = true;
        probe.started();
      }
      task.read();
      if (codec != null) {
        ShopperEvent event =
            codec.decode(topic, record.headers(), record.value(), ShopperEvent.class);
        characters += event.getShopperId().length();
      }
      context.forward(record);
    }

    @Override
    public void close() {
      if (codec != null) {
        codec.close();
      }
      if (characters < 0) {
        throw new IllegalStateException("shopper ids have characters");
      }
    }
  }
}

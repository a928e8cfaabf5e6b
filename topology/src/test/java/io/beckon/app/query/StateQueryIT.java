package io.beckon.app.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.StateQuery.Found;
import io.beckon.app.query.StateQuery.Role;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.Application;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.Brokers;
import io.beckon.app.topics.TopicSetup;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Shopper;
import io.beckon.model.Events;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shoppers are read by several threads while their task writes them, many times a second. */
class StateQueryIT {

  private static final int SHOPPERS = 8;
  private static final int READERS = 3;
  private static final Duration LASTS = Duration.ofSeconds(8);

  /**
   * Each event sets the time of the latest activity in the head, and in the cart: rows of different
   * stores. Whoever reads one from before a write and the other from after it sees two times.
   */
  @Test
  @Timeout(120)
  void shouldReadRowsThatBelongTogetherWhileTheyAreWritten(@TempDir Path folder) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      BeckonConfig config = config(broker, folder);
      try (Admin admin = Brokers.connect(config)) {
        TopicSetup.create(config, admin);
      }
      try (Application application =
          Application.create(
              config,
              RuleFiles.readyMade().policy(),
              new SimpleMeterRegistry(),
              System::currentTimeMillis)) {
        application.start();
        assertThat(application.awaitRunning(Duration.ofSeconds(60))).isTrue();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        AtomicLong distinct = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
        try {
          Future<?> writer = threads.submit(() -> write(config, over));
          List<Future<?>> readers = new ArrayList<>();
          for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(() -> read(config, application, over, reads, distinct)));
          }
          Thread.sleep(LASTS.toMillis());
          over.set(true);
          writer.get(30, TimeUnit.SECONDS);
          for (Future<?> reader : readers) {
            reader.get(30, TimeUnit.SECONDS);
          }
        } finally {
          threads.shutdownNow();
        }
        assertThat(reads).hasValueGreaterThan(1_000);
        assertThat(distinct)
            .as("states seen, so that there was something to mix up")
            .hasValueGreaterThan(50);
      }
    }
  }

  private static BeckonConfig config(EmbeddedBroker broker, Path folder) {
    return BeckonConfig.of(
        Map.of(
            "kafka.bootstrap.servers",
            broker.bootstrapServers(),
            "topics.partitions",
            "1",
            "topics.replication.factor",
            "1",
            "commit.interval",
            "10ms",
            "group.instance.id",
            "none",
            "product.changes",
            "false",
            "state.dir",
            folder.toString()));
  }

  private static Void write(BeckonConfig config, AtomicBoolean over) throws Exception {
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put("linger.ms", 1);
    String log = config.topics().shopperEvents();
    try (WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; !over.get(); i++) {
        String shopper = "ann-" + i % SHOPPERS;
        producer
            .send(
                new ProducerRecord<>(
                    log,
                    shopper.getBytes(UTF_8),
                    codec.encode(log, Events.added(shopper, "p" + i % 50))))
            .get();
      }
    }
    return null;
  }

  private static Void read(
      BeckonConfig config,
      Application application,
      AtomicBoolean over,
      AtomicLong reads,
      AtomicLong distinct)
      throws Exception {
    StateQuery query =
        new StateQuery(
            application.streams(),
            () -> application.board().pulses(),
            new Copies(application.streams(), config));
    long[] latest = new long[SHOPPERS];
    for (int i = 0; !over.get(); i++) {
      Found found;
      try {
        found = query.read("ann-" + i % SHOPPERS, 0);
      } catch (InvalidStateStoreException e) {
        continue; // written all the time, or not there yet: whoever asks is told to ask again
      }
      Shopper shopper = found.shopper();
      Cart cart = shopper.parts().cart();
      if (cart == null) {
        continue;
      }
      assertThat(found.role()).isEqualTo(Role.ACTIVE);
      long inHead = shopper.parts().head().lastSiteActivity();
      assertThat(cart.lastActivity()).as(shopper.id()).isEqualTo(inHead);
      assertThat(inHead)
          .as("never older than what was read before")
          .isGreaterThanOrEqualTo(latest[i % SHOPPERS]);
      assertThat(found.asOf()).as("as of when").isGreaterThanOrEqualTo(inHead);
      reads.incrementAndGet();
      if (inHead > latest[i % SHOPPERS]) {
        latest[i % SHOPPERS] = inHead;
        distinct.incrementAndGet();
      }
    }
    return null;
  }
}

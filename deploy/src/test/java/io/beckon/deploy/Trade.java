package io.beckon.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a shop tells, at a steady pace, ten times a second: each time a view and a checkout on the
 * site, a view at the till, payments by card and paypal, and often an order. Each part may stop or
 * fail.
 */
final class Trade implements AutoCloseable {

  private static final int SHOPPERS = 50;

  volatile boolean paypalFails;
  volatile boolean tillIsSilent;
  volatile boolean ordersAreMissing;

  private final String log;
  private final WireCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private int beat;
  private final AtomicInteger events = new AtomicInteger();

  Trade(BeckonConfig config) {
    log = config.topics().shopperEvents();
    codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    producer =
        new KafkaProducer<>(
            config.kafka().producerProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    var unused = clock.scheduleAtFixedRate(this::beat, 0, 100, TimeUnit.MILLISECONDS);
  }

  /** How many events it has told. */
  int told() {
    return events.get();
  }

  private void beat() {
    beat++;
    tell("web", viewed());
    tell("web", CheckoutStarted.newBuilder().build());
    tell("web", new PaymentAttempted(null, null, "card", false, null));
    tell(
        "web",
        new PaymentAttempted(null, null, "paypal", paypalFails, paypalFails ? "refused" : null));
    if (!tillIsSilent) {
      tell("till", viewed());
    }
    if (!ordersAreMissing && beat % 3 == 0) {
      tell(
          "web",
          OrderCompleted.newBuilder().setOrderId("o-" + beat).setItems(List.of(item())).build());
    }
  }

  private static ProductViewed viewed() {
    return ProductViewed.newBuilder().setItem(item()).build();
  }

  private static Item item() {
    return Item.newBuilder().setProductId("shoes").build();
  }

  private void tell(String source, SpecificRecord payload) {
    String shopper = "c-" + beat % SHOPPERS;
    ShopperEvent event =
        ShopperEvent.newBuilder()
            .setEventId("e-" + events.incrementAndGet())
            .setOccurredAt(System.currentTimeMillis())
            .setShopperId(shopper)
            .setSource(source)
            .setPayload(payload)
            .build();
    var unused =
        producer.send(new ProducerRecord<>(log, shopper.getBytes(UTF_8), codec.encode(log, event)));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    producer.close();
    codec.close();
  }
}

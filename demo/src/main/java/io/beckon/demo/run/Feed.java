package io.beckon.demo.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.demo.shop.Happenings;
import io.beckon.demo.shop.Report;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Appends what happens in the shop to the log as its time comes, with the clock's time, and tells
 * where each order was appended. A thread of its own.
 */
final class Feed implements AutoCloseable {

  private static final long LONGEST_PAUSE = 20;

  /** Hears where an order was appended; called by the producer's thread. */
  @FunctionalInterface
  interface Orders {
    void appended(String shopperId, String orderId, int partition, long offset, long at);
  }

  private final Happenings shop;
  private final ScaledClock clock;
  private final Orders orders;
  private final String topic;
  private final WireCodec codec;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Queue<SendCommand> messages = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "demo-shop");
  private volatile boolean closing;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong repeats = new AtomicLong();

  Feed(BeckonConfig config, Happenings shop, ScaledClock clock, Orders orders) {
    this.shop = shop;
    this.clock = clock;
    this.orders = orders;
    this.topic = config.topics().shopperEvents();
    this.codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config));
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void start() {
    thread.start();
  }

  /** Somebody gets a message. */
  void sent(SendCommand command) {
    messages.add(command);
  }

  /** Has everything that happens until the end been appended? */
  boolean isDone() {
    return !thread.isAlive();
  }

  /** Events that were appended. */
  long events() {
    return events.get();
  }

  /** Those of them that told something for a second time. */
  long repeats() {
    return repeats.get();
  }

  /** What went wrong; null when nothing did. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  private void run() {
    try {
      while (!closing) {
        boolean last = clock.atEnd();
        long now = clock.getAsLong();
        for (SendCommand next = messages.poll(); next != null; next = messages.poll()) {
          shop.sent(next, now);
        }
        for (Report next = shop.next(now); next != null; next = shop.next(now)) {
          append(next, now);
        }
        if (last) {
          break;
        }
        Thread.sleep(Math.min(LONGEST_PAUSE, clock.untilMillis(shop.nextAt())));
      }
      producer.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void append(Report report, long now) {
    ShopperEvent event = report.event();
    byte[] key = event.getShopperId().getBytes(StandardCharsets.UTF_8);
    byte[] value = codec.encode(topic, event);
    events.incrementAndGet();
    if (report.repeat()) {
      repeats.incrementAndGet();
    }
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, null, now, key, value),
            (where, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              } else if (event.getPayload() instanceof OrderCompleted order) {
                orders.appended(
                    event.getShopperId(),
                    order.getOrderId(),
                    where.partition(),
                    where.offset(),
                    now);
              }
            });
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    codec.close();
  }
}

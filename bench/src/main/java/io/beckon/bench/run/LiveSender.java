package io.beckon.bench.run;

import io.beckon.app.config.BeckonConfig;
import io.beckon.bench.report.Latencies;
import io.beckon.bench.workload.LiveLoad;
import io.beckon.bench.workload.LiveSchedule;
import io.beckon.bench.workload.ShopperIds;
import io.beckon.schemas.SingleObjectCodec;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends each event when its time has come, and notes which command is due when. */
final class LiveSender implements AutoCloseable {

  private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final LiveSchedule schedule;
  private final LiveLoad load;
  private final long idleMillis;
  private final Latencies commands;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::send, "bench-sender");
  private volatile long startMillis;
  private volatile long endMillis;
  private volatile long sent;
  private volatile long mostLateNanos;
  private volatile boolean stopped;

  LiveSender(
      BeckonConfig config,
      double rate,
      double eventsPerLeaver,
      long seed,
      long idleMillis,
      Latencies commands) {
    this.topic = config.topics().shopperEvents();
    this.schedule = new LiveSchedule(rate);
    this.load = new LiveLoad(LiveLoad.sessions(rate), eventsPerLeaver, seed);
    this.idleMillis = idleMillis;
    this.commands = commands;
    Map<String, Object> properties = config.kafka().producerProperties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Begins to send for so many milliseconds; returns the time, epoch milliseconds. */
  long start(long millis) {
    startMillis = System.currentTimeMillis();
    endMillis = startMillis + millis;
    thread.start();
    return startMillis;
  }

  long sent() {
    return sent;
  }

  /** The most that an event was sent after its time. */
  long mostLateMillis() {
    return TimeUnit.NANOSECONDS.toMillis(mostLateNanos);
  }

  void fail() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("The load could not be sent", failed);
    }
  }

  private void send() {
    long startNanos = System.nanoTime();
    long events = schedule.dueBy(TimeUnit.MILLISECONDS.toNanos(endMillis - startMillis));
    try (SingleObjectCodec codec = new SingleObjectCodec()) {
      long next = 0;
      while (next < events && !stopped) {
        long elapsed = System.nanoTime() - startNanos;
        long due = Math.min(events, schedule.dueBy(elapsed));
        if (due > next) {
          mostLateNanos = Math.max(mostLateNanos, elapsed - schedule.dueNanos(next));
        }
        for (; next < due; next++) {
          send(codec, next);
        }
        sent = next;
        LockSupport.parkNanos(NAP_NANOS);
      }
      producer.flush();
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  private void send(SingleObjectCodec codec, long number) {
    long at = startMillis + TimeUnit.NANOSECONDS.toMillis(schedule.dueNanos(number));
    LiveLoad.Next next = load.next(at);
    if (next.left()) {
      commands.due(next.shopper(), at + idleMillis);
    }
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                topic, null, at, ShopperIds.key(next.shopper()), codec.encode(topic, next.event())),
            (where, error) -> {
              if (error != null) {
                failure.compareAndSet(null, error);
              }
            });
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(10));
  }
}

package io.beckon.bench.guard;

import com.sun.management.ThreadMXBean;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.streams.Envelope;
import io.beckon.streams.ShellMeters;
import io.beckon.streams.ShellSettings;
import io.beckon.streams.ShopperTopology;
import io.beckon.streams.state.CommitHook;
import io.beckon.streams.state.StateStores;
import io.beckon.streams.state.StoreNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The shipping processor at work on a history, without a broker and without a clock: bytes in, rows
 * of stores and output records out. Sends leave when they are decided, because a history has no
 * ticks.
 */
final class Drive {

  private static final String TOPIC = "shopper-events";
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();
  private final List<LedgerStore<?>> stores = new ArrayList<>();
  private final CommitHook hook = CommitHook.builder().build();
  private final Processor<byte[], byte[], byte[], Object> processor;
  private long outputs;
  private long outputBytes;
  private long offset;
  private long logTime;

  private Drive() {
    for (StoreBuilder<?> builder : StateStores.builders()) {
      String name = builder.name();
      if (name.equals(StoreNames.TIMERS) || name.equals(StoreNames.PRODUCT_INTEREST)) {
        stores.add(new LedgerStore<Bytes>(name, key -> key.get().length));
      } else if (!name.equals(StoreNames.COMMIT_HOOK)) {
        stores.add(
            new LedgerStore<String>(name, key -> key.getBytes(StandardCharsets.UTF_8).length));
      }
    }
    stores.forEach(context::addStateStore);
    context.addStateStore(hook);
    processor = ShopperTopology.processor(settings(this::clock), new ShellMeters(registry));
    context.setCurrentStreamTimeMs(0);
    processor.init(context);
  }

  /** So far ahead of the log that the processor leaves commits to the drive. */
  private long clock() {
    return logTime + Duration.ofMinutes(1).toMillis();
  }

  private static ShellSettings settings(LongSupplier clock) {
    BeckonConfig config =
        BeckonConfig.of(
            Map.of(
                "application.id", "guard",
                "store", "guard",
                "kafka.bootstrap.servers", "none:1",
                "topics.partitions", "1",
                "log.timestamps", "create",
                "release.when", "decision"));
    return ShellSettingsFrom.config(config, RuleFiles.readyMade().policy(), clock);
  }

  /**
   * Plays a history.
   *
   * @param perCommit events between two commits
   * @return what an event cost, by name
   */
  static Map<String, Double> play(History history, int perCommit) {
    Drive drive = new Drive();
    history.rules().forEach(drive::process);
    drive.collect();
    long setUp = drive.changelogRecords();
    long thread = Thread.currentThread().getId();
    long allocated = 0;
    int sinceCommit = 0;
    for (Record<byte[], byte[]> event : history.events()) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      drive.process(event);
      if (++sinceCommit == perCommit || drive.context.committed()) {
        drive.hook.flushCache();
        drive.context.resetCommit();
        sinceCommit = 0;
      }
      allocated += THREADS.getThreadAllocatedBytes(thread) - before;
      drive.collect();
    }
    drive.hook.flushCache();
    Map<String, Double> figures = drive.figures(history.events().size(), setUp);
    figures.put(Budget.ALLOCATED_BYTES, (double) allocated / history.events().size());
    return figures;
  }

  private void process(Record<byte[], byte[]> record) {
    logTime = Math.max(logTime, record.timestamp());
    context.setRecordMetadata(TOPIC, 0, offset++);
    processor.process(record);
  }

  private void collect() {
    if (context.forwarded().isEmpty()) {
      return;
    }
    for (MockProcessorContext.CapturedForward<? extends byte[], ?> forward : context.forwarded()) {
      byte[] key = forward.record().key();
      byte[] value =
          forward.record().value() instanceof Envelope envelope
              ? envelope.value()
              : (byte[]) forward.record().value();
      if (key == null) {
        throw new AssertionError(
            "a record without a key was put aside: " + new String(value, StandardCharsets.UTF_8));
      }
      outputs++;
      outputBytes += key.length + value.length;
    }
    context.resetForwards();
  }

  private long changelogRecords() {
    return stores.stream().mapToLong(LedgerStore::records).sum();
  }

  private Map<String, Double> figures(double events, long setUp) {
    Map<String, Double> figures = new TreeMap<>();
    long records = -setUp;
    long bytes = 0;
    long reads = 0;
    for (LedgerStore<?> store : stores) {
      if (store.name().equals(StoreNames.RULES)) {
        records += store.records();
        continue;
      }
      figures.put("changelog records of " + store.name(), store.records() / events);
      figures.put("changelog bytes of " + store.name(), store.bytes() / events);
      records += store.records();
      bytes += store.bytes();
      reads += store.reads();
    }
    figures.put("changelog records", records / events);
    figures.put("changelog bytes", bytes / events);
    figures.put("store reads", reads / events);
    figures.put("output records", outputs / events);
    figures.put("output bytes", outputBytes / events);
    figures.put("metric series", (double) registry.getMeters().size());
    return figures;
  }
}

package io.beckon.app.reshard;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.LogTimestamps;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Lets the new application take over: its log begins, in each partition, with its activation,
 * followed by what the old application has not read, at the times at which it came. All of it
 * becomes visible at once: a tick of the new application in the midst of it would move time past
 * what is still to come.
 */
final class Takeover {

  private static final int ATTEMPTS = 20;

  private final BeckonConfig config;
  private final Admin admin;
  private final Plan plan;
  private final Journal journal;
  private final int logPartitions;

  /**
   * A take-over.
   *
   * @param config of the new application
   * @param logPartitions of the old log
   */
  Takeover(BeckonConfig config, Admin admin, Plan plan, Journal journal, int logPartitions) {
    this.config = config;
    this.admin = admin;
    this.plan = plan;
    this.journal = journal;
    this.logPartitions = logPartitions;
  }

  /** What the old application has not read of its log, looked at and not written. */
  Tail look() {
    try (Reader reader = new Reader(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      return look(reader, codec);
    }
  }

  private Tail look(Reader reader, WireCodec codec) {
    Tail tail = new Tail(plan, codec);
    Reader.Reading reading = read(reader);
    while (!reading.isOver()) {
      reading.poll(tail::look);
    }
    return tail;
  }

  private Reader.Reading read(Reader reader) {
    SortedMap<Integer, Long> from = new TreeMap<>(plan.offsets());
    from.putAll(journal.tail());
    return reader.read(Cluster.partitions(plan.log(), logPartitions), from);
  }

  /**
   * Activates the new application, or, when that was done, carries what came to the old log since.
   *
   * @return how many events were carried
   */
  long run(Writer writer) {
    boolean first = journal.stage() != Journal.Stage.ACTIVATED;
    boolean ownTimes = first && config.topics().timestamps() == LogTimestamps.APPEND;
    if (ownTimes) {
      stamp("CreateTime");
    }
    long carried = carry(writer, first, ownTimes);
    if (config.topics().timestamps() == LogTimestamps.APPEND) {
      stamp("LogAppendTime");
    }
    return carried;
  }

  private long carry(Writer writer, boolean first, boolean ownTimes) {
    for (int attempt = 1; ; attempt++) {
      try (Reader reader = new Reader(config);
          WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
        Tail tail = look(reader, codec);
        if (first) {
          activate(writer, codec);
        }
        Reader.Reading reading = read(reader);
        MergedLog log = new MergedLog(reading);
        for (ConsumerRecord<byte[], byte[]> record = log.next();
            record != null;
            record = log.next()) {
          tail.route(record, writer::send);
        }
        if (ownTimes && writer.isRestamped()) {
          // A broker has not heard yet that the producer's times count.
          writer.abort();
          if (attempt == ATTEMPTS) {
            throw CommandFailedException.failed(
                "the brokers put their own time on what is written to "
                    + plan.newLog()
                    + ", although message.timestamp.type is CreateTime. Repeat the command.",
                null);
          }
          Cluster.pause();
          continue;
        }
        writer.send(journal.tail(plan.to(), reading.next()));
        writer.send(journal.stage(plan.to(), Journal.Stage.ACTIVATED));
        writer.commit();
        return tail.events();
      }
    }
  }

  private void activate(Writer writer, WireCodec codec) {
    ShopperEvent event = Activation.event(plan.to(), plan.logTime());
    byte[] value = codec.encode(plan.newLog(), event);
    for (int partition = 0; partition < plan.partitions(); partition++) {
      writer.send(new ProducerRecord<>(plan.newLog(), partition, plan.logTime(), null, value));
    }
  }

  private void stamp(String type) {
    ConfigResource log = new ConfigResource(ConfigResource.Type.TOPIC, plan.newLog());
    ConfigEntry entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, type);
    Cluster.get(
        admin
            .incrementalAlterConfigs(
                Map.of(log, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
            .all());
    Cluster cluster = new Cluster(admin);
    while (cluster.settings(plan.newLog()).stream()
        .noneMatch(
            setting ->
                setting.name().equals(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                    && type.equals(setting.value()))) {
      Cluster.pause();
    }
  }
}

package io.beckon.app.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.config.TopicsConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.replay.RecordLines;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.streams.Partitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads from the topics what was decided on a shopper: triggers, decisions and commands. Only the
 * shopper's own partitions are read, committed records only.
 */
public final class ToldScan {

  private final TopicScan scan;
  private final WireCodec codec;
  private final TopicsConfig topics;

  /** Reads by a scan that the caller closes. */
  public ToldScan(TopicScan scan, WireCodec codec, TopicsConfig topics) {
    this.scan = scan;
    this.codec = codec;
    this.topics = topics;
  }

  /**
   * What was decided on a shopper.
   *
   * @param since of which time on, epoch milliseconds, or {@link TopicScan#ALL}
   * @param unreadable receives a line for each record that can't be read
   */
  public List<Account.Told> read(
      String shopperId, long since, boolean withContacts, Collection<String> unreadable) {
    Reading reading = new Reading(shopperId, since, unreadable);
    tell(
        reading,
        topics.abandonmentTriggers(),
        Account.Kind.TRIGGER,
        AbandonmentTrigger.class,
        RecordLines::trigger);
    tell(reading, topics.decisions(), Account.Kind.DECISION, Decision.class, RecordLines::decision);
    tell(
        reading,
        topics.sendCommands(),
        Account.Kind.COMMAND,
        SendCommand.class,
        command -> RecordLines.command(command, withContacts));
    return reading.told;
  }

  /** What is read, and where to. */
  private static final class Reading {
    final byte[] key;
    final long since;
    final List<Account.Told> told = new ArrayList<>();
    final Collection<String> unreadable;

    Reading(String shopperId, long since, Collection<String> unreadable) {
      this.key = shopperId.getBytes(UTF_8);
      this.since = since;
      this.unreadable = unreadable;
    }
  }

  /** How a record becomes a line. */
  private interface Line<T> {
    JsonNode of(T record) throws IOException;
  }

  private <T extends SpecificRecord> void tell(
      Reading reading, String topic, Account.Kind kind, Class<T> type, Line<T> line) {
    scan.read(
        own(reading.key, topic),
        reading.since,
        record -> {
          if (record.value() == null || !Arrays.equals(record.key(), reading.key)) {
            return;
          }
          try {
            T decoded = codec.decode(record.topic(), record.headers(), record.value(), type);
            reading.told.add(new Account.Told(kind, line.of(decoded)));
          } catch (UnreadablePayload e) {
            reading.unreadable.add(
                record.topic() + "-" + record.partition() + "@" + record.offset());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** The partition of a topic that the shopper is in; none when there is no such topic. */
  private List<TopicPartition> own(byte[] key, String topic) {
    int partitions = scan.partitions(topic).size();
    return partitions == 0
        ? List.of()
        : List.of(new TopicPartition(topic, Partitions.of(key, partitions)));
  }
}

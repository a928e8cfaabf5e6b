package io.beckon.app.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.replay.RecordLines;
import io.beckon.app.rules.PublishedRules;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import io.beckon.engine.flow.Rulebook;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Partitions;
import io.beckon.streams.state.Part;
import io.beckon.streams.state.StoredShopper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads of a running application what it has decided on a shopper, and from the changelogs of its
 * stores what it remembers. Only the shopper's own partitions are read, committed records only.
 */
public final class LiveAccount {

  private final BeckonConfig config;
  private final String shopperId;
  private final byte[] key;
  private final TopicScan scan;
  private final WireCodec codec;
  private final Collection<String> unreadable;

  private LiveAccount(
      BeckonConfig config,
      String shopperId,
      TopicScan scan,
      WireCodec codec,
      Collection<String> unreadable) {
    this.config = config;
    this.shopperId = shopperId;
    this.key = shopperId.getBytes(UTF_8);
    this.scan = scan;
    this.codec = codec;
    this.unreadable = unreadable;
  }

  /**
   * Reads it.
   *
   * @param now what caps are judged at, epoch milliseconds
   * @param unreadable receives a line for each record that can't be read
   */
  public static Account read(
      BeckonConfig config,
      String shopperId,
      long now,
      boolean withContacts,
      Collection<String> unreadable) {
    Rulebook rules =
        PublishedRules.read(config, unreadable).rulebook(RuleFiles.readyMade().policy());
    try (TopicScan scan = new TopicScan(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      LiveAccount account = new LiveAccount(config, shopperId, scan, codec, unreadable);
      List<Account.Told> told = new ArrayList<>();
      account.tell(
          told,
          config.topics().abandonmentTriggers(),
          Account.Kind.TRIGGER,
          AbandonmentTrigger.class,
          RecordLines::trigger);
      account.tell(
          told,
          config.topics().decisions(),
          Account.Kind.DECISION,
          Decision.class,
          RecordLines::decision);
      account.tell(
          told,
          config.topics().sendCommands(),
          Account.Kind.COMMAND,
          SendCommand.class,
          command -> RecordLines.command(command, withContacts));
      return new Account(
          shopperId, ShopperJson.of(account.stored().shopper(), rules, now, withContacts), told);
    }
  }

  /** How a record becomes a line. */
  private interface Line<T> {
    JsonNode of(T record) throws IOException;
  }

  private <T extends SpecificRecord> void tell(
      List<Account.Told> told, String topic, Account.Kind kind, Class<T> type, Line<T> line) {
    scan.read(
        own(topic),
        TopicScan.ALL,
        record -> {
          if (record.value() == null || !Arrays.equals(record.key(), key)) {
            return;
          }
          try {
            T decoded = codec.decode(record.topic(), record.headers(), record.value(), type);
            told.add(new Account.Told(kind, line.of(decoded)));
          } catch (UnreadablePayload e) {
            unreadable.add(record.topic() + "-" + record.partition() + "@" + record.offset());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private StoredShopper stored() {
    StoredShopper stored = new StoredShopper(shopperId);
    for (Part part : Part.values()) {
      String changelog = config.app().applicationId() + "-" + part.store() + "-changelog";
      scan.read(
          own(changelog),
          TopicScan.ALL,
          record -> stored.row(part, new String(record.key(), UTF_8), record.value()));
    }
    return stored;
  }

  /** The partition of a topic that the shopper is in; none when there is no such topic. */
  private List<TopicPartition> own(String topic) {
    int partitions = scan.partitions(topic).size();
    return partitions == 0
        ? List.of()
        : List.of(new TopicPartition(topic, Partitions.of(key, partitions)));
  }
}

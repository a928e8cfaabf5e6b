package io.beckon.app.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.rules.PublishedRules;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.engine.flow.Rulebook;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Partitions;
import io.beckon.streams.state.Part;
import io.beckon.streams.state.StoredShopper;
import java.util.Collection;
import java.util.List;
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

  private LiveAccount(BeckonConfig config, String shopperId, TopicScan scan) {
    this.config = config;
    this.shopperId = shopperId;
    this.key = shopperId.getBytes(UTF_8);
    this.scan = scan;
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
      LiveAccount account = new LiveAccount(config, shopperId, scan);
      List<Account.Told> told =
          new ToldScan(scan, codec, config.topics())
              .read(shopperId, TopicScan.ALL, withContacts, unreadable);
      return new Account(
          shopperId, ShopperJson.of(account.stored().shopper(), rules, now, withContacts), told);
    }
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

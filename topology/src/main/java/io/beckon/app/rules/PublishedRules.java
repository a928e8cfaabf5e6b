package io.beckon.app.rules;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.query.TopicScan;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.RuleDefinition;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.InvalidRule;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the flows topic holds: every version that was published, and the head (the version in force)
 * of each flow.
 */
public final class PublishedRules {

  private final Map<String, TreeMap<Integer, RuleDefinition>> versions = new TreeMap<>();
  private final Map<String, RuleDefinition> heads = new TreeMap<>();

  private PublishedRules() {}

  /**
   * Reads the topic to its end. A record that can't be read is left out and told on the way.
   *
   * @param unreadable receives a line for each record that can't be read
   */
  public static PublishedRules read(BeckonConfig config, Collection<String> unreadable) {
    PublishedRules rules = new PublishedRules();
    try (TopicScan scan = new TopicScan(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      scan.read(
          scan.partitions(config.topics().flows()),
          TopicScan.ALL,
          record -> rules.add(record, codec, unreadable));
    }
    return rules;
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record, WireCodec codec, Collection<String> unreadable) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    try {
      RuleDefinition rule =
          codec.decode(record.topic(), record.headers(), record.value(), RuleDefinition.class);
      if (new String(record.key(), StandardCharsets.UTF_8).contains("@")) {
        versions.computeIfAbsent(rule.getId(), id -> new TreeMap<>()).put(rule.getVersion(), rule);
      } else {
        heads.put(rule.getId(), rule);
      }
    } catch (UnreadablePayload e) {
      unreadable.add(
          record.topic()
              + "-"
              + record.partition()
              + "@"
              + record.offset()
              + ": "
              + e.getMessage());
    }
  }

  /**
   * All that is published as one rulebook, as it is in force now: for who asks which step a run
   * stands at and what the policy says. What can't be loaded any more is left out.
   *
   * @param unpublished the policy where none is published
   */
  public Rulebook rulebook(Policy unpublished) {
    Rulebook book = Rulebook.of(unpublished);
    for (RuleDefinition head : heads.values()) {
      for (RuleDefinition version : versions.getOrDefault(head.getId(), new TreeMap<>()).values()) {
        if (version.getVersion() != head.getVersion()) {
          book = with(book, version);
        }
      }
      RuleDefinition current = version(head.getId(), head.getVersion());
      book = current == null ? book : with(book, current);
    }
    return book;
  }

  private static Rulebook with(Rulebook book, RuleDefinition rule) {
    String text = rule.getDefinition();
    if (text == null) {
      return book;
    }
    String name = rule.getId() + "@" + rule.getVersion();
    try {
      return switch (rule.getKind()) {
        case FLOW ->
            book.activated(RuleLoader.flow(text, name, rule.getVersion()), Rulebook.ALWAYS);
        case POLICY ->
            book.activated(RuleLoader.policy(text, name, rule.getVersion()), Rulebook.ALWAYS);
        case SEGMENT ->
            book.activated(RuleLoader.segment(text, name, rule.getVersion()), Rulebook.ALWAYS);
        default -> book;
      };
    } catch (InvalidRule e) {
      return book;
    }
  }

  /** The heads, by id. */
  public Collection<RuleDefinition> heads() {
    return heads.values();
  }

  /** The head of a flow or of the policy; null when it was never published. */
  public @Nullable RuleDefinition head(String id) {
    return heads.get(id);
  }

  /** A version as it was published; null when there is none. */
  public @Nullable RuleDefinition version(String id, int version) {
    TreeMap<Integer, RuleDefinition> known = versions.get(id);
    return known == null ? null : known.get(version);
  }

  /** The latest version that was written, in force or not; null when there is none. */
  public @Nullable RuleDefinition latest(String id) {
    TreeMap<Integer, RuleDefinition> known = versions.get(id);
    return known == null ? null : known.lastEntry().getValue();
  }
}

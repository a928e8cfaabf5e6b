package io.beckon.streams;

import io.beckon.contract.RuleKind;
import io.beckon.contract.RulesActivated;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Policy;
import io.beckon.schemas.StateCodec;
import io.beckon.state.ActiveRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The definitions that were activated in a partition, with their log time, and the rulebook made of
 * them. Also whether the application has left its shadow here.
 */
final class RulesTable {

  private static final String ACTIVATED = "$activated";

  private final KeyValueStore<String, byte[]> store;
  private final StateCodec<ActiveRule> codec;
  private final Policy defaultPolicy;

  RulesTable(KeyValueStore<String, byte[]> store, Policy defaultPolicy) {
    this.store = store;
    this.codec = StateCodec.of(ActiveRule.class);
    this.defaultPolicy = defaultPolicy;
  }

  /** The rulebook as it was activated so far. */
  Rulebook load() {
    List<ActiveRule> rules = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        if (!row.key.startsWith("$")) {
          rules.add(codec.decode(row.value));
        }
      }
    }
    rules.sort(
        Comparator.comparingLong(ActiveRule::getActivatedAt)
            .thenComparing(ActiveRule::getVersion)
            .thenComparing(ActiveRule::getId));
    Rulebook book = Rulebook.of(defaultPolicy);
    for (ActiveRule rule : rules) {
      book = apply(book, rule);
    }
    return book;
  }

  /**
   * Puts a definition in force from a log time on. One that was activated before changes nothing.
   *
   * @throws IllegalArgumentException if another definition has this version, or a later version is
   *     in force; the message says how to mend it
   */
  Rulebook activate(Rulebook book, RulesActivated activated, long at) {
    String key = activated.getId() + "@" + activated.getVersion();
    byte[] known = store.get(key);
    if (known != null) {
      if (codec.decode(known).getHash().equals(activated.getHash())) {
        return book;
      }
      throw new IllegalArgumentException(
          "version "
              + activated.getVersion()
              + " of '"
              + activated.getId()
              + "' is in force with another definition; publish the change as a new version");
    }
    int inForce = latest(activated.getId());
    if (inForce > activated.getVersion()) {
      throw new IllegalArgumentException(
          "version "
              + inForce
              + " of '"
              + activated.getId()
              + "' is in force, which is later than version "
              + activated.getVersion()
              + "; publish the definition again to give it a new version");
    }
    ActiveRule rule =
        ActiveRule.newBuilder()
            .setKind(activated.getKind())
            .setId(activated.getId())
            .setVersion(activated.getVersion())
            .setDefinition(activated.getDefinition())
            .setHash(activated.getHash())
            .setActivatedAt(at)
            .build();
    Rulebook next = apply(book, rule);
    store.put(key, codec.encode(rule));
    return next;
  }

  private int latest(String id) {
    int latest = 0;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> row = all.next();
        if (row.key.startsWith(id + "@")) {
          latest = Math.max(latest, codec.decode(row.value).getVersion());
        }
      }
    }
    return latest;
  }

  /** Has the application left its shadow in this partition? */
  boolean isActivated() {
    return store.get(ACTIVATED) != null;
  }

  /** The application leaves its shadow in this partition. */
  void activated() {
    store.put(ACTIVATED, new byte[] {1});
  }

  private static Rulebook apply(Rulebook book, ActiveRule rule) {
    String file = rule.getId() + "@" + rule.getVersion();
    if (rule.getKind() == RuleKind.POLICY) {
      return book.activated(
          RuleLoader.policy(rule.getDefinition(), file, rule.getVersion()), rule.getActivatedAt());
    } else if (rule.getKind() == RuleKind.SEGMENT) {
      return segment(book, rule, file);
    } else if (rule.getKind() == RuleKind.SCORE) {
      return rule.getDefinition().isEmpty()
          ? book.retiredScore(bare(rule), rule.getActivatedAt())
          : book.activated(
              RuleLoader.score(rule.getDefinition(), file, rule.getVersion()),
              rule.getActivatedAt());
    } else if (rule.getKind() == RuleKind.STAGES) {
      return rule.getDefinition().isEmpty()
          ? book.retiredStages(bare(rule), rule.getActivatedAt())
          : book.activated(
              RuleLoader.stages(rule.getDefinition(), file, rule.getVersion()),
              rule.getActivatedAt());
    } else if (rule.getKind() != RuleKind.FLOW) {
      throw new IllegalArgumentException(
          "this release does not know what kind of rule '" + file + "' is; upgrade it first");
    } else if (rule.getDefinition().isEmpty()) {
      return book.retired(rule.getId(), rule.getVersion(), rule.getActivatedAt());
    }
    return book.activated(
        RuleLoader.flow(rule.getDefinition(), file, rule.getVersion()), rule.getActivatedAt());
  }

  /** Its id without what kind it is. */
  private static String bare(ActiveRule rule) {
    return rule.getId().substring(rule.getId().indexOf(':') + 1);
  }

  private static Rulebook segment(Rulebook book, ActiveRule rule, String file) {
    if (rule.getDefinition().isEmpty()) {
      return book.retiredSegment(bare(rule), rule.getActivatedAt());
    }
    return book.activated(
        RuleLoader.segment(rule.getDefinition(), file, rule.getVersion()), rule.getActivatedAt());
  }
}

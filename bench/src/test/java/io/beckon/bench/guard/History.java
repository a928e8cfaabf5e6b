package io.beckon.bench.guard;

import io.beckon.app.rules.Rules;
import io.beckon.bench.workload.Shape;
import io.beckon.bench.workload.ShopperIds;
import io.beckon.bench.workload.Workload;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.SingleObjectCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;

/** A history as it stands in the log of one partition, behind rules. */
final class History {

  static final int EVENTS = 60_000;
  private static final long SEED = 7;
  private static final long ENDS_AT = 1_790_000_000_000L;

  private final List<Record<byte[], byte[]>> rules = new ArrayList<>();
  private final List<Record<byte[], byte[]>> events = new ArrayList<>(EVENTS);

  private History() {}

  /** The same events for a shape in every run, on every machine. */
  static History of(Shape shape, Rules rules) {
    return of(shape, rules, EVENTS);
  }

  static History of(Shape shape, Rules rules, int events) {
    Workload workload = new Workload(shape, events, 1, SEED, ENDS_AT);
    History history = new History();
    try (SingleObjectCodec codec = new SingleObjectCodec()) {
      for (Rules.RuleFile file : rules.files()) {
        byte[] value = codec.encode("shopper-events", activation(file));
        history.rules.add(new Record<>(null, value, workload.startsAt()));
      }
      workload.play(
          (shopper, at, event) ->
              history.events.add(
                  new Record<>(
                      ShopperIds.key(shopper), codec.encode("shopper-events", event), at)));
    }
    return history;
  }

  /** What puts the rules in force. */
  List<Record<byte[], byte[]>> rules() {
    return rules;
  }

  List<Record<byte[], byte[]>> events() {
    return events;
  }

  private static ShopperEvent activation(Rules.RuleFile file) {
    RulesActivated activated =
        RulesActivated.newBuilder()
            .setKind(file.kind())
            .setId(file.id())
            .setVersion(1)
            .setDefinition(file.text())
            .setHash(file.hash())
            .build();
    return new ShopperEvent("rules-" + file.id(), ENDS_AT, "", "guard", false, activated);
  }
}

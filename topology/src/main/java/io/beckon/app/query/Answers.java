package io.beckon.app.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.explain.Account;
import io.beckon.app.explain.ShopperJson;
import io.beckon.app.explain.ToldScan;
import io.beckon.app.export.Kept;
import io.beckon.app.input.field.Times;
import io.beckon.app.rules.PublishedRules;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Shopper;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import io.beckon.streams.Pulse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What is answered about a shopper who was found here, as JSON. */
final class Answers {

  private static final JsonMapper MAPPER = new JsonMapper();

  private final BeckonConfig config;
  private final Supplier<Map<Integer, Pulse>> pulses;
  private final LongSupplier wallClock;

  Answers(BeckonConfig config, Supplier<Map<Integer, Pulse>> pulses, LongSupplier wallClock) {
    this.config = config;
    this.pulses = pulses;
    this.wallClock = wallClock;
  }

  /**
   * What is remembered, and what was decided why.
   *
   * @param since what was decided before is left out, epoch milliseconds
   */
  ObjectNode account(StateQuery.Found found, long since, boolean withContacts) {
    List<String> unreadable = new ArrayList<>();
    long now = wallClock.getAsLong();
    Shopper shopper = found.shopper();
    ObjectNode state =
        ShopperJson.of(shopper, rules(found.partition(), unreadable), now, withContacts);
    List<Account.Told> told = told(shopper.id(), since, withContacts, unreadable);
    Account account = new Account(shopper.id(), state, told);
    ObjectNode json = account.json();
    json.put("known", !account.isEmpty());
    return with(json, found, unreadable);
  }

  /** Everything that is kept: what a person may ask for. */
  ObjectNode export(StateQuery.Found found) {
    List<String> unreadable = new ArrayList<>();
    Shopper shopper = found.shopper();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("shopper", shopper.id());
    ArrayNode merged = json.putArray("merged");
    shopper.parts().head().links().merged().stream().map(MergedId::id).forEach(merged::add);
    json.set("kept", MAPPER.valueToTree(Kept.of(shopper.parts())));
    List<Account.Told> told = told(shopper.id(), TopicScan.ALL, true, unreadable);
    for (Account.Kind kind : Account.Kind.values()) {
      ArrayNode lines = json.putArray(plural(kind));
      new Account(shopper.id(), null, told)
          .told().stream()
              .filter(each -> each.kind() == kind)
              .forEach(each -> lines.add(each.json()));
    }
    return with(json, found, unreadable);
  }

  static String plural(Account.Kind kind) {
    return switch (kind) {
      case TRIGGER -> "triggers";
      case DECISION -> "decisions";
      case COMMAND -> "commands";
    };
  }

  private static ObjectNode with(ObjectNode json, StateQuery.Found found, List<String> unreadable) {
    String movedTo = found.shopper().parts().head().links().movedTo();
    if (movedTo != null) {
      json.put("movedTo", movedTo);
    }
    ObjectNode from = json.putObject("from");
    from.put("partition", found.partition()).put("role", found.role().name());
    if (found.asOf() > 0) {
      from.put("asOf", Times.iso(found.asOf()));
    }
    JsonNode left = MAPPER.valueToTree(unreadable);
    json.set("unreadable", left);
    return json;
  }

  private List<Account.Told> told(
      String shopperId, long since, boolean withContacts, List<String> unreadable) {
    try (TopicScan scan = new TopicScan(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      return new ToldScan(scan, codec, config.topics())
          .read(shopperId, since, withContacts, unreadable);
    }
  }

  /** What is in force in the partition; where no task runs, what was published. */
  private Rulebook rules(int partition, List<String> unreadable) {
    Map<Integer, Pulse> running = pulses.get();
    Pulse own = running.get(partition);
    if (own != null) {
      return own.rules();
    }
    return running.values().stream()
        .findFirst()
        .map(Pulse::rules)
        .orElseGet(
            () -> PublishedRules.read(config, unreadable).rulebook(RuleFiles.readyMade().policy()));
  }
}

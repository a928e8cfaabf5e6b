package io.beckon.engine.flow.load;

import io.beckon.contract.Purpose;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.catalog.StockRule;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.score.ScoreAtLeast;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a flow: what it is, who enters, what ends it. Its steps are read by {@link StepReader}. */
final class FlowReader {

  static final List<String> KEYS =
      List.of(
          "flow",
          "title",
          "description",
          "reviewBy",
          "priority",
          "purpose",
          "goal",
          "trigger",
          "entry",
          "exit",
          "texts",
          "blocks",
          "steps");

  /** Form of the ids of flows and steps. */
  static final Pattern ID = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

  static final String ID_EXPECTED =
      "lower-case words joined by '-', at most 64 characters, for example cart-recovery";

  private static final int DEFAULT_PRIORITY = 50;
  private static final String ON_EVENT = "event";
  private static final String SEGMENT = "segment";
  private static final String ENTERED = "segment-entered";
  private static final String LEFT = "segment-left";
  private static final String SCORE = "score";
  private static final String THRESHOLD = "threshold";
  static final String REACHED = "score-reached";
  static final String DROPPED = "score-dropped";
  private static final String STAGES = "stages";
  private static final String TO = "to";
  private static final String STAGE_CHANGED = "stage-changed";
  static final List<String> TRIGGERS =
      List.of(
          "cart-abandoned",
          "checkout-abandoned",
          "browse-abandoned",
          ChangeKind.BACK_IN_STOCK.word(),
          ChangeKind.PRICE_DROP.word(),
          ChangeKind.LOW_STOCK.word(),
          ChangeKind.PUBLISHED.word(),
          ENTERED,
          LEFT,
          DateReader.ON_DATE,
          ReplenishmentReader.ON_REPLENISHMENT,
          REACHED,
          DROPPED,
          STAGE_CHANGED,
          ON_EVENT);

  /** Keys of a trigger. */
  static final List<String> TRIGGER_KEYS =
      Stream.of(
              List.of("on", ON_EVENT, SEGMENT),
              DateReader.KEYS,
              ReplenishmentReader.KEYS,
              ProductTriggerReader.KEYS,
              List.of(SCORE, THRESHOLD, STAGES, TO, "filter"))
          .flatMap(List::stream)
          .distinct()
          .toList();

  /** Keys of what ends a flow. */
  static final List<String> EXIT_KEYS = List.of("on", "when", "onReply");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final EventNameReader events;

  FlowReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.events = new EventNameReader(reading);
  }

  /** Reads it; what it returns is worth nothing when the reading has problems. */
  Flow read(Fields root, int version, String hash) {
    String id =
        root.require("flow", "<id of the flow>", "", node -> scalars.text(node, ID, ID_EXPECTED));
    String title = root.require("title", "<what people call it>", "", scalars::text);
    String description = root.find("description", scalars::text);
    root.find("reviewBy", this::day);
    int priority =
        root.optional("priority", DEFAULT_PRIORITY, node -> (int) scalars.whole(node, 0, 100));
    Purpose purpose =
        root.require(
            "purpose",
            "transactional, recovery or marketing",
            Purpose.UNKNOWN,
            node -> orElse(scalars.word(node, Words.PURPOSES), Purpose.UNKNOWN));
    Flow.Goal goal = new GoalReader(reading).read(root.map("goal", GoalReader.KEYS));
    root.required("trigger", "a map with 'on'");
    Trigger trigger = trigger(root.map("trigger", TRIGGER_KEYS));
    Flow.Entry entry =
        entry(root.map("entry", List.of("again", "key", "holdout", "existing")), trigger);
    if (purpose == Purpose.TRANSACTIONAL && entry.holdout() > 0) {
      reading.wrong(
          root.valueNode("entry"),
          "a transactional flow holds nobody out: its messages are owed",
          "no 'holdout' here");
    }
    Flow.Exit exit = exit(root.map("exit", EXIT_KEYS));
    StockRule usualStock = StockRule.usual(trigger.isAboutSale());
    DataReader values = new DataReader(reading);
    read(root, "texts", values::texts);
    read(root, "blocks", values::blocks);
    root.required("steps", "a list of steps");
    List<Step> steps =
        root.optional(
            "steps",
            List.of(),
            node -> new StepReader(reading, values, usualStock, trigger).readAll(node));
    warnOfEarlyOffers(root, trigger, steps);
    return new Flow(
        id,
        version,
        hash,
        title,
        description,
        priority,
        purpose,
        goal,
        trigger,
        entry,
        exit,
        steps);
  }

  /** A day; only an audit looks at it. */
  private @Nullable LocalDate day(Node node) {
    try {
      return LocalDate.parse(scalars.text(node));
    } catch (DateTimeException e) {
      reading.wrong(node, "this is no day", "a day such as 2027-01-31");
      return null;
    }
  }

  private static void read(Fields root, String key, Consumer<Node> reader) {
    Node node = root.node(key);
    if (node != null) {
      reader.accept(node);
    }
  }

  private Trigger trigger(Fields trigger) {
    String on =
        trigger.require(
            "on",
            "one of " + String.join(", ", TRIGGERS),
            "",
            node -> orElse(scalars.word(node, triggerWords()), ""));
    Condition filter = trigger.find("filter", located::condition);
    refuseUnless(trigger, SCORE, on, List.of(REACHED, DROPPED));
    refuseUnless(trigger, STAGES, on, List.of(STAGE_CHANGED));
    refuseUnless(trigger, TO, on, List.of(STAGE_CHANGED));
    refuseUnless(trigger, SEGMENT, on, List.of(ENTERED, LEFT));
    refuseUnless(trigger, ON_EVENT, on, List.of(ON_EVENT));
    ProductTriggerReader products = new ProductTriggerReader(reading);
    products.refuseUnless(trigger, on);
    if (Words.CHANGES.containsKey(on)) {
      return products.read(trigger, on, filter);
    }
    for (String key : TRIGGER_KEYS) {
      boolean ofDate = DateReader.KEYS.contains(key);
      boolean ofReplenishment = ReplenishmentReader.KEYS.contains(key);
      if (ofDate || ofReplenishment) {
        List<String> owners = new ArrayList<>();
        if (ofDate) {
          owners.add(DateReader.ON_DATE);
        }
        if (ofReplenishment) {
          owners.add(ReplenishmentReader.ON_REPLENISHMENT);
        }
        refuseUnless(trigger, key, on, owners);
      }
    }
    if (on.equals(REACHED) || on.equals(DROPPED)) {
      String score = trigger.require(SCORE, "<id of a score>", "", this::id);
      String threshold = trigger.require(THRESHOLD, "<one of its thresholds>", "", this::id);
      return new Trigger.OnSegment(ScoreAtLeast.id(score, threshold), on.equals(REACHED), filter);
    }
    if (on.equals(STAGE_CHANGED)) {
      String ladder = trigger.require(STAGES, "<id of a ladder of stages>", "", this::id);
      return new Trigger.OnStage(ladder, trigger.find(TO, this::id), filter);
    }
    if (on.equals(ReplenishmentReader.ON_REPLENISHMENT)) {
      return new Trigger.OnDate(new ReplenishmentReader(reading).read(trigger), filter);
    }
    if (on.equals(DateReader.ON_DATE)) {
      return new Trigger.OnDate(new DateReader(reading).read(trigger), filter);
    }
    if (on.equals(ENTERED) || on.equals(LEFT)) {
      String segment = trigger.require(SEGMENT, "<id of a segment>", "", this::id);
      return new Trigger.OnSegment(segment, on.equals(ENTERED), filter);
    }
    if (on.equals(ON_EVENT)) {
      String event = trigger.require(ON_EVENT, "<name of an event>", "", events::name);
      return new Trigger.OnEvent(event, filter);
    }
    return new Trigger.Abandoned(Words.ABANDONED.getOrDefault(on, TriggerKind.UNKNOWN), filter);
  }

  private String id(Node node) {
    return scalars.text(node, ID, ID_EXPECTED);
  }

  private void refuseUnless(Fields trigger, String key, String on, List<String> owners) {
    if (trigger.has(key) && !on.isEmpty() && !owners.contains(on)) {
      reading.wrong(
          trigger.keyNode(key),
          "'" + key + "' does not belong to 'on: " + on + "'",
          "on: " + String.join(" or ", owners));
    }
  }

  private static Map<String, String> triggerWords() {
    Map<String, String> words = new LinkedHashMap<>();
    TRIGGERS.forEach(word -> words.put(word, word));
    return words;
  }

  private Flow.Entry entry(Fields entry, Trigger trigger) {
    Duration again = entry.has("again") ? entry.find("again", this::again) : Duration.ZERO;
    Flow.Entry.Key key =
        entry.optional(
            "key",
            Flow.Entry.Key.NONE,
            node -> orElse(scalars.word(node, Words.ENTRY_KEYS), Flow.Entry.Key.NONE));
    double holdout = entry.optional("holdout", 0.0, node -> scalars.number(node, 0, 50));
    Flow.Existing existing =
        new ExistingReader(reading).read(entry.map("existing", ExistingReader.KEYS), trigger);
    return new Flow.Entry(again, key, holdout, existing);
  }

  private @Nullable Duration again(Node node) {
    Object value = Scalars.value(node);
    if ("never".equals(value)) {
      return null;
    }
    if ("always".equals(value)) {
      return Duration.ZERO;
    }
    if (value instanceof String text && Durations.parse(text).isPresent()) {
      return scalars.duration(node);
    }
    reading.wrong(
        node,
        Scalars.describe(node) + " is not allowed here",
        "never, always, or " + Durations.EXPECTED);
    return null;
  }

  private Flow.Exit exit(Fields exit) {
    List<Flow.Exit.On> on = new ArrayList<>();
    for (Node node : exit.list("on", "event names, for example [Order Completed]")) {
      if (node instanceof MappingNode map) {
        Fields one = Fields.of(reading, map, "an event to exit on", List.of(ON_EVENT, "where"));
        String event = one.require(ON_EVENT, "<name of an event>", "", events::name);
        on.add(new Flow.Exit.On(event, one.find("where", located::conditionOnEvent)));
      } else {
        on.add(new Flow.Exit.On(events.name(node), null));
      }
    }
    return new Flow.Exit(
        on, exit.find("when", located::condition), exit.optional("onReply", true, scalars::truth));
  }

  /**
   * A price for everybody in the first word teaches shoppers to wait for it. What an order earned
   * does not.
   */
  private void warnOfEarlyOffers(Fields root, Trigger trigger, List<Step> steps) {
    if (trigger instanceof Trigger.OnEvent on && on.event().equals("Order Completed")) {
      return;
    }
    for (Step.Send send : FirstWords.of(steps)) {
      Step.OfferTerms offer = send.offer();
      if (offer != null
          && offer.kind() == Step.OfferTerms.Kind.DISCOUNT
          && offer.rules().segment() == null
          && offer.rules().once() == null) {
        reading.warn(
            root.valueNode("steps"),
            "the first message '" + send.id() + "' offers everybody a lower price, every time",
            "a message without a price before it, or an offer with 'segment' or 'once'");
      }
    }
  }

  private static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}

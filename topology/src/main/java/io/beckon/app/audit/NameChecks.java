package io.beckon.app.audit;

import static io.beckon.engine.flow.load.EventNames.STANDARD;

import io.beckon.app.rules.Rules;
import io.beckon.contract.RuleKind;
import io.beckon.engine.EventNames;
import io.beckon.engine.flow.Nearest;
import io.beckon.engine.stage.Stages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events, fields and attributes that flows ask for and that never arrive. A name that differs from
 * what arrives starts nothing, or the wrong thing, and nobody is told.
 */
final class NameChecks {

  private static final String FIELD = "(?:\\.(\\w+)|\\[\\s*[\"']([^\"']+)[\"']\\s*\\])";
  private static final Pattern OF_EVENT = Pattern.compile("\\bevent\\.properties" + FIELD);
  private static final Pattern OF_HAPPENED = Pattern.compile("\\bhappened\\.properties" + FIELD);
  private static final Pattern ATTRIBUTE = Pattern.compile("\\bshopper\\.attributes" + FIELD);

  /** Beckon makes these itself. */
  private static final Set<String> OWN =
      Set.of(
          "Segment Entered",
          "Segment Left",
          "Score Reached",
          "Score Dropped",
          "Stage Changed",
          "Date Reached",
          "Back In Stock",
          "Price Dropped",
          "Low Stock",
          "Product Published");

  /** The policy tells it of what shoppers write, if the sender does not. */
  private static final String TOPIC = "topic";

  private final Heard heard;
  private final Consumer<Finding> found;
  private final Set<String> set = new HashSet<>();

  private NameChecks(Heard heard, Consumer<Finding> found) {
    this.heard = heard;
    this.found = found;
  }

  static void check(Rules rules, Heard heard, Consumer<Finding> found) {
    NameChecks checks = new NameChecks(heard, found);
    for (Rules.RuleFile file : rules.files()) {
      for (Scalar scalar : Scalar.of(file.text())) {
        if (scalar.path().contains("set.attributes.")) {
          checks.set.add(scalar.key());
        }
      }
      if (file.kind() == RuleKind.STAGES) {
        checks.set.add(file.id().replace(Rules.STAGES_PREFIX, Stages.ATTRIBUTE));
      }
    }
    rules.files().forEach(checks::check);
  }

  private void check(Rules.RuleFile file) {
    Set<String> told = new HashSet<>();
    for (Scalar scalar : Scalar.of(file.text())) {
      if (scalar.isProse()) {
        continue;
      }
      if (namesEvent(file, scalar) && told.add("event " + scalar.value())) {
        event(file, scalar);
      }
      for (String field : fields(OF_EVENT, scalar.value())) {
        List<String> trigger =
            Scalar.of(file.text()).stream()
                .filter(each -> each.path().equals("trigger.event"))
                .map(Scalar::value)
                .toList();
        field(file, scalar, field, trigger, told);
      }
      for (String field : fields(OF_HAPPENED, scalar.value())) {
        boolean flow = file.kind() == RuleKind.FLOW;
        field(file, scalar, field, scalar.nearest(flow ? "event" : "on"), told);
      }
      for (String name : fields(ATTRIBUTE, scalar.value())) {
        if (!heard.attributes().contains(name) && !set.contains(name) && told.add("of " + name)) {
          missing(
              file,
              scalar,
              "no shopper has the attribute '" + name + "'",
              name,
              heard.attributes());
        }
      }
    }
  }

  private static boolean namesEvent(Rules.RuleFile file, Scalar scalar) {
    if (file.kind() == RuleKind.POLICY) {
      return scalar.path().equals("callbacks.on");
    }
    if (file.kind() == RuleKind.SCORE || file.kind() == RuleKind.STAGES) {
      return scalar.path().equals("behaviour.on") || scalar.path().equals("moves.on");
    }
    return file.kind() == RuleKind.FLOW
        && (scalar.key().equals("event") || scalar.path().equals("exit.on"));
  }

  private void event(Rules.RuleFile file, Scalar scalar) {
    String name = scalar.value();
    if (!heard.events().containsKey(name) && !OWN.contains(name)) {
      missing(
          file, scalar, "the event '" + name + "' never arrives", name, heard.events().keySet());
    }
  }

  private void field(
      Rules.RuleFile file, Scalar scalar, String field, List<String> events, Set<String> told) {
    Set<String> known = new HashSet<>();
    boolean came = false;
    for (String event : events) {
      known.addAll(heard.fields(event));
      if (event.equals(EventNames.REPLIED)) {
        known.add(TOPIC);
      }
      came |= heard.events().containsKey(event);
    }
    if (came && !known.contains(field) && told.add(events + "." + field)) {
      missing(
          file,
          scalar,
          "the event '" + String.join("' or '", events) + "' never has a property '" + field + "'",
          field,
          known);
    }
  }

  private void missing(
      Rules.RuleFile file, Scalar scalar, String message, String name, Collection<String> known) {
    Optional<String> near = near(name, known);
    // What the policy names and never comes harms nobody: a rule that is not needed.
    found.accept(
        new Finding(
            file.kind() != RuleKind.POLICY,
            file.name(),
            scalar.line(),
            message + " in the recorded events",
            near.map(
                    other ->
                        "write '" + other + "', which does, or have the shop send '" + name + "'")
                .orElse(
                    "have the shop send it, or leave it out; check the spelling with who does")));
  }

  /**
   * The same but for case, signs and plural, else the nearest. A name that has a meaning of its own
   * is not taken for one that is spelt much alike: {@code Order Cancelled} is no {@code Order
   * Completed}.
   */
  private static Optional<String> near(String name, Collection<String> known) {
    String bare = bare(name);
    Optional<String> alike =
        known.stream().sorted().filter(other -> bare(other).equals(bare)).findFirst();
    return alike.isPresent() || STANDARD.contains(name)
        ? alike
        : Nearest.to(name, known.stream().sorted().toList());
  }

  private static String bare(String name) {
    StringBuilder bare = new StringBuilder();
    for (String word :
        name.replaceAll("([a-z])([A-Z])", "$1 $2")
            .toLowerCase(Locale.ROOT)
            .split("[^a-z0-9]+", -1)) {
      bare.append(
          word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
    }
    return bare.toString();
  }

  private static List<String> fields(Pattern pattern, String text) {
    List<String> names = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return names;
  }
}

package io.beckon.app.audit;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.rules.Rules;
import io.beckon.contract.RuleKind;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.segment.Segment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Templates that mean two things, and segments that mean nothing to anybody. */
final class UseChecks {

  private record Use(String flow, Set<String> data) {}

  private UseChecks() {}

  static void templates(Rules rules, Consumer<Finding> found) {
    Map<String, Use> first = new TreeMap<>();
    Set<String> told = new TreeSet<>();
    for (Flow flow : rules.flows()) {
      for (Step.Send send : FlowSteps.sends(flow)) {
        String key = send.channel() + " " + send.template();
        Use use = new Use(flow.id(), new TreeSet<>(send.data().keySet()));
        Use other = first.putIfAbsent(key, use);
        if (other != null
            && !other.flow().equals(flow.id())
            && !other.data().equals(use.data())
            && told.add(key + flow.id())) {
          Place place = Place.of(rules, flow.id(), send.template());
          Set<String> differ = new TreeSet<>(other.data());
          differ.addAll(use.data());
          differ.removeIf(name -> other.data().contains(name) && use.data().contains(name));
          found.accept(
              new Finding(
                  true,
                  place.file(),
                  place.line(),
                  "the template '"
                      + send.template()
                      + "' gets other data here than from the flow "
                      + other.flow()
                      + ": "
                      + String.join(", ", differ),
                  "give both the same data, or each a template of its own"));
        }
      }
    }
  }

  static void segments(Rules rules, Consumer<Finding> found) {
    for (Segment segment : rules.segments()) {
      String own = Rules.SEGMENT_PREFIX + segment.id();
      Pattern quoted = Pattern.compile("[\"']" + Pattern.quote(segment.id()) + "[\"']");
      boolean used =
          rules.files().stream()
              .filter(file -> !file.id().equals(own))
              .flatMap(file -> Scalar.of(file.text()).stream())
              .filter(scalar -> !scalar.isProse())
              .anyMatch(
                  scalar ->
                      scalar.value().equals(segment.id()) || quoted.matcher(scalar.value()).find());
      if (!used) {
        rules.files().stream()
            .filter(file -> file.kind() == RuleKind.SEGMENT && file.id().equals(own))
            .forEach(
                file ->
                    found.accept(
                        new Finding(
                            false,
                            file.name(),
                            1,
                            "no flow uses the segment '" + segment.id() + "'",
                            "take it out, unless somebody else reads who is in it")));
      }
    }
  }
}

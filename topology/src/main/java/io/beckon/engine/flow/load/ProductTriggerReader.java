package io.beckon.engine.flow.load;

import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.interest.Interest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads triggers that are changes of products. */
final class ProductTriggerReader {

  private static final String INTEREST = "interest";
  private static final String AT_LEAST = "atLeast";
  private static final String THRESHOLD = "threshold";

  /** Keys of such a trigger beside those of all. */
  static final List<String> KEYS = List.of(INTEREST, AT_LEAST, THRESHOLD);

  private static final String LEAST_EXPECTED =
      "a percentage such as 10%, or an amount in minor units such as 500";
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,2})?) ?%");
  private static final Set<Interest.Kind> IN_ITSELF =
      EnumSet.of(Interest.Kind.WISHED, Interest.Kind.CARTED, Interest.Kind.VIEWED);
  private static final Set<Interest.Kind> IN_ITS_KIND =
      EnumSet.of(Interest.Kind.CATEGORY, Interest.Kind.BRAND);

  private final Reading reading;
  private final Scalars scalars;

  ProductTriggerReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  /** Refuses keys of these triggers with another one. */
  void refuseUnless(Fields trigger, String on) {
    refuse(trigger, INTEREST, on, List.copyOf(Words.CHANGES.keySet()));
    refuse(trigger, AT_LEAST, on, List.of(ChangeKind.PRICE_DROP.word()));
    refuse(
        trigger,
        THRESHOLD,
        on,
        List.of(ChangeKind.LOW_STOCK.word(), FlowReader.REACHED, FlowReader.DROPPED));
  }

  private void refuse(Fields trigger, String key, String on, List<String> owners) {
    if (trigger.has(key) && !on.isEmpty() && !owners.contains(on)) {
      reading.wrong(
          trigger.keyNode(key),
          "'" + key + "' does not belong to 'on: " + on + "'",
          "on: " + String.join(" or ", owners));
    }
  }

  Trigger.OnProduct read(Fields trigger, String on, @Nullable Condition filter) {
    ChangeKind kind = Objects.requireNonNull(Words.CHANGES.get(on), on);
    Trigger.Least least = trigger.optional(AT_LEAST, Trigger.Least.ANY, this::least);
    int threshold = 0;
    if (kind == ChangeKind.LOW_STOCK) {
      threshold =
          trigger.require(
              THRESHOLD,
              "<pieces that are few, 1 to " + ProductChanges.FEW + ">",
              1,
              node -> (int) scalars.whole(node, 1, ProductChanges.FEW));
    }
    return new Trigger.OnProduct(kind, interests(trigger, kind), least, threshold, filter);
  }

  private Set<Interest.Kind> interests(Fields trigger, ChangeKind kind) {
    Set<Interest.Kind> possible = kind == ChangeKind.PUBLISHED ? IN_ITS_KIND : IN_ITSELF;
    List<String> words = new ArrayList<>();
    possible.forEach(each -> words.add(each.word()));
    Set<Interest.Kind> wanted = EnumSet.noneOf(Interest.Kind.class);
    for (Node node : trigger.list(INTEREST, "some of [" + String.join(", ", words) + "]")) {
      Interest.Kind each = scalars.word(node, only(words));
      if (each != null) {
        wanted.add(each);
      }
    }
    if (!wanted.isEmpty()) {
      return wanted;
    }
    return kind == ChangeKind.PUBLISHED ? EnumSet.of(Interest.Kind.CATEGORY) : possible;
  }

  private static Map<String, Interest.Kind> only(List<String> words) {
    Map<String, Interest.Kind> some = new LinkedHashMap<>(Words.INTERESTS);
    some.keySet().retainAll(words);
    return some;
  }

  private Trigger.@Nullable Least least(Node node) {
    Object value = Scalars.value(node);
    if (value instanceof String text) {
      Matcher percent = PERCENT.matcher(text);
      if (percent.matches()) {
        double share = Double.parseDouble(percent.group(1));
        if (share > 0 && share <= 100) {
          return new Trigger.Least(0, share);
        }
      }
    } else if (value instanceof Number) {
      return new Trigger.Least(scalars.whole(node, 1, Long.MAX_VALUE), 0);
    }
    reading.wrong(node, Scalars.describe(node) + " is not allowed here", LEAST_EXPECTED);
    return null;
  }
}

package io.beckon.app.flowdocs;

import io.beckon.engine.catalog.Relation;
import io.beckon.engine.catalog.Suggest;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.interest.Interest;
import io.beckon.engine.score.ScoreAtLeast;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what parts of a flow mean. */
public final class FlowWords {

  private FlowWords() {}

  /** What starts it. */
  public static String trigger(Flow flow) {
    Trigger trigger = flow.trigger();
    String starts;
    if (trigger instanceof Trigger.Abandoned abandoned) {
      starts = lower(abandoned.kind()) + " abandoned";
    } else if (trigger instanceof Trigger.OnStage stage) {
      starts =
          "coming to "
              + (stage.to() == null ? "another stage" : "the stage " + stage.to())
              + " of "
              + stage.stages();
    } else if (trigger instanceof Trigger.OnSegment change
        && change.segment().startsWith(ScoreAtLeast.PREFIX)) {
      String[] parts = change.segment().split(":", -1);
      starts =
          "the score "
              + parts[1]
              + (change.entered() ? " reaching " : " dropping below ")
              + parts[2];
    } else if (trigger instanceof Trigger.OnSegment change) {
      starts = (change.entered() ? "entering" : "leaving") + " the segment " + change.segment();
    } else if (trigger instanceof Trigger.OnDate date) {
      starts = DateWords.of(date.rule());
    } else if (trigger instanceof Trigger.OnProduct product) {
      starts = change(product);
    } else {
      starts = "the event " + ((Trigger.OnEvent) trigger).event();
    }
    return trigger.filter() == null ? starts : starts + ", if " + code(trigger.filter().source());
  }

  private static String change(Trigger.OnProduct trigger) {
    String which =
        trigger.interests().stream().map(Interest.Kind::word).collect(Collectors.joining(", "));
    return switch (trigger.kind()) {
      case BACK_IN_STOCK -> "back in stock: a product " + which;
      case PRICE_DROP -> "a lower price" + least(trigger.atLeast()) + " of a product " + which;
      case LOW_STOCK -> "at most " + trigger.threshold() + " pieces left of a product " + which;
      case PUBLISHED -> "a new product of a " + which.replace(", ", " or ") + " viewed";
    };
  }

  private static String least(Trigger.Least least) {
    if (least.percent() > 0) {
      return " by " + number(least.percent()) + " % or more";
    }
    return least.amount() > 0 ? " by " + least.amount() + " minor units or more" : "";
  }

  /** Who may enter, and how often. */
  public static String audience(Flow flow) {
    Duration again = flow.entry().again();
    List<String> rules = new ArrayList<>();
    boolean byProduct = flow.entry().key() == Flow.Entry.Key.PRODUCT;
    String each = byProduct ? " for each product" : "";
    if (again == null) {
      rules.add("once for ever" + each);
    } else if (!again.isZero()) {
      rules.add("at most once in " + duration(again) + each);
    } else if (byProduct) {
      rules.add("one run at a time for each product");
    }
    if (flow.entry().key() != Flow.Entry.Key.NONE && !byProduct) {
      rules.add("once for each " + lower(flow.entry().key()));
    }
    Flow.Existing existing = flow.entry().existing();
    if (existing != null) {
      rules.add("those in the segment " + existing.segment() + " when it is published");
    }
    double held = flow.entry().holdout();
    String everybody = "every shopper" + (held > 0 ? " but " + number(held) + " % held out" : "");
    return rules.isEmpty()
        ? everybody + ", as often as it starts"
        : everybody + ", " + String.join(", and ", rules);
  }

  /** What ends it early. */
  public static String ends(Flow flow) {
    List<String> ends = new ArrayList<>();
    for (Flow.Exit.On on : flow.exit().on()) {
      ends.add(
          "on " + on.event() + (on.where() == null ? "" : " where " + code(on.where().source())));
    }
    if (flow.exit().when() != null) {
      ends.add("as soon as " + code(flow.exit().when().source()));
    }
    if (!flow.exit().onReply()) {
      ends.add("not by a reply");
    }
    return ends.isEmpty() ? "never" : String.join("; ", ends);
  }

  /** What counts as success. */
  static String goal(Flow flow) {
    Flow.Goal goal = flow.goal();
    if (goal == null) {
      return "not declared";
    }
    String supporting =
        goal.supporting().stream().map(FlowWords::aim).collect(Collectors.joining(", "));
    return aim(goal) + (supporting.isEmpty() ? "" : "; supported by " + supporting);
  }

  private static String aim(Flow.Goal goal) {
    return goal.event()
        + (goal.where() == null ? "" : " where " + code(goal.where().source()))
        + (goal.within() == null ? "" : " within " + duration(goal.within()));
  }

  /** What leaves its messages out, beside the policy. */
  static String suppression(Flow flow) {
    Set<String> channels =
        FlowSteps.sends(flow).stream()
            .map(send -> lower(send.channel()))
            .collect(Collectors.toCollection(TreeSet::new));
    return channels.isEmpty()
        ? "sends nothing"
        : "no consent for "
            + lower(flow.purpose())
            + " by "
            + String.join(", ", channels)
            + "; an address that is suppressed; the policy's caps and quiet hours";
  }

  /** What a step does, in one phrase; what is below it is not said. */
  public static String step(Step step) {
    if (step instanceof Step.Send send) {
      return send(send);
    } else if (step instanceof Step.Wait wait) {
      return wait.base() == Step.Wait.Base.STEP
          ? "wait " + duration(wait.duration())
          : "wait until " + duration(wait.duration()) + " after the last activity";
    } else if (step instanceof Step.WaitUntil until) {
      return "wait until it is " + until.time() + " where the shopper is" + days(until.days());
    } else if (step instanceof Step.WaitBy by) {
      return "wait by " + code(by.moment().source());
    } else if (step instanceof Step.Await await) {
      return "wait for "
          + String.join(" or ", await.events())
          + (await.where() == null ? "" : " where " + code(await.where().source()))
          + ", at most "
          + duration(await.timeout());
    } else if (step instanceof Step.Branch branch) {
      return "is " + code(branch.when().source()) + "?";
    } else if (step instanceof Step.Split split) {
      return "split" + rollout(split);
    } else if (step instanceof Step.Assign assign) {
      return "set " + assigned(assign);
    } else if (step instanceof Step.Task task) {
      return task(task);
    } else if (step instanceof Step.Audience audience) {
      return audience.joinFor() == null
          ? "leave the audience " + audience.audience()
          : "join the audience "
              + audience.audience()
              + " for "
              + duration(audience.joinFor())
              + " at most";
    }
    return "end";
  }

  private static String task(Step.Task task) {
    return "task for "
        + task.kind()
        + (task.owner() == null ? "" : " (" + task.owner() + ")")
        + ", "
        + lower(task.priority())
        + (task.dueIn() == null ? "" : ", due in " + duration(task.dueIn()))
        + ": "
        + code(task.title().source());
  }

  private static String send(Step.Send send) {
    StringBuilder text = new StringBuilder(lower(send.channel()) + " " + code(send.template()));
    for (Step.Send other : send.fallback()) {
      text.append(", else ")
          .append(lower(other.channel()))
          .append(' ')
          .append(code(other.template()));
    }
    return text.toString();
  }

  /** What a message says, where the flow writes it: for everybody whose language it is not in. */
  static String said(Step.Text text) {
    StringBuilder said = new StringBuilder(phrases(text.say()));
    if (!text.without().isEmpty()) {
      said.append(", without ").append(String.join(", ", text.without())).append(" if need be");
    }
    if (!text.brief().isEmpty()) {
      said.append(", else ").append(phrases(text.brief()));
    }
    if (text.parts() != null) {
      said.append(", at most ").append(text.parts()).append(text.parts() == 1 ? " part" : " parts");
    }
    return said.toString();
  }

  private static String phrases(List<Step.Phrase> phrases) {
    return phrases.stream()
        .map(phrase -> phrase.key() + " " + code(phrase.text().source()))
        .collect(Collectors.joining(", "));
  }

  /** Which related products a message shows. */
  static String suggest(Suggest suggest) {
    return "up to "
        + suggest.max()
        + " of "
        + suggest.from().stream().map(Relation::word).collect(Collectors.joining(", then "))
        + switch (suggest.of()) {
          case MESSAGE -> "";
          case BOUGHT -> " of what was bought";
          case CART -> " of the cart";
          case VIEWED -> " of what was viewed";
        }
        + (suggest.required() ? ", or no message" : "");
  }

  /** What an offer promises. */
  static String offer(Step.OfferTerms offer) {
    return promised(offer)
        + (offer.code() == null ? "" : " with " + offer.code().source())
        + (offer.pool() == null ? "" : " with a code of " + offer.pool())
        + ", valid for "
        + duration(offer.validFor())
        + limits(offer.rules());
  }

  private static String promised(Step.OfferTerms offer) {
    if (offer.kind() != Step.OfferTerms.Kind.DISCOUNT) {
      return lower(offer.kind()) + " " + offer.detail();
    }
    String off =
        offer.percent() != null
            ? number(offer.percent()) + " %"
            : number((offer.amount() == null ? 0 : offer.amount()) / 100.0)
                + " "
                + offer.currency();
    return off + " off";
  }

  private static String limits(Step.OfferRules rules) {
    StringBuilder text = new StringBuilder();
    if (rules.segment() != null) {
      text.append(", for the segment ").append(rules.segment());
    }
    if (rules.once() != null) {
      text.append(", once in ").append(duration(rules.once()));
    }
    if (rules.minValue() != null) {
      text.append(", from ").append(number(rules.minValue() / 100.0)).append(" up");
    }
    List<String> not = new ArrayList<>();
    Stream.of(rules.products(), rules.categories(), rules.brands())
        .forEach(names -> not.addAll(new TreeSet<>(names)));
    if (rules.notReduced()) {
      not.add("what is reduced");
    }
    if (!not.isEmpty()) {
      text.append(", not for ").append(String.join(", ", not));
    }
    return text.append(rules.required() ? ", or no message" : "").toString();
  }

  /** When a message is left out. */
  static String skip(Step.Skip skip) {
    List<String> reasons = new ArrayList<>();
    if (skip.sentWithin() != null) {
      reasons.add(
          skip.sentWithin().equals(Step.Skip.EVER)
              ? "not if it was ever sent before"
              : "not if it was sent within " + duration(skip.sentWithin()));
    }
    if (skip.when() != null) {
      reasons.add("not if " + code(skip.when().source()));
    }
    return String.join("; ", reasons);
  }

  private static String rollout(Step.Split split) {
    if (split.promoted() != null) {
      return ": everybody takes " + code(split.promoted());
    }
    Step.Rollout rollout = split.rollout();
    return rollout == null
        ? ""
        : ": "
            + number(rollout.percent())
            + " % take part, the others take "
            + code(rollout.rest());
  }

  /** The share of an arm among those who are dealt out. */
  static String share(Step.Split split, Step.Arm arm) {
    double total = split.arms().stream().mapToInt(Step.Arm::weight).sum();
    return number(Math.round(1000 * arm.weight() / total) / 10.0) + " %";
  }

  private static String assigned(Step.Assign assign) {
    List<String> parts = new ArrayList<>();
    assign.attributes().forEach((name, value) -> parts.add(code(name + " = " + value.source())));
    assign.addTags().forEach(tag -> parts.add("tag " + code("+" + tag)));
    assign.removeTags().forEach(tag -> parts.add("tag " + code("-" + tag)));
    assign.points().forEach((score, points) -> parts.add("score " + code(score + " +" + points)));
    assign.stages().forEach((ladder, stage) -> parts.add("stage " + code(ladder + " = " + stage)));
    return String.join(", ", parts);
  }

  private static String days(Set<DayOfWeek> days) {
    return days.isEmpty()
        ? ""
        : ", on "
            + days.stream()
                .map(day -> lower(day).substring(0, 3))
                .collect(Collectors.joining(", "));
  }

  /** A length of time as flow files write it. */
  public static String duration(Duration length) {
    StringBuilder text = new StringBuilder();
    part(text, length.toDaysPart(), "d");
    part(text, length.toHoursPart(), "h");
    part(text, length.toMinutesPart(), "m");
    part(text, length.toSecondsPart(), "s");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  static String code(String text) {
    return "`" + text.replaceAll("\\s+", " ") + "`";
  }
}

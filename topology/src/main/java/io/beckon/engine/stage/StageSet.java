package io.beckon.engine.stage;

import io.beckon.engine.flow.Facts;
import io.beckon.engine.shopper.Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ladders in force at a time, by id. */
public final class StageSet {

  /** No ladders. */
  public static final StageSet EMPTY = new StageSet(List.of());

  private final List<Stages> ladders;
  private final List<String> attributes;
  private final Map<String, List<Listening>> byEvent = new HashMap<>();

  /**
   * A ladder, and those of its rules that an event may be for, in its order.
   *
   * @param attribute where the profile says on which stage the shopper stands
   */
  private record Listening(Stages ladder, String attribute, List<Stages.Rule> rules) {}

  /** These ladders. */
  public StageSet(List<Stages> ladders) {
    this.ladders = ladders.stream().sorted(Comparator.comparing(Stages::id)).toList();
    this.attributes = this.ladders.stream().map(Stages::attribute).toList();
    for (Stages ladder : this.ladders) {
      ladder.moves().stream()
          .flatMap(rule -> rule.events().stream())
          .distinct()
          .forEach(
              event ->
                  byEvent
                      .computeIfAbsent(event, name -> new ArrayList<>())
                      .add(new Listening(ladder, ladder.attribute(), ladder.on(event))));
    }
  }

  /** Is there none? */
  public boolean isEmpty() {
    return ladders.isEmpty();
  }

  /** The ladder of an id; null: none. */
  public @Nullable Stages find(String id) {
    for (Stages ladder : ladders) {
      if (ladder.id().equals(id)) {
        return ladder;
      }
    }
    return null;
  }

  /** May an event move anybody? */
  public boolean listen(String event) {
    return byEvent.containsKey(event);
  }

  /** Where a shopper stands, by ladder. */
  public Map<String, Object> of(Profile profile) {
    Map<String, Object> stages = new TreeMap<>();
    ladders.forEach(ladder -> stages.put(ladder.id(), ladder.of(profile)));
    return stages;
  }

  /** What differs between two profiles. */
  public List<StageMove> between(Profile before, Profile after) {
    List<StageMove> moves = new ArrayList<>();
    if (before.attributes() != after.attributes()) {
      for (int i = 0; i < ladders.size(); i++) {
        Stages ladder = ladders.get(i);
        String attribute = attributes.get(i);
        String from = ladder.stage(before.attributes().get(attribute));
        String to = ladder.stage(after.attributes().get(attribute));
        if (!from.equals(to)) {
          moves.add(new StageMove(ladder, from, to));
        }
      }
    }
    return moves;
  }

  /**
   * The profile after an event.
   *
   * @param facts of the shopper and the event; asked for only when a rule with a condition may
   *     apply
   */
  public Profile after(Profile profile, String event, Supplier<Facts> facts) {
    Profile next = profile;
    List<Listening> listening = byEvent.getOrDefault(event, List.of());
    for (int i = 0; i < listening.size(); i++) {
      Listening each = listening.get(i);
      Stages ladder = each.ladder();
      String stage = ladder.stage(profile.attributes().get(each.attribute()));
      String to = moved(ladder, each.rules(), stage, facts);
      next = to == null ? next : at(next, ladder, to);
    }
    return next;
  }

  /** The merged profile of two ids of one shopper, who has come as far as either. */
  public Profile furthest(Profile merged, Profile one, Profile other) {
    Profile next = merged;
    for (Stages ladder : ladders) {
      String first = ladder.of(one);
      String second = ladder.of(other);
      String furthest = ladder.isAfter(second, first) ? second : first;
      if (!furthest.equals(ladder.of(merged))) {
        next = at(next, ladder, furthest);
      }
    }
    return next;
  }

  /** The profile of a shopper who stands elsewhere. */
  public static Profile at(Profile profile, Stages ladder, String stage) {
    return profile.withAttributes(Map.of(Stages.ATTRIBUTE + ladder.id(), stage));
  }

  private static @Nullable String moved(
      Stages ladder, List<Stages.Rule> rules, String stage, Supplier<Facts> facts) {
    for (Stages.Rule rule : rules) {
      if (!rule.to().equals(stage)
          && ladder.applies(rule, stage)
          && (rule.where() == null || rule.where().test(facts.get()).holds())) {
        return rule.to();
      }
    }
    return null;
  }
}

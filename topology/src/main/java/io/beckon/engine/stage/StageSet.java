package io.beckon.engine.stage;

import io.beckon.engine.flow.Facts;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Shopper;
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
   * @param ladder its place among the ladders
   * @param from by the place of the stage on which a shopper stands: the rules that move from it
   */
  private record Listening(int ladder, List<List<Stages.Rule>> from) {}

  /**
   * Where a shopper stands, by place of the ladder and of the stage on it. It is asked with each
   * event, and changes seldom.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Standing(StageSet by, Map<String, Object> attributes, int[] places) {}

  /** These ladders. */
  public StageSet(List<Stages> ladders) {
    this.ladders = ladders.stream().sorted(Comparator.comparing(Stages::id)).toList();
    this.attributes = this.ladders.stream().map(Stages::attribute).toList();
    for (int i = 0; i < this.ladders.size(); i++) {
      Stages ladder = this.ladders.get(i);
      int place = i;
      ladder.moves().stream()
          .flatMap(rule -> rule.events().stream())
          .distinct()
          .forEach(
              event ->
                  byEvent
                      .computeIfAbsent(event, name -> new ArrayList<>())
                      .add(new Listening(place, from(ladder, event))));
    }
  }

  private static List<List<Stages.Rule>> from(Stages ladder, String event) {
    return ladder.order().stream()
        .map(
            stage ->
                ladder.on(event).stream()
                    .filter(rule -> !rule.to().equals(stage) && ladder.applies(rule, stage))
                    .toList())
        .toList();
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
  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  public List<StageMove> between(Profile before, Profile after) {
    if (before.attributes() == after.attributes()) {
      return List.of();
    }
    List<StageMove> moves = new ArrayList<>();
    for (int i = 0; i < ladders.size(); i++) {
      Stages ladder = ladders.get(i);
      String attribute = attributes.get(i);
      String from = ladder.stage(before.attributes().get(attribute));
      String to = ladder.stage(after.attributes().get(attribute));
      if (!from.equals(to)) {
        moves.add(new StageMove(ladder, from, to));
      }
    }
    return moves;
  }

  /**
   * The profile of a shopper after an event.
   *
   * @param facts of the shopper and the event; asked for only when a rule with a condition may
   *     apply
   */
  public Profile after(Shopper shopper, String event, Supplier<Facts> facts) {
    Profile next = shopper.profile();
    List<Listening> listening = byEvent.getOrDefault(event, List.of());
    if (listening.isEmpty()) {
      return next;
    }
    int[] places = standing(shopper).places();
    for (int i = 0; i < listening.size(); i++) {
      Listening each = listening.get(i);
      String to = moved(each.from().get(places[each.ladder()]), facts);
      if (to != null) {
        next = at(next, ladders.get(each.ladder()), to);
        shopper.stoodBy(null); // it would keep what the profile was on the heap
      }
    }
    return next;
  }

  @SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
  private Standing standing(Shopper shopper) {
    Map<String, Object> stands = shopper.profile().attributes();
    if (shopper.stoodBy() instanceof Standing known
        && known.by() == this
        && known.attributes() == stands) {
      return known;
    }
    int[] places = new int[ladders.size()];
    for (int i = 0; i < places.length; i++) {
      Stages ladder = ladders.get(i);
      places[i] = ladder.order().indexOf(ladder.stage(stands.get(attributes.get(i))));
    }
    Standing found = new Standing(this, stands, places);
    shopper.stoodBy(found);
    return found;
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

  /** The profile of a shopper who stands elsewhere. All shoppers share the attribute's name. */
  public static Profile at(Profile profile, Stages ladder, String stage) {
    return profile.withAttributes(Map.of(ladder.attribute().intern(), stage));
  }

  private static @Nullable String moved(List<Stages.Rule> rules, Supplier<Facts> facts) {
    for (int i = 0; i < rules.size(); i++) {
      Stages.Rule rule = rules.get(i);
      if (rule.where() == null || rule.where().test(facts.get()).holds()) {
        return rule.to();
      }
    }
    return null;
  }
}

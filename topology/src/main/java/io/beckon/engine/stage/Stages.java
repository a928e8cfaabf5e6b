package io.beckon.engine.stage;

import io.beckon.engine.flow.Condition;
import io.beckon.engine.shopper.Profile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ladder of stages. Where a shopper stands is an attribute of the profile; who has none stands on
 * the first.
 *
 * @param version from 1, rising
 * @param hash SHA-256 of its text, lower-case hex
 * @param order the stages, the first first
 * @param moves what moves shoppers, the first that applies
 */
public record Stages(
    String id,
    int version,
    String hash,
    String title,
    @Nullable String description,
    List<String> order,
    List<Rule> moves) {

  /** What the attribute of a ladder begins with. */
  public static final String ATTRIBUTE = "stage.";

  public Stages {
    order = List.copyOf(order);
    moves = List.copyOf(moves);
  }

  /**
   * An event moves shoppers.
   *
   * @param events names; any of them
   * @param where must hold of the event and the shopper; null: any
   * @param from the stages that it moves from, empty: all that come before
   */
  public record Rule(String to, List<String> events, @Nullable Condition where, List<String> from) {
    public Rule {
      events = List.copyOf(events);
      from = List.copyOf(from);
    }
  }

  /** Where a shopper stands; a stage that is not on the ladder any more counts as the first. */
  public String of(Profile profile) {
    return stage(profile.attributes().get(attribute()));
  }

  /** The attribute that says where a shopper stands. */
  String attribute() {
    return ATTRIBUTE + id;
  }

  /** The stage that an attribute says. */
  String stage(@Nullable Object stage) {
    return stage instanceof String known && order.contains(known) ? known : order.get(0);
  }

  /** Does a stage come after another? */
  public boolean isAfter(String stage, String other) {
    return order.indexOf(stage) > order.indexOf(other);
  }

  /** The rules that an event may be for. */
  List<Rule> on(String event) {
    return moves.stream().filter(rule -> rule.events().contains(event)).toList();
  }

  /** May a rule move a shopper who stands there? */
  boolean applies(Rule rule, String stage) {
    return rule.from().isEmpty() ? isAfter(rule.to(), stage) : rule.from().contains(stage);
  }
}

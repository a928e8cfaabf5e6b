package io.beckon.engine.score;

import io.beckon.engine.flow.Facts;
import io.beckon.engine.shopper.Points;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The scores in force at a time, by id. */
public final class ScoreSet {

  /** No scores. */
  public static final ScoreSet EMPTY = new ScoreSet(List.of());

  private final List<Score> scores;
  private final Map<String, List<Counted>> byEvent = new HashMap<>();
  private final Map<String, Score> byId = new HashMap<>();

  /** A score, and a rule of it that an event may count for. */
  record Counted(Score score, Score.Behaviour rule) {}

  /** These scores. */
  public ScoreSet(List<Score> scores) {
    this.scores = scores.stream().sorted(Comparator.comparing(Score::id)).toList();
    for (Score score : this.scores) {
      byId.put(score.id(), score);
      for (Score.Behaviour rule : score.behaviour()) {
        rule.events().stream()
            .distinct()
            .forEach(
                name ->
                    byEvent
                        .computeIfAbsent(name, n -> new ArrayList<>())
                        .add(new Counted(score, rule)));
      }
    }
  }

  /** Is there none? */
  public boolean isEmpty() {
    return scores.isEmpty();
  }

  /** The score of an id; null: none. */
  public @Nullable Score find(String id) {
    return byId.get(id);
  }

  /** May any score count an event? */
  public boolean listen(String event) {
    return byEvent.containsKey(event);
  }

  /** The rules that an event may count for, score by score. */
  List<Counted> on(String event) {
    return byEvent.getOrDefault(event, List.of());
  }

  /** Whole points by score. */
  public Map<String, Object> totals(Facts facts) {
    Map<String, Object> totals = new TreeMap<>();
    scores.forEach(score -> totals.put(score.id(), whole(score.total(facts))));
    return totals;
  }

  /** Why: {@code lead: pricing 20}, the most points first. */
  public List<String> reasons(Facts facts) {
    List<String> reasons = new ArrayList<>();
    for (Score score : scores) {
      reasons(score, facts).forEach(reason -> reasons.add(score.id() + ": " + reason));
    }
    return reasons;
  }

  /** Why a score is what it is: {@code pricing 20}, the most points first. */
  public static List<String> reasons(Score score, Facts facts) {
    Map<String, Double> parts = new TreeMap<>();
    for (Score.Fit rule : score.fit()) {
      if (rule.when().holds(facts)) {
        parts.put(rule.name(), (double) rule.points());
      }
    }
    for (Points.Entry entry : facts.points().of(score.id())) {
      if (score.isKnown(entry.rule())) {
        parts.put(entry.rule(), score.melted(entry, Score.now(facts)));
      }
    }
    return parts.entrySet().stream()
        .filter(part -> whole(part.getValue()) != 0)
        .sorted(
            Comparator.comparingDouble((Map.Entry<String, Double> part) -> -part.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(part -> part.getKey() + " " + whole(part.getValue()))
        .toList();
  }

  /** Whole points: what is not reached yet does not count. */
  public static long whole(double points) {
    return (long) Math.floor(points);
  }
}

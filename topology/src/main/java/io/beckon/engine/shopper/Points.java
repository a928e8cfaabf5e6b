package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a shopper did that counts for scores: for each rule of a score, its points at a time. */
public record Points(List<Entry> entries) {

  /** No points. */
  public static final Points NONE = new Points(List.of());

  public Points {
    entries = List.copyOf(entries);
  }

  /**
   * Points of one rule.
   *
   * @param rule the rule of the score, or what a flow is named by that gave them
   * @param points as they were at a time; they melt from then on
   * @param at that time, epoch milliseconds: when the rule last counted
   */
  public record Entry(String score, String rule, double points, long at) {}

  /** The points of a rule; null: none. */
  public @Nullable Entry of(String score, String rule) {
    for (int i = 0; i < entries.size(); i++) { // with each event: without an iterator
      Entry entry = entries.get(i);
      if (entry.score().equals(score) && entry.rule().equals(rule)) {
        return entry;
      }
    }
    return null;
  }

  /** Is this very entry among them? */
  @SuppressWarnings("ReferenceEquality") // entries are values: another one is a change
  public boolean has(Entry entry) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) == entry) {
        return true;
      }
    }
    return false;
  }

  /** The points of a score. */
  public List<Entry> of(String score) {
    return entries.stream().filter(entry -> entry.score().equals(score)).toList();
  }

  /** The same with an entry in place of the one of the same rule. */
  public Points with(Entry changed) {
    List<Entry> next = new ArrayList<>(entries.size() + 1);
    for (Entry entry : entries) {
      if (!entry.score().equals(changed.score()) || !entry.rule().equals(changed.rule())) {
        next.add(entry);
      }
    }
    next.add(changed);
    return new Points(next);
  }
}

package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.contract.TaskPriority;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.catalog.Relation;
import io.beckon.engine.catalog.StockRule;
import io.beckon.engine.catalog.Suggest;
import io.beckon.engine.date.SinceRule;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.interest.Interest;
import io.beckon.engine.policy.Answer;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.PlaceRules;
import io.beckon.engine.policy.Policy;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The words of the files and what they stand for. */
final class Words {

  static final Map<String, Channel> CHANNELS =
      named(Channel.values(), channel -> channel != Channel.UNKNOWN, Words::lower);

  /** What caps count: channels, and advertisements. */
  static final Map<String, Optional<Channel>> CAPPED = capped();

  static final Map<String, Purpose> PURPOSES =
      named(Purpose.values(), purpose -> purpose != Purpose.UNKNOWN, Words::lower);

  static final Map<String, TriggerKind> ABANDONED =
      named(
          TriggerKind.values(),
          kind -> kind != TriggerKind.UNKNOWN,
          kind -> lower(kind) + "-abandoned");

  static final Map<String, Flow.Entry.Key> ENTRY_KEYS =
      named(Flow.Entry.Key.values(), key -> true, Words::lower);

  static final Map<String, TaskPriority> TASK_PRIORITIES =
      named(TaskPriority.values(), priority -> priority != TaskPriority.UNKNOWN, Words::lower);

  static final Map<String, Policy.Then> THEN =
      named(Policy.Then.values(), then -> true, then -> lower(then).replace('_', '-'));

  static final Map<String, Policy.Then> GATE_THEN =
      named(
          Policy.Then.values(),
          then -> then != Policy.Then.DEFER,
          then -> lower(then).replace('_', '-'));

  static final Map<String, PlaceRules.Trust> ZONES =
      named(PlaceRules.Trust.values(), trust -> true, Words::lower);

  static final Map<String, Cap.Each> EACH = named(Cap.Each.values(), each -> true, Words::lower);

  /** What counts as an answer: true where only clicks and replies do. */
  static final Map<String, Boolean> ENGAGED_BY = engagedBy();

  static final Map<String, Policy.ConsentRule> CONSENT =
      named(Policy.ConsentRule.values(), rule -> true, rule -> lower(rule).replace('_', '-'));

  static final Map<String, DayOfWeek> DAYS =
      named(DayOfWeek.values(), day -> true, day -> lower(day).substring(0, 3));

  static final Map<String, SinceRule.Mark> MARKS =
      named(SinceRule.Mark.values(), mark -> true, mark -> lower(mark).replace('_', '-'));

  static final Map<String, ChangeKind> CHANGES =
      named(ChangeKind.values(), kind -> true, ChangeKind::word);

  static final Map<String, Interest.Kind> INTERESTS =
      named(Interest.Kind.values(), kind -> true, Interest.Kind::word);

  static final Map<String, StockRule> STOCK =
      named(StockRule.values(), rule -> true, StockRule::word);

  static final Map<String, Relation> RELATIONS =
      named(Relation.values(), relation -> true, Relation::word);

  static final Map<String, Suggest.Of> SUGGEST_OF =
      named(Suggest.Of.values(), of -> true, Suggest.Of::word);

  static final Map<String, Answer.To> ANSWERS = named(Answer.To.values(), to -> true, Words::lower);

  /** What becomes of a message that lacks something: is it stopped? */
  static final Map<String, Boolean> OTHERWISE = otherwise();

  static final Map<String, Step.Wait.Base> WAIT_FROM =
      named(
          Step.Wait.Base.values(),
          base -> true,
          base -> base == Step.Wait.Base.IDLE_SINCE ? "idle" : lower(base));

  private Words() {}

  private static Map<String, Optional<Channel>> capped() {
    Map<String, Optional<Channel>> words = new LinkedHashMap<>();
    CHANNELS.forEach((word, channel) -> words.put(word, Optional.of(channel)));
    words.put("ads", Optional.empty());
    return words;
  }

  private static Map<String, Boolean> engagedBy() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("opens", false);
    words.put("clicks", true);
    return words;
  }

  private static Map<String, Boolean> otherwise() {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put("leave-out", false);
    words.put("stop", true);
    return words;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Map<String, E> named(
      E[] values, Predicate<E> wanted, Function<E, String> word) {
    Map<String, E> words = new LinkedHashMap<>();
    Arrays.stream(values).filter(wanted).forEach(value -> words.put(word.apply(value), value));
    return words;
  }
}

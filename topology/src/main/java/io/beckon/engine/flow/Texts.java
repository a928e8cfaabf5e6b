package io.beckon.engine.flow;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.text.SmsLength;
import io.beckon.engine.text.TextRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the text of a message, no longer than it may be. */
final class Texts {

  private static final String JOINT = " ";

  private final Step.Text wanted;
  private final Channel channel;
  private final TextRule rule;
  private final String ending;
  private final Facts shown;
  private final Facts counted;
  private final List<String> tries = new ArrayList<>();

  /**
   * @param shown what the text says
   * @param counted the same with a link as long as it will be when it is sent; decisions look at
   *     this one only
   */
  private Texts(
      Step.Text wanted, Channel channel, TextRule rule, String ending, Facts shown, Facts counted) {
    this.wanted = wanted;
    this.channel = channel;
    this.rule = rule;
    this.ending = ending;
    this.shown = shown;
    this.counted = counted;
  }

  /**
   * What came of it.
   *
   * @param text what is said; null: nothing
   * @param parts parts of a text message; 1 on other channels, 0 when nothing is said
   * @param refusal why nothing is said; null when something is
   * @param told the figures, for the decision; nothing of the text itself
   */
  record Written(@Nullable String text, int parts, @Nullable String refusal, String told) {

    /** The template says it. */
    static final Written NOTHING = new Written(null, 0, null, "");

    Map<String, String> notes() {
      return told.isEmpty() ? Map.of() : Map.of("text", told);
    }
  }

  /**
   * The text of a step's message as things stand.
   *
   * @param variant the arm of a split that the step stands in; null: none
   * @param facts what it may say
   * @param link where it leads; null: nowhere
   * @param code the code of its offer; null: none
   */
  static Written of(
      Passage passage,
      Step.Send step,
      @Nullable String variant,
      Facts facts,
      @Nullable String link,
      @Nullable String code) {
    Step.Text text = step.text();
    if (text == null) {
      return Written.NOTHING;
    }
    TextRule rule = passage.policy.text(step.channel());
    String language = passage.shopper.profile().contact().language();
    boolean owed = Commands.purpose(passage.flow(), step) == Purpose.TRANSACTIONAL;
    String ending = owed ? "" : rule.optOut(language == null ? "" : language);
    String counted =
        rule.link() == null
            ? Links.of(passage, step, variant, facts, Links.ANY_KEY)
            : link == null ? null : "x".repeat(rule.link());
    return new Texts(
            text,
            step.channel(),
            rule,
            ending,
            new MessageFacts(facts, link, code),
            new MessageFacts(facts, counted, code))
        .write();
  }

  private Written write() {
    List<Step.Phrase> said = known(wanted.say());
    if (said != null) {
      List<String> out = new ArrayList<>();
      Written written = attempt(said, "");
      for (String key : wanted.without()) {
        if (written == null && said.removeIf(phrase -> phrase.key().equals(key))) {
          out.add(key);
          written = attempt(said, "without " + String.join(", ", out) + ": ");
        }
      }
      if (written != null) {
        return written;
      }
    }
    for (Step.Phrase brief : wanted.brief()) {
      Written written = attempt(List.of(brief), brief.key() + ": ");
      if (written != null) {
        return written;
      }
    }
    return tries.isEmpty()
        ? new Written(null, 0, FlowReasons.TEXT_INCOMPLETE, "")
        : new Written(
            null, 0, FlowReasons.TEXT_TOO_LONG, String.join("; ", tries) + "; at most " + most());
  }

  /** The phrases of which everything is known; null when one lacks something and is needed. */
  private @Nullable List<Step.Phrase> known(List<Step.Phrase> phrases) {
    Set<String> without = Set.copyOf(wanted.without());
    List<Step.Phrase> known = new ArrayList<>();
    for (Step.Phrase phrase : phrases) {
      if (phrase.text().evaluate(counted) != null) {
        known.add(phrase);
      } else if (!without.contains(phrase.key())) {
        return null;
      }
    }
    return known;
  }

  /** The text that the phrases make; null when it is too long, or lacks something. */
  private @Nullable Written attempt(List<Step.Phrase> phrases, String which) {
    String text = text(phrases, counted);
    String real = text(phrases, shown);
    if (text == null || real == null) {
      return null;
    }
    boolean inParts = channel == Channel.SMS;
    SmsLength length = SmsLength.of(text);
    int characters = text.codePointCount(0, text.length());
    Integer parts = wanted.parts() == null ? rule.parts() : wanted.parts();
    boolean fits =
        (!inParts || parts == null || length.parts() <= parts)
            && (rule.characters() == null || characters <= rule.characters());
    String told = which + (inParts ? length.toString() : characters + " characters");
    tries.add(told);
    return fits ? new Written(real, inParts ? length.parts() : 1, null, told) : null;
  }

  private String most() {
    Integer parts = wanted.parts() == null ? rule.parts() : wanted.parts();
    List<String> most = new ArrayList<>();
    if (channel == Channel.SMS && parts != null) {
      most.add(parts + (parts == 1 ? " part" : " parts"));
    }
    if (rule.characters() != null) {
      most.add(rule.characters() + " characters");
    }
    return String.join(", ", most);
  }

  /** The phrases and how to get out, one after the other; null when there is nothing to say. */
  private @Nullable String text(List<Step.Phrase> phrases, Facts facts) {
    StringBuilder text = new StringBuilder();
    for (Step.Phrase phrase : phrases) {
      Object value = phrase.text().evaluate(facts);
      if (value == null) {
        return null;
      }
      append(text, CelValues.text(value));
    }
    if (text.isEmpty()) {
      return null;
    }
    append(text, ending);
    return text.toString();
  }

  private static void append(StringBuilder text, String more) {
    String said = more.strip();
    if (!said.isEmpty()) {
      text.append(text.isEmpty() ? "" : JOINT).append(said);
    }
  }
}

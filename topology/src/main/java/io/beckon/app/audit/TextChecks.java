package io.beckon.app.audit;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.rules.Rules;
import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Localized;
import io.beckon.engine.flow.Step;
import io.beckon.engine.text.SmsLength;
import io.beckon.engine.text.SmsLength.Encoding;
import io.beckon.engine.text.TextRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Texts of flows that are too long with values as they usually are, or cost more than they need.
 */
public final class TextChecks {

  private static final String FOR_EVERYBODY = "";

  private final Rules rules;
  private final Consumer<Finding> found;

  private TextChecks(Rules rules, Consumer<Finding> found) {
    this.rules = rules;
    this.found = found;
  }

  /** What is wrong, or to be known, with texts that flows write themselves. */
  public static void check(Rules rules, Consumer<Finding> found) {
    TextChecks checks = new TextChecks(rules, found);
    for (Flow flow : rules.flows()) {
      Set<String> told = new TreeSet<>();
      for (Step.Send send : FlowSteps.sends(flow)) {
        if (send.text() != null) {
          checks.lengths(flow, send, send.text());
          checks.alphabet(flow, send, send.text(), told);
        }
      }
    }
  }

  /** Text messages whose templates write them, so that nobody can tell how long they will be. */
  public static long notJudged(Rules rules) {
    return rules.flows().stream()
        .flatMap(flow -> FlowSteps.sends(flow).stream())
        .filter(send -> send.channel() == Channel.SMS && send.text() == null)
        .count();
  }

  private void lengths(Flow flow, Step.Send send, Step.Text text) {
    TextRule rule = rules.policy().text(send.channel());
    for (String language : languages(text)) {
      String whole = usual(flow, send, text.say(), language);
      if (fits(send, text, rule, whole)) {
        continue;
      }
      List<List<Step.Phrase>> others = new ArrayList<>();
      List<Step.Phrase> left = new ArrayList<>(text.say());
      for (String key : text.without()) {
        left.removeIf(phrase -> phrase.key().equals(key));
        others.add(List.copyOf(left));
      }
      text.brief().forEach(phrase -> others.add(List.of(phrase)));
      boolean saved =
          others.stream()
              .anyMatch(other -> fits(send, text, rule, usual(flow, send, other, language)));
      Step.Phrase first = text.say().get(0);
      Place place = Place.of(rules, flow.id(), source(first, language));
      found.accept(
          new Finding(
              !saved,
              place.file(),
              place.line(),
              "the text of the step '"
                  + send.id()
                  + "'"
                  + in(language)
                  + " is too long with usual values: "
                  + figures(send, whole)
                  + ", at most "
                  + most(text, rule)
                  + (saved ? "; mostly less of it will be said" : "; nothing will be sent"),
              "write less, or allow more parts"));
    }
  }

  private void alphabet(Flow flow, Step.Send send, Step.Text text, Set<String> told) {
    if (send.channel() != Channel.SMS) {
      return;
    }
    List<Step.Phrase> phrases = new ArrayList<>(text.say());
    phrases.addAll(text.brief());
    for (Step.Phrase phrase : phrases) {
      for (String language : languages(phrase)) {
        String said = usual(flow, send, List.of(phrase), language);
        List<Stray> strays = Stray.in(said);
        if (!strays.isEmpty() && strays.size() <= Stray.FEW && told.add(phrase.key() + language)) {
          Place place = Place.of(rules, flow.id(), source(phrase, language));
          found.accept(
              new Finding(
                  false,
                  place.file(),
                  place.line(),
                  "the text '"
                      + phrase.key()
                      + "'"
                      + in(language)
                      + " takes twice the room (UCS-2: "
                      + Encoding.UCS_2.alone()
                      + " characters a message instead of "
                      + Encoding.GSM_7.alone()
                      + ") only because of "
                      + String.join(", ", strays.stream().map(Stray::toString).toList()),
                  Stray.advice(strays)));
        }
      }
    }
  }

  private static boolean fits(Step.Send send, Step.Text text, TextRule rule, String said) {
    Integer parts = text.parts() == null ? rule.parts() : text.parts();
    return (send.channel() != Channel.SMS || parts == null || SmsLength.of(said).parts() <= parts)
        && (rule.characters() == null
            || said.codePointCount(0, said.length()) <= rule.characters());
  }

  private static String figures(Step.Send send, String said) {
    return send.channel() == Channel.SMS
        ? SmsLength.of(said).toString()
        : said.codePointCount(0, said.length()) + " characters";
  }

  private static String most(Step.Text text, TextRule rule) {
    Integer parts = text.parts() == null ? rule.parts() : text.parts();
    return parts == null ? rule.characters() + " characters" : parts.toString();
  }

  /** The phrases with values as they usually are, and how to get out. */
  private String usual(Flow flow, Step.Send send, List<Step.Phrase> phrases, String language) {
    TextRule rule = rules.policy().text(send.channel());
    List<String> said = new ArrayList<>();
    for (Step.Phrase phrase : phrases) {
      said.add(UsualValues.in(source(phrase, language), send, rule).strip());
    }
    boolean owed =
        (send.purpose() == null ? flow.purpose() : send.purpose()) == Purpose.TRANSACTIONAL;
    String ending = owed ? "" : rule.optOut(language);
    if (!ending.isEmpty()) {
      said.add(ending);
    }
    return String.join(" ", said);
  }

  private static String source(Step.Phrase phrase, String language) {
    return phrase.text() instanceof Localized text ? text.in(language).source() : "";
  }

  private static Set<String> languages(Step.Text text) {
    Set<String> languages = new TreeSet<>();
    text.say().forEach(phrase -> languages.addAll(languages(phrase)));
    return languages;
  }

  private static Set<String> languages(Step.Phrase phrase) {
    return phrase.text() instanceof Localized text
        ? text.byLanguage().keySet()
        : Set.of(FOR_EVERYBODY);
  }

  private static String in(String language) {
    return language.isEmpty() ? "" : " (" + language + ")";
  }
}

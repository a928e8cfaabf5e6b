package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.engine.text.TextRule;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** Reads how long texts may be, and what they end with, by channel. */
final class TextRulesReader {

  private static final int MOST_CHARACTERS = 10_000;
  private static final int LONGEST_LINK = 2_000;

  private final Parts parts;
  private final Scalars scalars;

  TextRulesReader(Parts parts) {
    this.parts = parts;
    this.scalars = parts.scalars();
  }

  Map<Channel, TextRule> read(Node node) {
    Map<Channel, TextRule> rules = new HashMap<>();
    Fields fields = parts.freeMap(node, "texts", "lines such as 'sms: {parts: 2}'");
    fields
        .all()
        .forEach(
            (word, value) -> {
              Channel channel = scalars.word(fields.keyNode(word), Words.CHANNELS);
              if (channel == Channel.EMAIL) {
                parts
                    .reading()
                    .wrong(
                        fields.keyNode(word),
                        "an e-mail is as long as its template makes it",
                        "sms, push, whatsapp or another channel of short texts");
              } else if (channel != null) {
                rules.put(channel, rule(value, channel));
              }
            });
    return rules;
  }

  private TextRule rule(Node node, Channel channel) {
    Fields rule =
        parts.element(node, "a rule of texts", List.of("parts", "characters", "link", "optOut"));
    if (rule.has("parts") && channel != Channel.SMS) {
      parts
          .reading()
          .wrong(rule.keyNode("parts"), "only text messages come in parts", "characters: 160");
    }
    return new TextRule(
        rule.find("parts", at -> (int) scalars.whole(at, 1, TextReader.MOST_PARTS)),
        rule.find("characters", at -> (int) scalars.whole(at, 1, MOST_CHARACTERS)),
        rule.find("link", at -> (int) scalars.whole(at, 1, LONGEST_LINK)),
        rule.optional("optOut", Map.of(), this::byLanguage));
  }

  private Map<String, String> byLanguage(Node node) {
    Map<String, String> texts = new LinkedHashMap<>();
    Fields fields = parts.freeMap(node, "optOut", "lines such as 'en: Reply STOP to opt out'");
    fields
        .all()
        .forEach(
            (language, value) -> {
              if (!DataReader.LANGUAGE.matcher(language).matches()) {
                parts
                    .reading()
                    .wrong(
                        fields.keyNode(language),
                        "'" + language + "' is no language",
                        "a tag such as en, de or pt-BR");
              }
              texts.put(language, scalars.text(value));
            });
    return texts;
  }
}

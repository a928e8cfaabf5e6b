package io.beckon.engine.flow.load;

import io.beckon.contract.Channel;
import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what a message says on a channel on which texts are short. */
final class TextReader {

  static final List<String> KEYS = List.of("say", "optional", "short", "parts");

  /** Parts that a text message may have at most; carriers take no more. */
  static final int MOST_PARTS = 10;

  private static final String KEY_EXPECTED = "<key of a text of this flow, or a list of them>";

  private final Reading reading;
  private final Scalars scalars;
  private final DataReader values;

  TextReader(Reading reading, DataReader values) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.values = values;
  }

  /** The text of a message; null when its template says it. */
  Step.@Nullable Text read(Fields send, Channel channel) {
    Node node = send.node("text");
    if (node == null) {
      return null;
    }
    if (channel == Channel.EMAIL) {
      reading.wrong(
          send.keyNode("text"), "an e-mail is written by its template", "'data' for the template");
    }
    if (!(node instanceof MappingNode map)) {
      return new Step.Text(phrases(node), List.of(), List.of(), null);
    }
    Fields text = Fields.of(reading, map, "'text'", KEYS);
    List<Step.Phrase> say = text.require("say", KEY_EXPECTED, List.of(), this::phrases);
    List<String> without = optional(text, say);
    List<Step.Phrase> brief = text.optional("short", List.of(), this::phrases);
    Integer parts = text.find("parts", at -> (int) scalars.whole(at, 1, MOST_PARTS));
    if (parts != null && channel != Channel.SMS) {
      reading.wrong(text.keyNode("parts"), "only text messages come in parts", "channel: sms");
    }
    return new Step.Text(say, without, brief, parts);
  }

  private List<String> optional(Fields text, List<Step.Phrase> say) {
    List<String> said = say.stream().map(Step.Phrase::key).toList();
    List<String> without = new ArrayList<>();
    for (Node node : text.list("optional", "keys that stand under 'say'")) {
      String key = scalars.text(node);
      if (without.contains(key)) {
        reading.wrong(node, Scalars.describe(node) + " is there twice", "each once");
      } else if (!key.isEmpty() && !said.isEmpty() && !said.contains(key)) {
        reading.wrong(node, "'" + key + "' is not said", "one of " + String.join(", ", said));
      }
      without.add(key);
    }
    if (!said.isEmpty() && without.containsAll(said)) {
      reading.wrong(
          text.keyNode("optional"), "everything may be left out", "a text that is needed");
    }
    return without;
  }

  private List<Step.Phrase> phrases(Node node) {
    List<Step.Phrase> phrases = new ArrayList<>();
    for (Node key : node instanceof SequenceNode list ? list.getValue() : List.of(node)) {
      Expression text = values.text(key);
      if (text != null) {
        phrases.add(new Step.Phrase(scalars.text(key), text));
      }
    }
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      reading.wrong(node, "the list is empty", KEY_EXPECTED);
    }
    return phrases;
  }
}

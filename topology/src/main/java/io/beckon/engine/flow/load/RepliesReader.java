package io.beckon.engine.flow.load;

import io.beckon.engine.reply.Phrase;
import io.beckon.engine.reply.Replies;
import io.beckon.engine.reply.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what becomes of replies. */
final class RepliesReader {

  static final List<String> KEYS = List.of("end", "exempt", "topics");
  static final List<String> TOPIC_KEYS = List.of("topic", "words", "channels", "end");

  private static final int MOST_TOPICS = 50;
  private static final int MOST_PHRASES = 200;
  private static final String PHRASES = "a list of words, or lists of words by language";
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*");

  private final Parts parts;
  private final Scalars scalars;
  private final Reading reading;

  RepliesReader(Parts parts) {
    this.parts = parts;
    this.scalars = parts.scalars();
    this.reading = parts.reading();
  }

  Replies read(Fields root) {
    Fields fields = root.map("replies", KEYS);
    if (!fields.present()) {
      return Replies.UNREAD;
    }
    return new Replies(
        true,
        fields.optional("end", true, scalars::truth),
        parts.exempt(fields),
        topics(fields.list("topics", "a list of topics")));
  }

  private List<Topic> topics(List<Node> nodes) {
    if (nodes.size() > MOST_TOPICS) {
      reading.wrong(nodes.get(MOST_TOPICS), "too many topics", "at most " + MOST_TOPICS);
    }
    List<Topic> topics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      Fields fields = parts.element(node, "a topic", TOPIC_KEYS);
      Topic topic = topic(fields);
      if (!topic.name().isEmpty() && !names.add(topic.name())) {
        fields.fault("the topic '" + topic.name() + "' is there twice", "each topic once");
      }
      topics.add(topic);
    }
    return topics;
  }

  private Topic topic(Fields fields) {
    String name =
        fields.require(
            "topic",
            "<what a reply is about>",
            "",
            node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    boolean builtIn = name.equals(Replies.STOP) || name.equals(Replies.HELP);
    if (builtIn && fields.has("words")) {
      reading.wrong(
          fields.keyNode("words"), "the words of '" + name + "' are set by law", "no 'words' here");
    }
    return new Topic(
        name,
        fields.optional("words", Map.of(), this::words),
        parts.channels(fields),
        fields.has("end") ? ends(fields) : null);
  }

  private @Nullable Boolean ends(Fields fields) {
    return fields.find("end", scalars::truth);
  }

  private Map<String, List<Phrase>> words(Node node) {
    if (!(node instanceof MappingNode map)) {
      return Map.of(Topic.ANY_LANGUAGE, phrases(node));
    }
    Map<String, List<Phrase>> words = new LinkedHashMap<>();
    Fields fields = Fields.any(reading, map, "'words'");
    fields
        .all()
        .forEach(
            (language, list) -> {
              if (!LANGUAGE.matcher(language).matches()) {
                reading.wrong(
                    fields.keyNode(language),
                    "'" + language + "' is no language",
                    "a tag in small letters such as en or pt-br");
              }
              words.put(language, phrases(list));
            });
    return words;
  }

  private List<Phrase> phrases(Node node) {
    if (!(node instanceof SequenceNode list)) {
      reading.wrong(node, Scalars.describe(node) + " is no list of words", PHRASES);
      return List.of();
    }
    if (list.getValue().isEmpty() || list.getValue().size() > MOST_PHRASES) {
      reading.wrong(node, "there are " + list.getValue().size() + " words", "1 to " + MOST_PHRASES);
    }
    List<Phrase> phrases = new ArrayList<>();
    for (Node each : list.getValue()) {
      String text = scalars.text(each);
      if (Phrase.isWritten(text)) {
        phrases.add(Phrase.of(text));
      } else if (!text.isEmpty()) {
        reading.wrong(each, Scalars.describe(each) + " holds no word", "letters or digits");
      }
    }
    return phrases;
  }
}

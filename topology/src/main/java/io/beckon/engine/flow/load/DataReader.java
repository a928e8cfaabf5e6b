package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Localized;
import io.beckon.engine.flow.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads values for messages: a flow's texts, its blocks of values, and the data of a send. */
final class DataReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
  private static final String NAME_EXPECTED =
      "letters, digits and '_', beginning with a letter, at most 64";
  static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;
  private final Map<String, Expression> texts = new LinkedHashMap<>();
  private final Map<String, Map<String, Expression>> blocks = new LinkedHashMap<>();

  DataReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
  }

  /** Reads the texts of a flow: by key, then by language. */
  void texts(Node node) {
    named(node, "texts", "texts by key, each a map from language to text")
        .forEach((key, value) -> texts.put(key, text(key, value)));
  }

  private Expression text(String key, Node node) {
    Map<String, Expression> byLanguage = new LinkedHashMap<>();
    if (node instanceof MappingNode map && !map.getValue().isEmpty()) {
      Fields languages = Fields.any(reading, map, "a text");
      languages
          .all()
          .forEach(
              (language, value) -> {
                if (!LANGUAGE.matcher(language).matches()) {
                  reading.wrong(
                      languages.keyNode(language),
                      "'" + language + "' is no language",
                      "a tag such as en, de or pt-BR");
                }
                Expression said = located.text(value);
                if (said != null) {
                  byLanguage.put(language, said);
                }
              });
    } else {
      reading.wrong(
          node,
          "the text '" + key + "' has no languages",
          "a map such as {en: Hello, de: Hallo}; the first is for everybody else");
    }
    return byLanguage.isEmpty() ? located.nothing() : new Localized(byLanguage);
  }

  /** Reads the blocks of a flow: values by name, by the name of the block. */
  void blocks(Node node) {
    named(node, "blocks", "blocks by name, each a map of values")
        .forEach((name, value) -> blocks.put(name, values(value, "the block '" + name + "'")));
  }

  /** The data of a send: those of its blocks, in order, and then its own. */
  Map<String, Expression> data(Fields send) {
    Map<String, Expression> data = new LinkedHashMap<>();
    for (Node node : send.list("blocks", "names of blocks, for example [cart]")) {
      String name = scalars.text(node);
      Map<String, Expression> block = blocks.get(name);
      if (block != null) {
        data.putAll(block);
      } else if (!name.isEmpty()) {
        reading.wrong(
            node,
            "there is no block '" + name + "'" + Nearest.hint(name, blocks.keySet()),
            oneOf(blocks, "blocks"));
      }
    }
    Node own = send.node("data");
    if (own != null) {
      data.putAll(values(own, "'data'"));
    }
    return data;
  }

  /** The names of the values in a block of the flow. */
  Set<String> namesIn(Node node) {
    String name = scalars.text(node);
    Map<String, Expression> block = blocks.get(name);
    if (block == null && !name.isEmpty()) {
      reading.wrong(
          node,
          "there is no block '" + name + "'" + Nearest.hint(name, blocks.keySet()),
          oneOf(blocks, "blocks"));
    }
    return block == null ? Set.of() : block.keySet();
  }

  /** Values by name: text with placeholders, numbers, true or false, or a text of the flow. */
  Map<String, Expression> values(Node node, String what) {
    Map<String, Expression> values = new LinkedHashMap<>();
    named(node, what.replace("'", ""), "lines such as 'headline: \"Hello\"'")
        .forEach(
            (name, value) -> {
              Expression expression = value(value);
              if (expression != null) {
                values.put(name, expression);
              }
            });
    return values;
  }

  private @Nullable Expression value(Node node) {
    if (!(node instanceof MappingNode map)) {
      return located.value(node);
    }
    Fields reference = Fields.of(reading, map, "a value", List.of("text"));
    Node key = reference.required("text", "<key of a text of this flow>");
    return key == null ? null : text(key);
  }

  /** The text of the flow with the key that a node holds; null when it was reported. */
  @Nullable Expression text(Node key) {
    String name = scalars.text(key);
    Expression text = texts.get(name);
    if (text == null && !name.isEmpty()) {
      reading.wrong(
          key,
          "there is no text '" + name + "'" + Nearest.hint(name, texts.keySet()),
          oneOf(texts, "texts"));
    }
    return text;
  }

  private Map<String, Node> named(Node node, String what, String expected) {
    if (!(node instanceof MappingNode map)) {
      reading.wrong(node, "'" + what + "' must be a map", expected);
      return Map.of();
    }
    Fields fields = Fields.any(reading, map, "'" + what + "'");
    for (String name : fields.all().keySet()) {
      if (!NAME.matcher(name).matches()) {
        reading.wrong(fields.keyNode(name), "'" + name + "' is no name for a value", NAME_EXPECTED);
      }
    }
    return fields.all();
  }

  private static String oneOf(Map<String, ?> known, String what) {
    return known.isEmpty()
        ? "'" + what + "' in the flow, above the steps"
        : "one of " + String.join(", ", known.keySet());
  }
}

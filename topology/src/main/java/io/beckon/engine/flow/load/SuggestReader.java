package io.beckon.engine.flow.load;

import io.beckon.engine.catalog.Relation;
import io.beckon.engine.catalog.Suggest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads which related products a message shows. */
final class SuggestReader {

  static final List<String> KEYS = List.of("from", "of", "max", "otherwise");

  private static final int USUAL = 3;
  private static final String FROM =
      "a list of " + String.join(", ", Words.RELATIONS.keySet()) + ", in order";

  private final Reading reading;
  private final Scalars scalars;

  SuggestReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  /** What a message suggests; null: nothing. */
  @Nullable Suggest read(Fields send) {
    Fields suggest = send.map("suggest", KEYS);
    if (!suggest.present()) {
      return null;
    }
    suggest.required("from", FROM);
    List<Relation> from = new ArrayList<>();
    List<Node> given = suggest.list("from", FROM);
    for (Node node : given) {
      Relation relation = scalars.word(node, Words.RELATIONS);
      if (relation != null && from.contains(relation)) {
        reading.wrong(node, "'" + relation.word() + "' is there twice", "each once");
      } else if (relation != null) {
        from.add(relation);
      }
    }
    if (suggest.has("from") && given.isEmpty()) {
      suggest.fault("there is nothing that could be suggested", FROM);
    }
    Suggest.Of of = suggest.find("of", node -> scalars.word(node, Words.SUGGEST_OF));
    Boolean required = suggest.find("otherwise", node -> scalars.word(node, Words.OTHERWISE));
    return new Suggest(
        from,
        of == null ? Suggest.Of.MESSAGE : of,
        suggest.optional("max", USUAL, node -> (int) scalars.whole(node, 1, Suggest.MOST)),
        Boolean.TRUE.equals(required));
  }
}

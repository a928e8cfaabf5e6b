package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what messages claim: names of facts, or what is left out without one. */
final class ClaimReader {

  private static final String CLAIM_EXPECTED =
      "a name such as free-shipping, or a map such as"
          + " {fact: free-shipping, else: drop, data: [shippingNote]}";
  private static final Map<String, Boolean> NEEDED = Map.of("stop", true, "drop", false);

  private final Reading reading;
  private final Scalars scalars;
  private final DataReader values;

  ClaimReader(Reading reading, DataReader values) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.values = values;
  }

  List<Step.Claim> read(Fields send) {
    List<Step.Claim> claims = new ArrayList<>();
    for (Node node : send.list("claims", "names of facts, for example [free-shipping]")) {
      if (node instanceof MappingNode map) {
        claims.add(
            claim(Fields.of(reading, map, "a claim", List.of("fact", "else", "data", "blocks"))));
      } else {
        claims.add(new Step.Claim(name(node), true, Set.of()));
      }
    }
    return claims;
  }

  private Step.Claim claim(Fields claim) {
    String fact = claim.require("fact", "<name of a fact>", "", this::name);
    boolean needed =
        claim.optional(
            "else",
            true,
            node -> {
              Boolean word = scalars.word(node, NEEDED);
              return word == null || word;
            });
    Set<String> data = new HashSet<>();
    for (Node node : claim.list("data", "names of values, for example [shippingNote]")) {
      data.add(scalars.text(node));
    }
    for (Node node : claim.list("blocks", "names of blocks, for example [shipping]")) {
      data.addAll(values.namesIn(node));
    }
    if (needed && !data.isEmpty()) {
      claim.fault(
          "the message is not sent without '" + fact + "', so nothing can be left out",
          "else: drop, or neither 'data' nor 'blocks'");
    }
    return new Step.Claim(fact, needed, data);
  }

  private String name(Node node) {
    return scalars.text(node, FlowReader.ID, CLAIM_EXPECTED);
  }
}

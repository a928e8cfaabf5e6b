package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Nearest;
import io.beckon.engine.owner.Owner;
import io.beckon.engine.owner.Owners;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads who does tasks. */
final class OwnersReader {

  static final List<String> KEYS = List.of("fallback", "people");
  static final List<String> OWNER_KEYS =
      List.of("owner", "queues", "kinds", "topics", "segments", "perDay", "fallback", "away");

  private static final int MOST_PEOPLE = 500;
  private static final int MOST_TASKS = 100_000;

  private final Parts parts;
  private final Scalars scalars;
  private final Reading reading;

  OwnersReader(Parts parts) {
    this.parts = parts;
    this.scalars = parts.scalars();
    this.reading = parts.reading();
  }

  Owners read(Fields root, ZoneId zone) {
    Fields fields = root.map("owners", KEYS);
    if (!fields.present()) {
      return Owners.none(zone);
    }
    fields.required("people", "a list of owners");
    List<Node> nodes = fields.list("people", "a list of owners");
    if (fields.has("people") && (nodes.isEmpty() || nodes.size() > MOST_PEOPLE)) {
      reading.wrong(
          fields.valueNode("people"),
          "there are " + nodes.size() + " owners",
          "1 to " + MOST_PEOPLE);
    }
    List<Fields> each =
        nodes.stream().map(node -> parts.element(node, "an owner", OWNER_KEYS)).toList();
    Set<String> ids = new LinkedHashSet<>();
    List<Owner> people = new ArrayList<>();
    for (Fields owner : each) {
      String id = owner.require("owner", "<who>", "", this::name);
      if (!id.isEmpty() && !ids.add(id)) {
        reading.wrong(owner.keyNode("owner"), "the owner '" + id + "' is there twice", "each once");
      }
      people.add(owner(id, owner));
    }
    for (Fields owner : each) {
      fallback(owner, ids);
    }
    return new Owners(people, fields.find("fallback", this::name), zone);
  }

  private Owner owner(String id, Fields fields) {
    return new Owner(
        id,
        parts.texts(fields, "queues", TaskReader.OWNER, TaskReader.OWNER_EXPECTED),
        parts.flows(fields, "kinds"),
        parts.flows(fields, "topics"),
        parts.flows(fields, "segments"),
        fields.require(
            "perDay",
            "how many tasks in a day, a whole number from 1",
            1,
            node -> (int) scalars.whole(node, 1, MOST_TASKS)),
        fields.find("fallback", this::name),
        fields.list("away", "a list of absences").stream().map(this::absence).toList());
  }

  /** Somebody who is not declared could not be found when they are away too. */
  private void fallback(Fields fields, Set<String> ids) {
    String name = fields.find("fallback", this::name);
    if (name != null && !name.isEmpty() && !ids.contains(name)) {
      reading.wrong(
          fields.valueNode("fallback"),
          "there is no owner '" + name + "'" + Nearest.hint(name, ids),
          "one of " + String.join(", ", ids));
    }
  }

  private Owner.Absence absence(Node node) {
    Fields fields = parts.element(node, "an absence", List.of("from", "to"));
    LocalDate from = day(fields, "from", null);
    LocalDate to = day(fields, "to", from);
    if (to.isBefore(from)) {
      reading.wrong(fields.valueNode("to"), to + " is before " + from, "a day from 'from' on");
    }
    return new Owner.Absence(from, to);
  }

  private LocalDate day(Fields fields, String key, @Nullable LocalDate otherwise) {
    LocalDate fallback = otherwise == null ? LocalDate.EPOCH : otherwise;
    fields.required(key, Parts.DATE_EXPECTED);
    return Parts.orElse(fields.find(key, parts::date), fallback);
  }

  private String name(Node node) {
    return scalars.text(node, TaskReader.OWNER, TaskReader.OWNER_EXPECTED);
  }
}

package io.beckon.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a schema must leave intact. Avro's own check does not see logical types, so a
 * time in milliseconds could become one in microseconds unnoticed; and it lets a field vanish, with
 * what was stored in it.
 */
final class CompatibilityRules {
  /** Who must be able to read whom. */
  enum Direction {
    /** This release reads what earlier ones wrote. */
    BACKWARD,
    /** And earlier releases read what this one writes: consumers that lag, a rolled-back state. */
    FULL
  }

  private final Direction direction;
  private final List<String> violations = new ArrayList<>();
  private final Set<String> walked = new HashSet<>();

  private CompatibilityRules(Direction direction) {
    this.direction = direction;
  }

  /** What the change from a released schema to the present one breaks; empty if nothing. */
  static List<String> violations(Schema released, Schema current, Direction direction) {
    CompatibilityRules rules = new CompatibilityRules(direction);
    rules.readable(current, released, "this release cannot read what an earlier one wrote");
    if (rules.direction == Direction.FULL) {
      rules.readable(released, current, "earlier releases cannot read what this one writes");
    }
    rules.walk(released, current, released.getName());
    return rules.violations;
  }

  private void readable(Schema reader, Schema writer, String consequence) {
    SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
      pair.getResult()
          .getIncompatibilities()
          .forEach(
              found ->
                  violations.add(
                      "%s: %s, at %s: %s"
                          .formatted(
                              reader.getName(),
                              consequence,
                              found.getLocation(),
                              found.getMessage())));
    }
  }

  private void walk(Schema released, Schema current, String path) {
    String before = logicalName(released);
    String now = logicalName(current);
    if (!Objects.equals(before, now)) {
      violations.add(
          "%s: its logical type changed from %s to %s, which no reader can see"
              .formatted(path, before, now));
    }
    if (released.getType() == Schema.Type.UNION || current.getType() == Schema.Type.UNION) {
      walkBranches(released, current, path);
    } else if (released.getType() == current.getType()) {
      walkSame(released, current, path);
    }
  }

  private void walkSame(Schema released, Schema current, String path) {
    switch (released.getType()) {
      case RECORD -> {
        if (walked.add(released.getFullName())) {
          released.getFields().forEach(field -> walkField(field, current, path));
        }
      }
      case ARRAY -> walk(released.getElementType(), current.getElementType(), path + "[]");
      case MAP -> walk(released.getValueType(), current.getValueType(), path + "{}");
      default -> {
        // Nothing lies within.
      }
    }
  }

  private void walkField(Field released, Schema current, String path) {
    Field now = find(released.name(), current);
    String at = path + "." + released.name();
    if (now == null) {
      violations.add(at + ": the field vanished, and with it what was written in it");
    } else {
      walk(released.schema(), now.schema(), at);
    }
  }

  private static @Nullable Field find(String name, Schema current) {
    for (Field field : current.getFields()) {
      if (field.name().equals(name) || field.aliases().contains(name)) {
        return field;
      }
    }
    return null;
  }

  private void walkBranches(Schema released, Schema current, String path) {
    Map<String, Schema> now = new HashMap<>();
    branches(current).forEach(branch -> now.put(branch.getFullName(), branch));
    for (Schema branch : branches(released)) {
      Schema same = now.get(branch.getFullName());
      if (same != null) {
        walk(branch, same, path);
      }
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.getType() == Schema.Type.UNION ? schema.getTypes() : List.of(schema);
  }

  private static @Nullable String logicalName(Schema schema) {
    LogicalType known = schema.getLogicalType();
    return known != null ? known.getName() : schema.getProp(LogicalType.LOGICAL_TYPE_PROP);
  }
}

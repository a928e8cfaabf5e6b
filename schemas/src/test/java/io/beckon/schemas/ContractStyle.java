package io.beckon.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/** What every schema must be like, whatever was released before. */
final class ContractStyle {
  private static final Set<String> MONEY = Set.of("price", "total", "amount", "discount", "spent");
  private static final String UNKNOWN = "UNKNOWN";

  private ContractStyle() {}

  /** What a named type breaks; types that it refers to by name are looked at on their own. */
  static List<String> violations(Schema named) {
    List<String> violations = new ArrayList<>();
    if (isBlank(named.getDoc())) {
      violations.add(named.getName() + " has no doc: say what it is");
    }
    if (named.getType() == Schema.Type.ENUM && !UNKNOWN.equals(named.getEnumDefault())) {
      violations.add(
          named.getName()
              + " has no default UNKNOWN: without it a reader fails on a symbol added later");
    }
    if (named.getType() == Schema.Type.RECORD) {
      named.getFields().forEach(field -> check(named, field, violations));
    }
    return violations;
  }

  private static void check(Schema named, Field field, List<String> violations) {
    String at = named.getName() + "." + field.name();
    if (isBlank(field.doc())) {
      violations.add(at + " has no doc: say what it holds, and its unit");
    }
    refuseDecimals(field.schema(), at, violations);
    boolean saysMoney =
        field.doc() != null && field.doc().toLowerCase(Locale.ROOT).contains("minor unit");
    if (saysMoney && !isLong(field.schema())) {
      violations.add(at + " is money and must be a long (minor units), or nullable long");
    }
    if (MONEY.contains(field.name()) && !saysMoney) {
      violations.add(at + " is money: its doc must say that it is in minor units");
    }
  }

  private static void refuseDecimals(Schema schema, String at, List<String> violations) {
    String logical = schema.getProp(LogicalType.LOGICAL_TYPE_PROP);
    if (logical != null && logical.contains("decimal")) {
      violations.add(
          at + " is a decimal: its scale is invisible to fingerprints; use a long in minor units");
    }
    switch (schema.getType()) {
      case ARRAY -> refuseDecimals(schema.getElementType(), at, violations);
      case MAP -> refuseDecimals(schema.getValueType(), at, violations);
      case UNION -> schema.getTypes().forEach(branch -> refuseDecimals(branch, at, violations));
      default -> {
        // Named types are looked at on their own.
      }
    }
  }

  private static boolean isLong(Schema schema) {
    return schema.getType() == Schema.Type.UNION
        ? schema.getTypes().stream()
            .allMatch(
                branch ->
                    branch.getType() == Schema.Type.NULL || branch.getType() == Schema.Type.LONG)
        : schema.getType() == Schema.Type.LONG;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}

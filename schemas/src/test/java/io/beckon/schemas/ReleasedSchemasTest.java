package io.beckon.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.Product;
import io.beckon.contract.RuleDefinition;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopFact;
import io.beckon.contract.Task;
import io.beckon.schemas.CompatibilityRules.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** Holds the schemas to what was promised to producers, consumers and stored state. */
class ReleasedSchemasTest {
  private static final String REMEDY =
      """


      What to do: keep every released field, name and type; give a new field a default; add an enum \
      symbol only beside the default UNKNOWN; rename with an alias. What cannot be said so needs a \
      new field, or a new record with its own topic or store.
      If the change is meant and harmless, add its line to ACCEPTED in this test, with the reason.
      Only if that release never reached anybody, write it again:
        mvn -pl schemas test -Dtest=SchemaReleaseTest -D%s=%d
      """;

  /** Consumers of these may lag behind this application: they must read what it writes. */
  private static final Set<String> READ_BY_OTHERS =
      Set.of(
          AbandonmentTrigger.class.getName(),
          SendCommand.class.getName(),
          Decision.class.getName(),
          Task.class.getName(),
          ShopFact.class.getName(),
          AudienceChange.class.getName(),
          DeadLetter.class.getName(),
          RuleDefinition.class.getName());

  private static final String STATE = "io.beckon.state.";

  /** Breaks that are known and harmless: the whole line, and why. */
  private static final Map<String, String> ACCEPTED = Map.of();

  @Test
  void shouldStayCompatibleWithEveryReleasedSchema() {
    Map<String, Schema> current = new HashMap<>();
    CurrentSchemas.released().forEach(schema -> current.put(schema.getFullName(), schema));
    List<String> broken = new ArrayList<>();
    int release = 0;
    for (ReleasedSchemas.Entry entry : ReleasedSchemas.bundled().entries()) {
      release = entry.release();
      Schema now = current.get(entry.schema().getFullName());
      if (now == null) {
        broken.add(
            "%s of release %d is gone".formatted(entry.schema().getFullName(), entry.release()));
        continue;
      }
      CompatibilityRules.violations(entry.schema(), now, direction(now)).stream()
          .filter(line -> !ACCEPTED.containsKey(line))
          .map(line -> "release %d: %s".formatted(entry.release(), line))
          .forEach(broken::add);
    }
    if (!broken.isEmpty()) {
      fail(
          "The schemas break what was released:%n  %s".formatted(String.join("\n  ", broken))
              + REMEDY.formatted(SchemaReleaseTest.SWITCH, release));
    }
  }

  private static Direction direction(Schema schema) {
    boolean full =
        schema.getFullName().startsWith(STATE) || READ_BY_OTHERS.contains(schema.getFullName());
    return full ? Direction.FULL : Direction.BACKWARD;
  }

  @Test
  void shouldDocumentEveryFieldAndKeepMoneyInLongs() {
    assertThat(CurrentSchemas.all().stream().flatMap(s -> ContractStyle.violations(s).stream()))
        .isEmpty();
  }

  @Test
  void shouldBeFoundByTheFingerprintThatIsWritten() {
    for (ReleasedSchemas.Entry entry : ReleasedSchemas.bundled().entries()) {
      long fingerprint = SchemaNormalization.parsingFingerprint64(entry.schema());
      assertThat(ReleasedSchemas.bundled().findByFingerprint(fingerprint))
          .isNotNull()
          .extracting(Schema::getFullName)
          .isEqualTo(entry.schema().getFullName());
    }
    assertThat(ReleasedSchemas.bundled().findByFingerprint(0)).isNull();
  }

  /**
   * A record that no other one holds is a topic's: the list in ContractTypes must name it, beside
   * those that are both, a topic's and part of another.
   */
  @Test
  void shouldNameEveryRecordThatStandsOnItsOwn() {
    Set<String> referred = new HashSet<>();
    CurrentSchemas.contract().forEach(schema -> referred(schema, referred, new HashSet<>()));
    Set<String> alone =
        CurrentSchemas.contract().stream()
            .filter(schema -> schema.getType() == Schema.Type.RECORD)
            .map(Schema::getFullName)
            .filter(name -> !referred.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    alone.add(Product.class.getName());
    assertThat(alone)
        .containsExactlyInAnyOrderElementsOf(
            ContractTypes.ALL.stream().map(Class::getName).toList());
  }

  private static void referred(Schema schema, Set<String> into, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema
              .getFields()
              .forEach(
                  field -> {
                    Set<String> inner = new HashSet<>();
                    named(field.schema(), inner);
                    into.addAll(inner);
                    referred(field.schema(), into, seen);
                  });
        }
      }
      case ARRAY -> referred(schema.getElementType(), into, seen);
      case MAP -> referred(schema.getValueType(), into, seen);
      case UNION -> schema.getTypes().forEach(branch -> referred(branch, into, seen));
      default -> {
        // Refers to nothing.
      }
    }
  }

  private static void named(Schema schema, Set<String> into) {
    switch (schema.getType()) {
      case RECORD -> into.add(schema.getFullName());
      case ARRAY -> named(schema.getElementType(), into);
      case MAP -> named(schema.getValueType(), into);
      case UNION -> schema.getTypes().forEach(branch -> named(branch, into));
      default -> {
        // Not a record.
      }
    }
  }
}

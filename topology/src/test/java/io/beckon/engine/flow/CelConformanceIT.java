package io.beckon.engine.flow;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The official conformance suite of CEL against the language of conditions, with its real options:
 * every case that says nothing of protobuf messages or of what is not part of this language. What
 * is evaluated without the interpreter is held to it too. The suite comes from npm ({@code
 * interop/node/README.md}); without it the test is skipped.
 */
class CelConformanceIT {

  private static final Path SUITE =
      Path.of(
          System.getProperty("beckon.cel.suite", "../interop/node/target/cel-conformance.json"));

  /** Groups that are left out as a whole, and why. */
  private static final Map<String, String> NOT_SPOKEN =
      Map.ofEntries(
          entry("bindings_ext", "the extension cel.bind is not part of the language"),
          entry("block_ext", "the extension cel.block is not part of the language"),
          entry("encoders_ext", "the extension base64 is not part of the language"),
          entry("math_ext", "the extension math is not part of the language"),
          entry("optionals", "optional values are not part of the language"),
          entry("macros2", "macros with two variables are not part of the language"),
          entry("string_ext", "of the extension strings four functions are: ConditionsTest"),
          entry("enums", "about protobuf enums: facts hold none"),
          entry("proto2", "about protobuf messages: facts hold none"),
          entry("proto2_ext", "about protobuf messages: facts hold none"),
          entry("proto3", "about protobuf messages: facts hold none"),
          entry("wrappers", "about protobuf wrappers: facts hold none"),
          entry("dynamic", "about protobuf messages: facts hold none"),
          entry("type_deductions", "about the checker's types of messages and optionals"));

  private int withoutInterpreter;

  @Test
  void shouldSpeakCelAsItsConformanceSuiteHasIt() throws IOException {
    assumeTrue(Files.exists(SUITE), "no suite: see interop/node/README.md");
    Map<String, Integer> passed = new TreeMap<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    List<String> failed = new ArrayList<>();
    Set<String> groups = new TreeSet<>();
    for (JsonNode test : new JsonMapper().readTree(SUITE.toFile())) {
      String group = test.path("group").asText();
      groups.add(group);
      String why = NOT_SPOKEN.containsKey(group) ? group : leftOut(test);
      if (why != null) {
        leftOut.merge(why, 1, Integer::sum);
        continue;
      }
      String fault = fault(test);
      if (fault == null) {
        passed.merge(group, 1, Integer::sum);
      } else {
        failed.add(
            group
                + "/"
                + test.path("section").asText()
                + "/"
                + test.path("name").asText()
                + ": "
                + test.path("expr").asText()
                + ": "
                + fault);
      }
    }
    System.out.println("CEL conformance, passed: " + passed);
    System.out.println("CEL conformance, left out: " + leftOut);

    assertThat(failed).isEmpty();
    assertThat(withoutInterpreter).as("cases answered without it").isGreaterThan(150);
    assertThat(groups).containsAll(NOT_SPOKEN.keySet());
    assertThat(passed.values().stream().mapToInt(Integer::intValue).sum())
        .as("cases that were really run")
        .isGreaterThan(800);
  }

  /** Why a case says nothing of this language; null when it does. */
  private static @Nullable String leftOut(JsonNode test) {
    if (test.has("disableCheck")) {
      return "unchecked expressions: every condition is type-checked";
    }
    if (test.has("typeEnv") || test.has("bindings")) {
      return "variables of their own: names are those of Vocabulary";
    }
    if (test.has("container")) {
      return "names in a container: there is none";
    }
    if (test.path("value").has("objectValue") || test.path("value").has("enumValue")) {
      return "results that are messages: facts hold none";
    }
    if (test.has("typedResult") || test.has("checkOnly")) {
      return "about the checker alone";
    }
    String expression = test.path("expr").asText();
    if (expression.contains("google.protobuf.") || expression.contains("TestAllTypes")) {
      return "about protobuf messages: facts hold none";
    }
    return null;
  }

  /** What came out otherwise than it should; null when nothing did. */
  private @Nullable String fault(JsonNode test) {
    Object value;
    CelDirect.Part direct;
    try {
      CelAbstractSyntaxTree tree =
          CelLanguage.COMPILER.compile(test.path("expr").asText()).getAst();
      direct = CelDirect.of(tree);
      if (direct != null && test.has("evalError") && answers(direct) != null) {
        return "no error without the interpreter";
      }
      value = CelLanguage.RUNTIME.createProgram(tree).eval();
    } catch (CelValidationException | CelEvaluationException e) {
      return test.has("evalError") ? null : String.valueOf(e.getMessage());
    }
    Object same = direct == null ? null : answers(direct);
    if (same != null) {
      withoutInterpreter++;
      if (!same.equals(value)) {
        return "is " + same + " without the interpreter, not " + value;
      }
    }
    if (test.has("evalError")) {
      return "no error but " + value;
    }
    JsonNode expected = test.has("value") ? test.path("value") : boolTrue();
    return matches(expected, value) ? null : "is " + value + ", not " + expected;
  }

  /** What comes out without the interpreter; null when it is left to it. */
  private static @Nullable Object answers(CelDirect.Part direct) {
    try {
      return direct.value(name -> null);
    } catch (CelDirect.Declined e) {
      return null;
    }
  }

  private static JsonNode boolTrue() {
    return new JsonMapper().createObjectNode().put("boolValue", true);
  }

  private static boolean matches(JsonNode expected, Object value) {
    String kind = expected.fieldNames().next();
    JsonNode wanted = expected.path(kind);
    return switch (kind) {
      case "boolValue" -> value.equals(wanted.asBoolean());
      case "int64Value" -> value.equals(Long.parseLong(wanted.asText()));
      case "uint64Value" -> value.equals(UnsignedLong.valueOf(wanted.asText()));
      case "doubleValue" -> value instanceof Double number && isSame(number, wanted);
      case "stringValue" -> value.equals(wanted.asText());
      case "bytesValue" ->
          value instanceof CelByteString bytes
              && bytes.equals(CelByteString.of(Base64.getDecoder().decode(wanted.asText())));
      case "nullValue" -> value instanceof NullValue;
      case "typeValue" -> value instanceof CelType type && isNamed(wanted.asText(), type);
      case "listValue" -> value instanceof List<?> list && isSameList(wanted.path("values"), list);
      case "mapValue" -> value instanceof Map<?, ?> map && isSameMap(wanted.path("entries"), map);
      default -> false;
    };
  }

  /** The library has no name for the type of types. */
  private static boolean isNamed(String wanted, CelType type) {
    String name = type.parameters().get(0).name();
    return name.equals(wanted) || (wanted.equals("type") && name.equals("dyn"));
  }

  private static boolean isSame(double number, JsonNode wanted) {
    double other =
        switch (wanted.asText()) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> wanted.asDouble();
        };
    return number == other || (Double.isNaN(number) && Double.isNaN(other));
  }

  private static boolean isSameList(JsonNode wanted, List<?> list) {
    if (wanted.size() != list.size()) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      if (!matches(wanted.get(i), list.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSameMap(JsonNode wanted, Map<?, ?> map) {
    Set<Object> found = new HashSet<>();
    for (JsonNode pair : wanted) {
      map.forEach(
          (key, value) -> {
            if (matches(pair.path("key"), key) && matches(pair.path("value"), value)) {
              found.add(key);
            }
          });
    }
    return wanted.size() == map.size() && found.size() == map.size();
  }
}

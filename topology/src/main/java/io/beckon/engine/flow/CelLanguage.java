package io.beckon.engine.flow;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.AddOperator.AddOverload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * CEL as it is spoken here: the standard language and macros, some functions on text, and the names
 * of {@link Vocabulary}, each a variable of its own.
 */
final class CelLanguage {

  /** Steps over lists in one evaluation; a cart has at most 200 lines. */
  static final int MAX_ITERATIONS = 10_000;

  /** Length of an expression; the longest sensible ones have some hundred characters. */
  static final int MAX_SOURCE = 4_000;

  /** Length of a text that is put together, in characters. */
  static final int MAX_TEXT = 65_536;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxExpressionCodePointSize(MAX_SOURCE)
          .maxParseRecursionDepth(64)
          .maxRegexProgramSize(2_000)
          .build();

  private static final CelStringExtensions TEXT =
      CelExtensions.strings(
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.UPPER_ASCII,
          CelStringExtensions.Function.TRIM,
          CelStringExtensions.Function.SUBSTRING);

  static final CelCompiler COMPILER = compiler();
  static final CelRuntime RUNTIME = runtime();

  private CelLanguage() {}

  /** A text grew beyond {@link #MAX_TEXT}. */
  static final class TextTooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static CelCompiler compiler() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(TEXT)
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "join",
                    CelOverloadDecl.newMemberOverload(
                        "join_texts",
                        SimpleType.STRING,
                        ListType.create(SimpleType.STRING),
                        SimpleType.STRING)),
                CelFunctionDecl.newFunctionDeclaration(
                    "days",
                    CelOverloadDecl.newGlobalOverload(
                        "days_int", SimpleType.DURATION, SimpleType.INT)));
    for (Vocabulary.Name name : Vocabulary.names().values()) {
      builder.addVar(name.name(), type(name.type()));
    }
    return builder.build();
  }

  private static CelRuntime runtime() {
    return CelRuntimeFactory.plannerRuntimeBuilder()
        .setOptions(OPTIONS)
        .setStandardFunctions(
            CelStandardFunctions.newBuilder()
                .excludeFunctions(CelStandardFunctions.StandardFunction.ADD)
                .build())
        .addLibraries(TEXT)
        .addFunctionBindings(CelFunctionBinding.fromOverloads("_+_", additions()))
        .addFunctionBindings(
            CelFunctionBinding.from("join_texts", List.class, String.class, CelLanguage::join))
        .addFunctionBindings(CelFunctionBinding.from("days_int", Long.class, Duration::ofDays))
        .build();
  }

  /** The standard's, but for texts, which could double with each step over a list. */
  private static List<CelFunctionBinding> additions() {
    RuntimeEquality equality = RuntimeEquality.create(RuntimeHelpers.create(), OPTIONS);
    List<CelFunctionBinding> additions = new ArrayList<>();
    for (AddOverload overload : AddOverload.values()) {
      additions.add(
          overload == AddOverload.ADD_STRING
              ? CelFunctionBinding.from(
                  "add_string", String.class, String.class, CelLanguage::concat)
              : overload.newFunctionBinding(OPTIONS, equality));
    }
    return additions;
  }

  private static String concat(String left, String right) {
    if (left.length() + right.length() > MAX_TEXT) {
      throw new TextTooLong();
    }
    return left + right;
  }

  private static String join(List<?> texts, String separator) {
    StringBuilder joined = new StringBuilder();
    for (Object text : texts) {
      if (!joined.isEmpty()) {
        joined.append(separator);
      }
      joined.append(text);
      if (joined.length() > MAX_TEXT) {
        throw new TextTooLong();
      }
    }
    return joined.toString();
  }

  private static CelType type(Vocabulary.Type type) {
    return switch (type) {
      case BOOL -> SimpleType.BOOL;
      case INT -> SimpleType.INT;
      case DOUBLE -> SimpleType.DOUBLE;
      case STRING -> SimpleType.STRING;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case LIST_OF_STRING -> ListType.create(SimpleType.STRING);
      case LIST_OF_MAP -> ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN));
      case MAP -> MapType.create(SimpleType.STRING, SimpleType.DYN);
    };
  }
}

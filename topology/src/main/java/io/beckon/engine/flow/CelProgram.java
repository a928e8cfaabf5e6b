package io.beckon.engine.flow;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One compiled CEL expression. */
final class CelProgram {

  private static final String TOO_LONG =
      "too much work: a text of more than " + CelLanguage.MAX_TEXT + " characters";

  private final String source;
  private final CelType type;
  private final Program program;
  private final CelDirect.@Nullable Part direct;
  private final CelWholes.@Nullable Whole whole;

  private CelProgram(String source, CelAbstractSyntaxTree typed) throws CelEvaluationException {
    this.source = source;
    this.type = typed.getResultType();
    this.program = CelLanguage.RUNTIME.createProgram(typed);
    this.direct = CelDirect.of(typed);
    this.whole = CelDirect.wholeOf(typed);
  }

  /**
   * What came out.
   *
   * @param value as CEL has it; null when there is an error
   * @param error what went wrong, without any value; empty when nothing did
   */
  record Outcome(@Nullable Object value, String error) {

    private static final Outcome TRUE = new Outcome(true, "");
    private static final Outcome FALSE = new Outcome(false, "");

    private static Outcome of(Object value) {
      return value instanceof Boolean holds ? holds ? TRUE : FALSE : new Outcome(value, "");
    }
  }

  /**
   * Compiles an expression of any type.
   *
   * @throws InvalidExpression if it cannot be
   */
  static CelProgram compile(String source) {
    return compile(source, false);
  }

  /**
   * The same.
   *
   * @param happened may it ask about the event that happens?
   */
  static CelProgram compile(String source, boolean happened) {
    if (source.isBlank()) {
      throw new InvalidExpression(List.of(new Fault(1, 1, "the expression is empty")));
    }
    CelValidationResult parsed = CelLanguage.COMPILER.parse(source);
    if (parsed.hasError()) {
      throw new InvalidExpression(CelFaults.ofParser(parsed));
    }
    try {
      CelAbstractSyntaxTree tree = parsed.getAst();
      CelValidationResult checked = CelLanguage.COMPILER.check(tree);
      if (checked.hasError()) {
        throw new InvalidExpression(CelFaults.ofChecker(checked, tree));
      }
      List<Fault> fields = ItemFields.unknownIn(tree);
      if (!fields.isEmpty()) {
        throw new InvalidExpression(fields);
      }
      List<Fault> unknown = happened ? List.of() : CelTree.asksWhatHappened(tree);
      if (!unknown.isEmpty()) {
        throw new InvalidExpression(unknown);
      }
      return new CelProgram(source, checked.getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new InvalidExpression(List.of(new Fault(1, 1, CelFaults.oneLine(e.getMessage()))));
    }
  }

  /**
   * Compiles a part of an expression that compiles as a whole.
   *
   * @throws InvalidExpression if it depends on what is around it
   */
  static CelProgram part(CelAbstractSyntaxTree parsed, CelExpr part) {
    CelValidationResult checked =
        CelLanguage.COMPILER.check(CelAbstractSyntaxTree.newParsedAst(part, parsed.getSource()));
    try {
      return new CelProgram("", checked.getAst());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new InvalidExpression(
          List.of(CelTree.fault(parsed, part, CelFaults.oneLine(e.getMessage()))));
    }
  }

  String source() {
    return source;
  }

  /** Is it of a kind that need not be interpreted? */
  boolean isDirect() {
    return direct != null;
  }

  /** Its value as a whole number, times in milliseconds; null when it is of another kind. */
  CelWholes.@Nullable Whole whole() {
    return whole;
  }

  CelType type() {
    return type;
  }

  /** Evaluates it; values are asked for only when they are needed. Never throws. */
  Outcome evaluate(Facts facts) {
    if (direct != null) {
      try {
        return Outcome.of(direct.value(facts));
      } catch (RuntimeException e) {
        // The interpreter says what it is.
      }
    }
    return interpret(facts);
  }

  /** The same by CEL's interpreter alone. */
  Outcome interpret(Facts facts) {
    try {
      return new Outcome(program.eval(name -> Optional.ofNullable(facts.get(name))), "");
    } catch (CelEvaluationException e) {
      return new Outcome(null, tooLong(e) ? TOO_LONG : said(e.getErrorCode()));
    } catch (RuntimeException e) {
      return new Outcome(null, "evaluation failed with " + e.getClass().getSimpleName());
    }
  }

  private static boolean tooLong(Throwable thrown) {
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof CelLanguage.TextTooLong) {
        return true;
      }
    }
    return false;
  }

  /** CEL's own messages quote values, which may be contact data; these do not. */
  private static String said(CelErrorCode code) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> "a name or key is missing";
      case INDEX_OUT_OF_BOUNDS -> "a list has no element of that index";
      case DIVIDE_BY_ZERO -> "division by zero";
      case NUMERIC_OVERFLOW -> "a number grew too large";
      case ITERATION_BUDGET_EXCEEDED ->
          "too much work: more than " + CelLanguage.MAX_ITERATIONS + " steps over lists";
      case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD -> "a value has a type that does not fit here";
      case BAD_FORMAT -> "a text cannot be read as what it should be";
      case INVALID_ARGUMENT -> "an argument is not allowed";
      default -> "evaluation failed (" + code + ")";
    };
  }
}

package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Condition;
import io.beckon.engine.flow.Conditions;
import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Expressions;
import io.beckon.engine.flow.InvalidExpression;
import io.beckon.engine.flow.Moment;
import io.beckon.engine.flow.StandingCondition;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Compiles the expressions in a file and puts their faults where they stand in it. */
final class Located {

  private final Reading reading;
  private final Scalars scalars;

  Located(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
  }

  /** A condition; null when it was reported. */
  @Nullable Condition condition(Node node) {
    if (Scalars.value(node) instanceof Boolean always) {
      return compiled(node, always.toString(), Conditions::compile);
    }
    String source = scalars.text(node);
    return source.isEmpty() ? null : compiled(node, source, Conditions::compile);
  }

  /** A condition on what is remembered of a shopper; null when it was reported. */
  @Nullable StandingCondition standing(Node node) {
    String source = scalars.text(node);
    return source.isEmpty() ? null : compiled(node, source, StandingCondition::compile);
  }

  /** A condition on an event that happens; null when it was reported. */
  @Nullable Condition conditionOnEvent(Node node) {
    String source = scalars.text(node);
    return source.isEmpty() ? null : compiled(node, source, Conditions::compileOnEvent);
  }

  /** A condition on an event that a flow is measured by; null when it was reported. */
  @Nullable Condition conditionOnGoal(Node node) {
    String source = scalars.text(node);
    return source.isEmpty() ? null : compiled(node, source, Conditions::compileOnGoal);
  }

  /** A time that is reckoned; null when it was reported. */
  @Nullable Moment moment(Node node) {
    String source = scalars.text(node);
    return source.isEmpty() ? null : compiled(node, source, Moment::compile);
  }

  /** Stands where a text was reported. */
  Expression nothing() {
    return Expressions.literal("");
  }

  /** A value of a message; null when it was reported. */
  @Nullable Expression value(Node node) {
    Object value = Scalars.value(node);
    if (value == null) {
      reading.wrong(
          node, Scalars.describe(node) + " is no value", "text, a number, or true or false");
      return null;
    }
    return value instanceof String text
        ? compiled(node, text, Expressions::compile)
        : Expressions.literal(value);
  }

  /** Text with placeholders; null when it was reported. */
  @Nullable Expression text(Node node) {
    String source = scalars.text(node);
    return source.isEmpty() ? null : compiled(node, source, Expressions::compile);
  }

  private <T> @Nullable T compiled(Node node, String source, Function<String, T> compile) {
    try {
      return compile.apply(source);
    } catch (InvalidExpression e) {
      for (InvalidExpression.Fault fault : e.faults()) {
        int[] at = place((ScalarNode) node, source, fault);
        reading.wrong(at[0], at[1], fault.message(), "");
      }
      return null;
    }
  }

  /**
   * Line and column in the file of a place in a value. YAML folds lines, strips indents and knows
   * escapes, so the value is laid over the raw text, character by character.
   */
  private int[] place(ScalarNode node, String value, InvalidExpression.Fault fault) {
    int[] raw = reading.text().codePoints().toArray();
    int[] wanted = value.codePoints().toArray();
    int at = node.getStartMark().getIndex();
    int end = Math.min(raw.length, node.getEndMark().getIndex());
    if (node.getScalarStyle() == ScalarStyle.LITERAL
        || node.getScalarStyle() == ScalarStyle.FOLDED) {
      while (at < end && raw[at] != '\n') {
        at++;
      }
    } else if (node.getScalarStyle() != ScalarStyle.PLAIN) {
      at++;
    }
    int line = 1;
    int column = 1;
    for (int c : wanted) {
      int found = find(raw, at, end, c);
      if (found >= 0) {
        at = found;
      }
      if (line > fault.line() || (line == fault.line() && column >= fault.column())) {
        return position(raw, at);
      }
      at = found >= 0 ? found + 1 : at;
      line = c == '\n' ? line + 1 : line;
      column = c == '\n' ? 1 : column + 1;
    }
    return position(raw, Math.min(at, end));
  }

  private static int find(int[] raw, int from, int end, int wanted) {
    boolean blank = Character.isWhitespace(wanted);
    for (int i = from; i < end; i++) {
      if (raw[i] == wanted || (blank && Character.isWhitespace(raw[i]))) {
        return i;
      }
    }
    return -1;
  }

  private static int[] position(int[] raw, int at) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at; i++) {
      boolean lineBreak =
          raw[i] == '\n' || (raw[i] == '\r' && !(i + 1 < raw.length && raw[i + 1] == '\n'));
      line = lineBreak ? line + 1 : line;
      column = lineBreak ? 1 : column + 1;
    }
    return new int[] {line, column};
  }
}

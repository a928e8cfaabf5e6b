package io.beckon.engine.flow;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the values of a message: text with placeholders, each a CEL expression over the names of
 * {@link Vocabulary} between a dollar sign with an opening brace and a closing brace. A second
 * dollar sign before it makes it plain text.
 */
public final class Expressions {

  private Expressions() {}

  /**
   * Compiles a text.
   *
   * @throws InvalidExpression if a placeholder is not closed or cannot be compiled; says all that
   *     is wrong with all of them
   */
  public static Expression compile(String source) {
    List<Part> parts = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Placeholders.Piece piece : Placeholders.split(source)) {
      if (piece.placeholder()) {
        try {
          CelProgram program = CelProgram.compile(piece.text());
          if (!printable(program.type())) {
            faults.add(
                Placeholders.at(
                    source,
                    piece,
                    new Fault(
                        1,
                        1,
                        CelFaults.typeName(program.type())
                            + " cannot be put into a message; take a part of it, for example"
                            + " cart.items[0].name")));
          }
          parts.add(new Part(piece.text(), program));
        } catch (InvalidExpression e) {
          e.faults().forEach(fault -> faults.add(Placeholders.at(source, piece, fault)));
        }
      } else {
        parts.add(new Part(piece.text(), null));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidExpression(faults);
    }
    return new Text(source, parts);
  }

  /**
   * A text with other text in the place of its placeholders.
   *
   * @param source a text that compiles
   * @param value what stands for an expression
   */
  public static String filled(String source, UnaryOperator<String> value) {
    StringBuilder text = new StringBuilder();
    for (Placeholders.Piece piece : Placeholders.split(source)) {
      text.append(piece.placeholder() ? value.apply(piece.text()) : piece.text());
    }
    return text.toString();
  }

  /** A value that is always the same: a Boolean, Long or Double. */
  public static Expression literal(Object value) {
    return new Literal(value);
  }

  private static boolean printable(CelType type) {
    if (type instanceof ListType list) {
      return list.hasElemType()
          && !(list.elemType() instanceof ListType)
          && printable(list.elemType());
    }
    return type.kind() != CelKind.MAP
        && type.kind() != CelKind.BYTES
        && type.kind() != CelKind.TYPE
        && type.kind() != CelKind.NULL_TYPE;
  }

  /**
   * @param program null: the text stands as it is
   */
  private record Part(String text, @Nullable CelProgram program) {

    @Nullable Object value(Facts facts) {
      return program == null ? text : CelValues.plain(program.evaluate(facts).value());
    }
  }

  private record Literal(Object value) implements Expression {

    @Override
    public String source() {
      return value.toString();
    }

    @Override
    public Object evaluate(Facts facts) {
      return value;
    }

    @Override
    public String toString() {
      return source();
    }
  }

  private record Text(String source, List<Part> parts) implements Expression {

    private Text {
      parts = List.copyOf(parts);
    }

    @Override
    public @Nullable Object evaluate(Facts facts) {
      if (parts.size() == 1) {
        return parts.get(0).value(facts);
      }
      StringBuilder text = new StringBuilder();
      for (Part part : parts) {
        Object value = part.value(facts);
        if (value == null) {
          return null;
        }
        text.append(CelValues.text(value));
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return source;
    }
  }
}

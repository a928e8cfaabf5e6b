package io.beckon.engine.flow;

import io.beckon.engine.flow.InvalidExpression.Fault;
import java.util.ArrayList;
import java.util.List;

/** Finds the placeholders in a text. */
final class Placeholders {

  private static final String ESCAPED = "$${";
  private static final String OPENING = "${";

  private Placeholders() {}

  /**
   * A piece of a text.
   *
   * @param text as it shall stand, or the expression of a placeholder
   * @param offset where it begins in the whole, in characters
   */
  record Piece(boolean placeholder, String text, int offset) {}

  /**
   * Splits a text; an empty one is one empty piece.
   *
   * @throws InvalidExpression if a placeholder is not closed
   */
  static List<Piece> split(String source) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      if (source.startsWith(ESCAPED, at)) {
        literal.append(OPENING);
        at += ESCAPED.length();
      } else if (source.startsWith(OPENING, at)) {
        int begin = at + OPENING.length();
        int end = closing(source, begin);
        if (end < 0) {
          Fault open =
              new Fault(1, 1, "'${' is not closed by '}' (write $${ for the characters ${)");
          throw new InvalidExpression(List.of(at(source, new Piece(true, "", at), open)));
        }
        if (!literal.isEmpty()) {
          pieces.add(new Piece(false, literal.toString(), at - literal.length()));
          literal.setLength(0);
        }
        pieces.add(new Piece(true, source.substring(begin, end), begin));
        at = end + 1;
      } else {
        literal.append(source.charAt(at));
        at++;
      }
    }
    if (!literal.isEmpty() || pieces.isEmpty()) {
      pieces.add(new Piece(false, literal.toString(), at - literal.length()));
    }
    return pieces;
  }

  /** Moves a fault of a piece to its place in the whole text. */
  static Fault at(String source, Piece piece, Fault fault) {
    String before = source.substring(0, piece.offset());
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
    return fault.line() == 1
        ? new Fault(line, column + fault.column(), fault.message())
        : new Fault(line + fault.line() - 1, fault.column(), fault.message());
  }

  /** The brace that closes a placeholder, past nested braces and quoted text; -1 for none. */
  private static int closing(String source, int begin) {
    int depth = 0;
    char quote = 0;
    for (int i = begin; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        if (depth == 0) {
          return i;
        }
        depth--;
      }
    }
    return -1;
  }
}

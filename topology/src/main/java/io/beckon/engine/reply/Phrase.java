package io.beckon.engine.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Words that stand one after the other somewhere in a reply. A word that ends in {@code *} stands
 * for all that begin so.
 */
public final class Phrase {

  private static final String REST = "*";
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final List<Word> words;

  private record Word(String letters, boolean begins) {
    boolean is(String written) {
      return begins ? written.startsWith(letters) : written.equals(letters);
    }
  }

  private Phrase(List<Word> words) {
    this.words = List.copyOf(words);
  }

  /** A phrase as its author wrote it; it must hold a word. */
  public static Phrase of(String text) {
    List<Word> words = new ArrayList<>();
    for (String piece : SPACES.split(text.strip(), -1)) {
      List<String> parts = Wording.split(piece);
      for (int i = 0; i < parts.size(); i++) {
        words.add(new Word(parts.get(i), i == parts.size() - 1 && piece.endsWith(REST)));
      }
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no word in a phrase: '" + text + "'");
    }
    return new Phrase(words);
  }

  /** Is there a word in that text? */
  public static boolean isWritten(String text) {
    return !Wording.split(text).isEmpty();
  }

  boolean isIn(Wording reply) {
    List<String> written = reply.words();
    for (int start = 0; start + words.size() <= written.size(); start++) {
      if (isAt(written, start)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAt(List<String> written, int start) {
    for (int i = 0; i < words.size(); i++) {
      if (!words.get(i).is(written.get(start + i))) {
        return false;
      }
    }
    return true;
  }
}

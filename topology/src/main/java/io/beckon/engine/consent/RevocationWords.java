package io.beckon.engine.consent;

import io.beckon.contract.Channel;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a reply that takes consent back, or asks for help. The words are those that 47 CFR
 * 64.1200(a)(10) names as beyond dispute (stop, quit, end, revoke, opt out, cancel, unsubscribe)
 * and the two that US carriers add (stopall, optout).
 *
 * <p>Case, punctuation and width of letters do not matter, nor does a "please" before the word. In
 * a text message the word may stand alone or lead the message, as carriers read it; a doubt ("end
 * of the week is fine") is decided for the shopper's rest. In a mail it must be alone on the first
 * line that is not a quotation, since people answer mails in sentences.
 */
public final class RevocationWords {

  /** What a reply says. */
  public enum Meaning {
    /** No more messages. */
    REVOKE,
    /** Who are you, and how do I get out? */
    HELP,
    /** Anything else. */
    NONE
  }

  private static final Set<String> WORDS =
      Set.of("stop", "stopall", "quit", "end", "revoke", "optout", "cancel", "unsubscribe");

  private static final Set<List<String>> PAIRS =
      Set.of(List.of("opt", "out"), List.of("stop", "all"));

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** A word of revocation leads the message; what comes later is not read. */
  private static final int READ_CHARS = 400;

  /** A courtesy, two words, and one more that tells that they are not alone. */
  private static final int READ_WORDS = 4;

  private RevocationWords() {}

  /** What a reply that came through this channel says; a null text says nothing. */
  public static Meaning meaning(Channel channel, @Nullable String text) {
    if (text == null) {
      return Meaning.NONE;
    }
    boolean mail = channel == Channel.EMAIL;
    List<String> words = words(mail ? firstLine(text) : text);
    if (words.isEmpty()) {
      return Meaning.NONE;
    }
    boolean pair = words.size() >= 2 && PAIRS.contains(words.subList(0, 2));
    boolean alone = words.size() == (pair ? 2 : 1);
    if (mail && !alone) {
      return Meaning.NONE;
    }
    if (pair || WORDS.contains(words.get(0))) {
      return Meaning.REVOKE;
    }
    boolean help = words.get(0).equals("help") || (alone && words.get(0).equals("info"));
    return help ? Meaning.HELP : Meaning.NONE;
  }

  private static String firstLine(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith(">"))
        .findFirst()
        .orElse("");
  }

  private static List<String> words(String text) {
    String start = text.length() > READ_CHARS ? text.substring(0, READ_CHARS) : text;
    Matcher matcher =
        WORD.matcher(Normalizer.normalize(start, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    List<String> words = new ArrayList<>();
    while (words.size() < READ_WORDS && matcher.find()) {
      words.add(matcher.group());
    }
    if (words.size() > 1 && words.get(0).equals("please")) {
      words.remove(0);
    }
    return words;
  }
}

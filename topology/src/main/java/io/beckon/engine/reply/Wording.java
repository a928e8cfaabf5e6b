package io.beckon.engine.reply;

import io.beckon.contract.Channel;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words that a shopper wrote, in order: in small letters, without marks between them and with
 * letters of one width. A mail is read up to where it quotes what it answers, or is signed.
 */
record Wording(List<String> words) {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}'’]*");

  /** A quotation below the answer, as mail programs introduce it; a signature begins with "--". */
  private static final Pattern NOT_OWN_WORDS =
      Pattern.compile("(-{2,}|_{5,}).*|.*\\b(wrote|schrieb|écrit|escribió|ha scritto)\\s*:");

  /** What comes later is not read. */
  static final int READ_CHARS = 4_000;

  Wording {
    words = List.copyOf(words);
  }

  /** What came through a channel. */
  static Wording of(Channel channel, String text) {
    String start = text.length() > READ_CHARS ? text.substring(0, READ_CHARS) : text;
    return new Wording(split(channel == Channel.EMAIL ? own(start) : start));
  }

  static List<String> split(String text) {
    Matcher matcher =
        WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    List<String> words = new ArrayList<>();
    while (matcher.find()) {
      words.add(matcher.group().replace('’', '\''));
    }
    return words;
  }

  private static String own(String mail) {
    StringBuilder own = new StringBuilder();
    for (String line : mail.lines().map(String::strip).toList()) {
      if (NOT_OWN_WORDS.matcher(line).matches()) {
        break;
      }
      if (!line.startsWith(">")) {
        own.append(line).append('\n');
      }
    }
    return own.toString();
  }
}

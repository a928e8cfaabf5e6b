package io.beckon.engine.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long the texts of a channel may be, and what they end with.
 *
 * @param parts parts of a text message at most; null: as many as it takes
 * @param characters Unicode characters at most; null: as many as it takes
 * @param link characters that a link has once the sender has shortened it; null: it is not
 *     shortened
 * @param optOut how to get out, by language, the first for everybody else; empty: it is not said
 */
public record TextRule(
    @Nullable Integer parts,
    @Nullable Integer characters,
    @Nullable Integer link,
    Map<String, String> optOut) {

  /** As long as it likes. */
  public static final TextRule FREE = new TextRule(null, null, null, Map.of());

  public TextRule {
    Map<String, String> lower = new LinkedHashMap<>();
    optOut.forEach((tag, text) -> lower.put(tag.toLowerCase(Locale.ROOT), text));
    optOut = Collections.unmodifiableMap(lower);
  }

  /** How to get out, in a shopper's language; "" when it is not said. */
  public String optOut(String language) {
    if (optOut.isEmpty()) {
      return "";
    }
    String said = Languages.find(optOut, language);
    return said == null ? optOut.values().iterator().next() : said;
  }
}

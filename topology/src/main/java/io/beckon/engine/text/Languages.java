package io.beckon.engine.text;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is said in a shopper's language, less and less exactly. */
public final class Languages {

  private Languages() {}

  /**
   * What is said in a language: {@code de-AT}, then {@code de}.
   *
   * @param byLanguage by lower-case BCP-47 tag
   * @param language a tag in any case; "" when not known
   * @return null when nothing is said in it
   */
  public static <T> @Nullable T find(Map<String, T> byLanguage, String language) {
    String tag = language.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    while (!tag.isEmpty()) {
      T said = byLanguage.get(tag);
      if (said != null) {
        return said;
      }
      tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }
    return null;
  }
}

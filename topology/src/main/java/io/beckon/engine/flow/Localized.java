package io.beckon.engine.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text in several languages: the one of the shopper's language, less and less exactly ({@code
 * de-AT}, then {@code de}), and else the first.
 */
public final class Localized implements Expression {

  private final Map<String, Expression> byLanguage;
  private final Expression first;

  /**
   * A text.
   *
   * @param byLanguage by BCP-47 tag, at least one; the first is for everybody else
   */
  public Localized(Map<String, Expression> byLanguage) {
    Map<String, Expression> lower = new LinkedHashMap<>();
    byLanguage.forEach((tag, text) -> lower.put(tag.toLowerCase(Locale.ROOT), text));
    this.byLanguage = Collections.unmodifiableMap(lower);
    this.first = byLanguage.values().iterator().next();
  }

  @Override
  public String source() {
    return first.source();
  }

  /** The languages, as lower-case tags, in order. */
  public Map<String, Expression> byLanguage() {
    return byLanguage;
  }

  @Override
  public @Nullable Object evaluate(Facts facts) {
    Object language = facts.get("shopper.language");
    return text(language == null ? "" : language.toString()).evaluate(facts);
  }

  private Expression text(String language) {
    String tag = language.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    while (!tag.isEmpty()) {
      Expression text = byLanguage.get(tag);
      if (text != null) {
        return text;
      }
      tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
    }
    return first;
  }

  @Override
  public String toString() {
    return byLanguage.toString();
  }
}

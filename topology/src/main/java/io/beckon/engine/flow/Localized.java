package io.beckon.engine.flow;

import io.beckon.engine.text.Languages;
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
    return in(language == null ? "" : language.toString()).evaluate(facts);
  }

  /** The text for a shopper's language, in any case; "" when it is not known. */
  public Expression in(String language) {
    Expression text = Languages.find(byLanguage, language);
    return text == null ? first : text;
  }

  @Override
  public String toString() {
    return byLanguage.toString();
  }
}

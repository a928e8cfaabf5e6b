package io.beckon.engine.flow;

import org.jspecify.annotations.Nullable;

/**
 * What a message may say, with where it leads and the code that it carries.
 *
 * @param link null: it leads nowhere
 * @param code null: it carries none
 */
record MessageFacts(Facts shown, @Nullable String link, @Nullable String code) implements Facts {

  @Override
  public @Nullable Object get(String name) {
    return switch (name) {
      case "message.link" -> link;
      case "message.code" -> code;
      default -> shown.get(name);
    };
  }
}

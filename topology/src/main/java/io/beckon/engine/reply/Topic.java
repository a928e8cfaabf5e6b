package io.beckon.engine.reply;

import io.beckon.contract.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that replies are about.
 *
 * @param name the topic, as flows and scores know it
 * @param words phrases that tell it, by language ({@code de}); "" for whatever language
 * @param channels those it is told on; none: all
 * @param end do runs end when a reply is about it? null: as for other replies
 */
public record Topic(
    String name, Map<String, List<Phrase>> words, Set<Channel> channels, @Nullable Boolean end) {

  /** Key of phrases in whatever language. */
  public static final String ANY_LANGUAGE = "";

  public Topic {
    words = Map.copyOf(words);
    channels = Set.copyOf(channels);
  }

  /**
   * Is a reply about it?
   *
   * @param language the shopper's; null: not known, so that phrases of all languages count
   */
  boolean isTold(Channel channel, Wording reply, @Nullable String language) {
    if (!channels.isEmpty() && !channels.contains(channel)) {
      return false;
    }
    for (Map.Entry<String, List<Phrase>> entry : words.entrySet()) {
      if (counts(entry.getKey(), language)
          && entry.getValue().stream().anyMatch(phrase -> phrase.isIn(reply))) {
        return true;
      }
    }
    return false;
  }

  private static boolean counts(String of, @Nullable String language) {
    if (of.equals(ANY_LANGUAGE) || language == null || language.isBlank()) {
      return true;
    }
    String tag = language.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return tag.equals(of) || tag.startsWith(of + "-");
  }
}

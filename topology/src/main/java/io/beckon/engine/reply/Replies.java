package io.beckon.engine.reply;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.consent.RevocationWords;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of what shoppers write back.
 *
 * @param read are replies read at all?
 * @param end do they end the shopper's runs?
 * @param exempt purposes of flows that go on
 * @param topics what they may be about; the first that a reply tells is its topic
 */
public record Replies(boolean read, boolean end, Set<Purpose> exempt, List<Topic> topics) {

  /** Nobody reads them. */
  public static final Replies UNREAD = new Replies(false, false, Set.of(), List.of());

  /** Topic of a reply that takes consent back. */
  public static final String STOP = "stop";

  /** Topic of a reply that asks who writes, and how to get out. */
  public static final String HELP = "help";

  public Replies {
    exempt = Set.copyOf(exempt);
    topics = List.copyOf(topics);
  }

  /**
   * What a reply is about; null when no topic is told.
   *
   * @param language the shopper's; null: not known
   */
  public @Nullable String topic(Channel channel, @Nullable String text, @Nullable String language) {
    if (!read || text == null) {
      return null;
    }
    switch (RevocationWords.meaning(channel, text)) {
      case REVOKE -> {
        return STOP;
      }
      case HELP -> {
        return HELP;
      }
      case NONE -> {}
    }
    Wording reply = Wording.of(channel, text);
    for (Topic topic : topics) {
      if (topic.isTold(channel, reply, language)) {
        return topic.name();
      }
    }
    return null;
  }

  /** Does a reply about a topic, null for none, end a run of a flow with that purpose? */
  public boolean ends(@Nullable String topic, Purpose purpose) {
    return read && endsRuns(topic) && !exempt.contains(purpose);
  }

  private boolean endsRuns(@Nullable String told) {
    for (Topic topic : topics) {
      Boolean ends = topic.end();
      if (topic.name().equals(told) && ends != null) {
        return ends;
      }
    }
    return end && !HELP.equals(told);
  }
}

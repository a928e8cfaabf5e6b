package io.beckon.engine.shopper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper did with a message, as far as senders reported it.
 *
 * @param opened it was opened; a click and a reply tell it too, because many mail programs hide
 *     openings
 * @param links links that were clicked, each once, in order
 * @param topics topics of the replies that somebody classified, each once, in order
 */
public record Response(boolean opened, List<String> links, boolean replied, List<String> topics) {

  /** How many links and topics of a message are remembered; further ones are left out. */
  public static final int MAX_NAMES = 10;

  /** Characters of a link or topic that are remembered. */
  public static final int MAX_LENGTH = 200;

  /** Nothing known. */
  public static final Response NONE = new Response(false, List.of(), false, List.of());

  public Response {
    links = List.copyOf(links);
    topics = List.copyOf(topics);
  }

  /** The same response, and the message was opened. */
  public Response asOpened() {
    return opened ? this : new Response(true, links, replied, topics);
  }

  /** The same response, and a link was clicked, if the sender could tell which. */
  public Response clicked(@Nullable String link) {
    return new Response(true, with(links, link == null ? "" : link), replied, topics);
  }

  /** The same response, and the message was replied to, about a topic if it is known. */
  public Response replied(@Nullable String topic) {
    return new Response(true, links, true, topic == null ? topics : with(topics, topic));
  }

  private static List<String> with(List<String> names, String name) {
    String kept = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
    if (names.contains(kept) || names.size() >= MAX_NAMES) {
      return names;
    }
    List<String> next = new ArrayList<>(names);
    next.add(kept);
    return next;
  }
}

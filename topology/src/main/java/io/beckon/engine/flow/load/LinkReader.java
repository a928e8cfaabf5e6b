package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Link;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads where a message leads. */
final class LinkReader {

  static final List<String> KEYS = List.of("to", "page", "restore", "validFor", "utm");

  /** What can be said of where a visit came from. */
  static final List<String> TAGS = List.of("source", "medium", "campaign", "content", "term");

  private static final Duration RESTORES_FOR = Duration.ofDays(30);
  private static final Duration LONGEST = Duration.ofDays(365);

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;

  LinkReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
  }

  /** The link of a message; null when it has none. */
  @Nullable Link read(Fields send) {
    if (send.has("link") && send.has("deepLink")) {
      reading.wrong(
          send.keyNode("deepLink"), "the message has both 'link' and 'deepLink'", "one of the two");
    }
    Expression plain = send.find("deepLink", located::text);
    Fields link = send.map("link", KEYS);
    if (!link.present()) {
      return plain == null ? null : Link.to(plain);
    }
    if (link.has("to") == link.has("page")) {
      link.fault(
          "the link has " + (link.has("to") ? "both 'to' and 'page'" : "no 'to' and no 'page'"),
          "to: <address of a page of the shop>; or page: <name of one under 'links' of the policy>");
    }
    Expression to = link.find("to", located::text);
    String page =
        link.find("page", node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    boolean restore =
        link.find("restore", node -> scalars.word(node, Map.of("cart", true))) != null;
    if (link.has("validFor") && !restore) {
      reading.wrong(
          link.keyNode("validFor"), "'validFor' needs 'restore: cart'", "restore: cart beside it");
    }
    Duration validFor = link.optional("validFor", RESTORES_FOR, this::validFor);
    boolean tagged = !link.has("utm") || !isFalse(link.valueNode("utm"));
    Map<String, Expression> tags = new LinkedHashMap<>();
    if (tagged && link.has("utm")) {
      tags(link.valueNode("utm"), tags);
    }
    return to == null && page == null
        ? null
        : new Link(to, page, restore ? validFor : null, tagged, tags);
  }

  private Duration validFor(Node node) {
    Duration length = scalars.duration(node);
    if (length.compareTo(LONGEST) > 0) {
      reading.wrong(node, Scalars.describe(node) + " is too long", "at most 365d");
      return LONGEST;
    }
    return length;
  }

  private static boolean isFalse(Node node) {
    return Boolean.FALSE.equals(Scalars.value(node));
  }

  private void tags(Node node, Map<String, Expression> tags) {
    if (!(node instanceof MappingNode map)) {
      reading.wrong(
          node,
          Scalars.describe(node) + " is not allowed here",
          "false, or a map with keys of " + String.join(", ", TAGS));
      return;
    }
    Fields fields = Fields.of(reading, map, "'utm'", TAGS);
    for (String tag : TAGS) {
      Expression value = fields.find(tag, located::text);
      if (value != null) {
        tags.put(tag, value);
      }
    }
  }
}

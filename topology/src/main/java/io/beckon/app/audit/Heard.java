package io.beckon.app.audit;

import io.beckon.app.input.EventSource;
import io.beckon.app.input.InputEntry;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.EventNames;
import io.beckon.engine.EventOrigins;
import io.beckon.engine.shopper.Origin;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What arrived in recorded events: names, fields, attributes, links. */
public final class Heard {

  private static final int MAX_LINKS = 100_000;

  private final SortedMap<String, Long> events = new TreeMap<>();
  private final SortedMap<String, Set<String>> fields = new TreeMap<>();
  private final Set<String> attributes = new TreeSet<>();
  private final Set<String> links = new TreeSet<>();
  private final SortedMap<String, Long> rejected = new TreeMap<>();

  private Heard() {}

  /** Listens to all events of a source. */
  public static Heard in(EventSource source) throws IOException {
    Heard heard = new Heard();
    for (InputEntry entry = source.next(); entry != null; entry = source.next()) {
      if (entry instanceof InputEntry.Parsed parsed) {
        heard.hear(parsed.event(), parsed.timestampMs());
      } else if (entry instanceof InputEntry.Rejected rejection) {
        heard.rejected.merge(rejection.reason().name(), 1L, Long::sum);
      }
    }
    return heard;
  }

  private void hear(ShopperEvent event, long at) {
    String name = EventNames.of(event.getPayload());
    events.merge(name, 1L, Long::sum);
    Origin seen = EventOrigins.of(event, name, at);
    fields.computeIfAbsent(name, unseen -> new TreeSet<>()).addAll(seen.event().keySet());
    if (event.getPayload() instanceof Identified identified) {
      attributes.addAll(identified.getAttributes().keySet());
    }
    for (Item item : seen.items()) {
      if (item.getUrl() != null && links.size() < MAX_LINKS) {
        links.add(item.getUrl());
      }
    }
  }

  /** How often each event came, by name. */
  SortedMap<String, Long> events() {
    return events;
  }

  /** Names of the properties that an event came with. */
  Set<String> fields(String event) {
    return fields.getOrDefault(event, Set.of());
  }

  /** Names of attributes that shoppers were identified with. */
  Set<String> attributes() {
    return attributes;
  }

  /** Addresses of products. */
  Set<String> links() {
    return links;
  }

  /** Lines that could not be read, by reason. */
  SortedMap<String, Long> rejected() {
    return rejected;
  }
}

package io.beckon.app.reshard;

import io.beckon.app.run.ProductFeed;
import io.beckon.streams.state.StateMove;
import java.util.Collection;
import java.util.TreeSet;

/** The internal topics of an application. */
final class Names {

  /** The products as the feed of product changes has seen them. */
  static final String KNOWN_PRODUCTS = "known-products";

  private static final String CHANGELOG = "-changelog";

  private Names() {}

  static String changelog(String application, String store) {
    return application + "-" + store + CHANGELOG;
  }

  /** The changelog of the feed of product changes. */
  static String feedChangelog(String application) {
    return changelog(application + ProductFeed.SUFFIX, KNOWN_PRODUCTS);
  }

  /** All stores with a changelog. */
  static Collection<String> stores() {
    Collection<String> all = new TreeSet<>(StateMove.keyed());
    all.addAll(StateMove.whole());
    return all;
  }

  /**
   * Internal topics of an application that are none of a known store. Those of an application whose
   * id begins alike are its own.
   */
  static Collection<String> unknown(String application, Collection<String> topics) {
    Collection<String> unknown = new TreeSet<>();
    for (String topic : topics) {
      boolean internal =
          topic.startsWith(application + "-")
              && (topic.endsWith(CHANGELOG) || topic.endsWith("-repartition"));
      if (internal
          && stores().stream().noneMatch(store -> topic.endsWith("-" + store + CHANGELOG))
          && !topic.endsWith("-" + KNOWN_PRODUCTS + CHANGELOG)) {
        unknown.add(topic);
      }
    }
    return unknown;
  }
}

package io.beckon.app.audit;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.rules.Rules;
import io.beckon.contract.Product;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Links to products that the catalog does not have. */
final class LinkChecks {

  private final Set<String> pages = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  private LinkChecks(Map<String, Product> catalog) {
    for (Product product : catalog.values()) {
      String page = page(product.getUrl());
      if (page != null) {
        pages.add(page);
        folders.add(folder(page));
      }
    }
  }

  static void check(
      Rules rules, Map<String, Product> catalog, @Nullable Heard heard, Consumer<Finding> found) {
    LinkChecks checks = new LinkChecks(catalog);
    for (Flow flow : rules.flows()) {
      for (Step.Send send : FlowSteps.sends(flow)) {
        String link = send.deepLink() == null ? "" : send.deepLink().source();
        Place place = Place.of(rules, flow.id(), link);
        if (link.contains("${")) {
          if (heard != null && link.contains(".url")) {
            checks.recorded(heard, place, found);
          }
        } else if (checks.isLost(link)) {
          found.accept(
              new Finding(
                  true,
                  place.file(),
                  place.line(),
                  "the link '" + link + "' leads to no product of the catalog",
                  "link to a product that is there"));
        }
      }
    }
  }

  private void recorded(Heard heard, Place place, Consumer<Finding> found) {
    List<String> lost = heard.links().stream().filter(this::isLost).toList();
    if (!lost.isEmpty()) {
      found.accept(
          new Finding(
              true,
              place.file(),
              place.line(),
              "%d of %d product links in the recorded events lead to no product of the catalog, for example %s"
                  .formatted(lost.size(), heard.links().size(), lost.get(0)),
              "have the shop send the links of the catalog, or publish these products"));
    }
  }

  /** Does it stand where products stand, and is none there? */
  private boolean isLost(String link) {
    String page = page(link);
    return page != null && folders.contains(folder(page)) && !pages.contains(page);
  }

  /** Host and path; null for what is no link to a page. */
  private static @Nullable String page(@Nullable String link) {
    try {
      URI uri = new URI(link == null ? "" : link.strip());
      if (uri.getHost() == null || uri.getPath() == null) {
        return null;
      }
      String path = uri.getPath();
      return uri.getHost() + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static String folder(String page) {
    return page.substring(0, Math.max(0, page.lastIndexOf('/')));
  }
}

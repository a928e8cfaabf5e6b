package io.beckon.app.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its reply: which route, and may it be asked? Independent of the server. */
final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final List<Route> routes;
  private final Token token;

  Routes(List<Route> routes, Token token) {
    this.routes = List.copyOf(routes);
    this.token = token;
  }

  /**
   * The reply to a request.
   *
   * @param rawPath percent-encoded
   * @param rawQuery percent-encoded; null when there is none
   * @param headers by name in lower case
   */
  Reply answer(
      String method, String rawPath, @Nullable String rawQuery, Map<String, String> headers) {
    try {
      for (Route route : routes) {
        Optional<Map<String, String>> parameters = route.match(rawPath);
        if (parameters.isPresent()) {
          return answer(method, route, rawPath, parameters.get(), rawQuery, headers);
        }
      }
    } catch (IllegalArgumentException e) {
      return Reply.error(400, "the address is not percent-encoded as it should be");
    }
    return Reply.error(404, "there is nothing here; /openapi.json tells what there is");
  }

  private Reply answer(
      String method,
      Route route,
      String rawPath,
      Map<String, String> parameters,
      @Nullable String rawQuery,
      Map<String, String> headers) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Reply.error(405, "only GET").with("Allow", "GET, HEAD");
    }
    if (!route.open() && !token.isSet()) {
      return Reply.error(
          403,
          "queries are off: this instance has no http.token (docs/http.md says how to set one)");
    }
    if (!route.open() && !token.isShown(Optional.ofNullable(headers.get("authorization")))) {
      return Reply.error(401, "send the token: Authorization: Bearer ...")
          .with("WWW-Authenticate", "Bearer");
    }
    Request request = new Request(rawPath, parameters, query(rawQuery), headers);
    try {
      return route.handler().answer(request);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      LOG.error("GET {} failed", route.path(), e); // not the path itself: it names a shopper
      return Reply.error(500, "it failed; the log of this instance says why");
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.put(Route.decoded(name), equals < 0 ? "" : Route.decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }
}

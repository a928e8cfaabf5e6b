package io.beckon.app.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is answered at a path. All routes are read with GET (or HEAD).
 *
 * @param path such as {@code /shoppers/{id}}: a part in braces is left open
 * @param open needs no token
 */
public record Route(String path, boolean open, Handler handler) {

  /** Answers a request; called by several threads. */
  @FunctionalInterface
  public interface Handler {

    /** The answer; what is thrown becomes a 500 that tells nothing but that it was logged. */
    Reply answer(Request request) throws Exception;
  }

  /** A route that anybody may ask. */
  public static Route open(String path, Handler handler) {
    return new Route(path, true, handler);
  }

  /** A route for those who show the token. */
  public static Route guarded(String path, Handler handler) {
    return new Route(path, false, handler);
  }

  /**
   * The open parts of a path, when it is one of this route.
   *
   * @param rawPath as it was sent, percent-encoded
   * @throws IllegalArgumentException when its encoding is wrong
   */
  Optional<Map<String, String>> match(String rawPath) {
    List<String> expected = List.of(path.split("/", -1));
    List<String> given = List.of(rawPath.split("/", -1));
    if (expected.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < expected.size(); i++) {
      String part = expected.get(i);
      if (part.startsWith("{")) {
        String value = decoded(given.get(i).replace("+", "%2B"));
        if (value.isEmpty()) {
          return Optional.empty();
        }
        parameters.put(part.substring(1, part.length() - 1), value);
      } else if (!part.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

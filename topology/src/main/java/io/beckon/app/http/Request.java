package io.beckon.app.http;

import java.util.Map;
import java.util.Optional;

/**
 * What was asked.
 *
 * @param parameters the parts of the path that the route leaves open, decoded
 * @param query what follows the '?', decoded; of a name that is given twice, the last
 * @param headers by name in lower case, the first of each
 */
public record Request(
    String path,
    Map<String, String> parameters,
    Map<String, String> query,
    Map<String, String> headers) {

  /** An open part of the path. */
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** What the query says of a name. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A header, its name in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Is a switch of the query on ({@code ?name}, {@code ?name=true})? */
  public boolean isOn(String name) {
    String value = query.get(name);
    return value != null && (value.isEmpty() || value.equals("true"));
  }

  @Override
  public String toString() {
    return "GET " + path; // headers hold a token
  }
}

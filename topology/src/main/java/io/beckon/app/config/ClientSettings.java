package io.beckon.app.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings handed on to a library, by the library's own names. Prints no secret.
 *
 * @param values secrets in the clear
 */
public record ClientSettings(Map<String, String> values) {

  /** No settings. */
  public static final ClientSettings NONE = new ClientSettings(Map.of());

  public ClientSettings {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    values.forEach((name, value) -> shown.put(name, Secrets.shown(name, value)));
    return shown.toString();
  }
}

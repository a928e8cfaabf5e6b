package io.beckon.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is there such a key? */
final class NameCheck {

  private NameCheck() {}

  /** What is wrong with a name, when something is. */
  static Optional<String> problem(String name) {
    if (Keys.BY_NAME.containsKey(name) || IdleOverride.isKey(name)) {
      return Optional.empty();
    }
    if (name.startsWith(IdleOverride.PREFIX)) {
      return Optional.of(
          "no such key. An override is "
              + IdleOverride.PREFIX
              + "NAME.KEY, NAME of a-z, 0-9 and '-', KEY one of "
              + String.join(", ", IdleOverride.KEYS.stream().map(Key::name).toList()));
    }
    Optional<PassThrough> prefix = PassThrough.of(name);
    if (prefix.isPresent()) {
      return prefix.get().problem(name);
    }
    List<String> known = new ArrayList<>(Keys.BY_NAME.keySet());
    return Optional.of(
        "no such key."
            + Nearest.to(name, known).map(near -> " Did you mean " + near + "?").orElse(""));
  }
}

package io.beckon.app.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings that won, read by their keys, with every problem found on the way.
 *
 * <p>A key whose value was refused answers with its default, so that all else can still be checked.
 */
final class Values {

  private final Map<String, Setting> winners;
  private final Map<String, Object> read = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final List<String> problems;

  Values(Map<String, Setting> winners, List<String> problems) {
    this.winners = winners;
    this.problems = problems;
  }

  /** The value of a key. */
  @SuppressWarnings("unchecked") // what was put under a key's name was read by that key's type
  <T> T get(Key<T> key) {
    return (T) read.computeIfAbsent(key.name(), name -> readOrDefault(key));
  }

  private <T> T readOrDefault(Key<T> key) {
    Setting setting = winners.get(key.name());
    if (setting != null) {
      try {
        return key.type().parse(setting.value());
      } catch (IllegalArgumentException e) {
        refused.add(key.name());
        String why = e instanceof NumberFormatException ? null : e.getMessage();
        problems.add(
            describe(setting)
                + ": not allowed"
                + (why == null || e.getCause() != null ? "" : ", " + why)
                + ". Allowed: "
                + key.type().allowed()
                + ".");
      }
    }
    return key.type().parse(key.fallback());
  }

  /** Was the key set by anybody? */
  boolean given(Key<?> key) {
    return winners.containsKey(key.name());
  }

  /** Records a problem between keys, all of them allowed by themselves, unless all is well. */
  void require(boolean well, String problem, Key<?>... keys) {
    if (!well && Arrays.stream(keys).noneMatch(key -> refused.contains(key.name()))) {
      List<String> shown = Arrays.stream(keys).map(key -> describe(setting(key))).toList();
      problems.add(String.join(" and ", shown) + ": " + problem);
    }
  }

  private static String describe(Setting setting) {
    return setting.name() + " = " + setting.shown() + " (" + setting.origin() + ")";
  }

  /** The setting that holds for a key, the default if nobody set it. */
  Setting setting(Key<?> key) {
    return winners.getOrDefault(
        key.name(), new Setting(key.name(), key.fallback(), Setting.DEFAULT));
  }

  /** Settings that begin with a prefix and have no key of their own, by name without the prefix. */
  ClientSettings passedThrough(PassThrough prefix) {
    Map<String, String> settings = new TreeMap<>();
    for (Setting setting : under(prefix.prefix())) {
      if (!Keys.BY_NAME.containsKey(setting.name())) {
        settings.put(setting.name().substring(prefix.prefix().length()), setting.value());
      }
    }
    return new ClientSettings(settings);
  }

  /** Settings whose names begin with a prefix, by name. */
  List<Setting> under(String prefix) {
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(winners)
        .forEach(
            (name, setting) -> {
              if (name.startsWith(prefix)) {
                settings.add(setting);
              }
            });
    return settings;
  }

  /** Every key with the setting that holds for it, then what is passed through. */
  List<Setting> effective() {
    Map<String, Setting> all = new LinkedHashMap<>();
    Keys.ALL.forEach(key -> all.put(key.name(), setting(key)));
    new TreeMap<>(winners).forEach(all::putIfAbsent);
    return List.copyOf(all.values());
  }
}

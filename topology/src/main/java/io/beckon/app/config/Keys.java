package io.beckon.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key, by group. */
final class Keys {

  /**
   * Keys that belong together.
   *
   * @param title heading in the reference
   */
  record Group(String title, List<Key<?>> keys) {}

  static final List<Group> GROUPS =
      List.of(
          new Group("Application", AppConfig.KEYS),
          new Group("Kafka", KafkaConfig.KEYS),
          new Group("Topics", TopicsConfig.KEYS),
          new Group("Abandonment", TimeConfig.KEYS),
          new Group("Keeping time", PaceConfig.KEYS),
          new Group("Processing", ProcessingConfig.KEYS),
          new Group("State and memory", StateConfig.KEYS),
          new Group("Serialization", SerdeConfig.KEYS),
          new Group("Limits", LimitsConfig.KEYS),
          new Group("Links", LinksConfig.KEYS),
          new Group("Contacts", ContactsConfig.KEYS),
          new Group("Outcomes", OutcomesConfig.KEYS),
          new Group("Measurement", MeasureConfig.KEYS),
          new Group("HTTP: health, metrics, queries", HttpConfig.KEYS));

  static final List<Key<?>> ALL =
      GROUPS.stream().<Key<?>>flatMap(group -> group.keys().stream()).toList();

  static final Map<String, Key<?>> BY_NAME = byName();

  private Keys() {}

  private static Map<String, Key<?>> byName() {
    Map<String, Key<?>> keys = new LinkedHashMap<>();
    ALL.forEach(key -> keys.put(key.name(), key));
    return keys;
  }
}

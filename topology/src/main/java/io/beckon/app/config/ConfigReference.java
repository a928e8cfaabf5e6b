package io.beckon.app.config;

import java.util.List;

/** The page that documents every key, as Markdown. */
public final class ConfigReference {

  /** Writes the page of the repository. */
  public static final String COMMAND = "./beckon config reference --out docs/configuration.md";

  private ConfigReference() {}

  /** The whole page. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Keys.Group group : Keys.GROUPS) {
      page.append("\n## ").append(group.title()).append("\n\n");
      table(page, group.keys(), "");
      if (group.keys() == TimeConfig.KEYS) {
        page.append(OVERRIDES);
        table(page, IdleOverride.KEYS, IdleOverride.PREFIX + "NAME.");
      }
    }
    page.append(HANDED_ON);
    for (PassThrough prefix : PassThrough.values()) {
      page.append("| `%s` | %s |\n".formatted(prefix.prefix() + "*", prefix.receiver()));
    }
    return page.append(END).toString();
  }

  private static void table(StringBuilder page, List<Key<?>> keys, String prefix) {
    page.append("| key | default | allowed | what it does, and why this default | importance |\n");
    page.append("|---|---|---|---|---|\n");
    for (Key<?> key : keys) {
      boolean noDefault = key.fallback().isEmpty() || !prefix.isEmpty();
      page.append(
          "| `%s` | %s | %s | %s<br>*%s* | %s |\n"
              .formatted(
                  prefix + key.name(),
                  noDefault ? "" : "`" + key.fallback() + "`",
                  key.type().allowed(),
                  key.doc() + (key.secret() ? " Secret." : ""),
                  key.reason(),
                  key.importance().name().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private static final String INTRODUCTION =
      """
      # Configuration

      <!-- Generated from the keys' definitions. Do not edit: run `%s`. -->

      A value is taken from the last of these that gives one:

      1. the default;
      2. the file given with `--config FILE`: YAML when its name ends in `.yaml` or `.yml` (nested keys
         are joined by `.`, lists by `,`), else Java properties; UTF-8;
      3. the environment: `BECKON_` and the key in upper case, with `_` for `.` and `-`; so
         `BECKON_CART_IDLE` sets `cart.idle`. An empty variable counts as not set;
      4. the command line: `--set key=value`, as often as needed.

      `./beckon config show` prints what holds and where it comes from. A key that does not exist, and a
      value that is not allowed, are refused at the start, all of them at once. Values of secret keys
      (passwords, tokens, keys, `sasl.jaas.config` and the like) are never printed or logged.

      Times are written `500ms`, `30s`, `5m`, `1h`, `2d`, `1h30m`, or in ISO-8601 (`PT1H30M`); sizes
      `65536`, `64KiB`, `256MiB`, `2GiB`. Processing is always exactly once (`exactly_once_v2`).
      The level of the log is set with the environment variable `BECKON_LOG_LEVEL` (`INFO`).
      Importance: *high*, decide before the first start; *medium*, worth a thought when load or the
      shop's habits differ from the usual; *low*, leave it unless a measurement says otherwise.
      """
          .formatted(COMMAND);

  private static final String OVERRIDES =
      """

      Considered purchases wait longer: `idle.overrides.NAME.*` gives other idle times to some carts and
      products. `NAME` is yours (a-z, 0-9, `-`). Where several match, the longest time of each kind
      holds.

      ```yaml
      idle:
        overrides:
          sofas: {category: furniture/sofas, cart.idle: 1d, browse.idle: 2d}
          large: {min.value: 50000, currency: EUR, cart.idle: 4h}
      ```

      """;

  private static final String HANDED_ON =
      """

      ## Handed on to the libraries

      Every other key with one of these prefixes is handed on without the prefix. What exactly-once
      processing depends on, and what has a key above, is refused here. In environment variables of these
      keys `_` stands for `.`, `__` for `_` and `___` for `-`.

      | prefix | goes to |
      |---|---|
      """;

  private static final String END =
      """

      So a cluster with passwords takes, in the file:

      ```properties
      kafka.bootstrap.servers = broker-1:9093,broker-2:9093
      kafka.security.protocol = SASL_SSL
      kafka.sasl.mechanism = SCRAM-SHA-512
      ```

      and the secret, from wherever secrets are kept, in the environment variable
      `BECKON_KAFKA_SASL_JAAS_CONFIG`.
      """;
}

package io.beckon.app.commands;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.ConfigRefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that needs the configuration: use it as a mixin. */
public final class ConfigOptions {

  private final Map<String, String> environment;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration: Java properties, or YAML if the name ends in .yaml or .yml.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "Set one key; as often as needed. Stronger than the environment",
        "(BECKON_KEY), which is stronger than the file."
      })
  private List<String> assignments = new ArrayList<>();

  /** With the environment that settings may come from. */
  public ConfigOptions(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads and checks the configuration.
   *
   * @throws ConfigRefusedException naming every problem
   */
  public BeckonConfig load() {
    return load(Map.of());
  }

  /**
   * As {@link #load()}, with values that a command has options of its own for.
   *
   * @param given replace what was set otherwise
   * @throws ConfigRefusedException naming every problem
   */
  public BeckonConfig load(Map<String, String> given) {
    List<String> all = new ArrayList<>();
    for (String assignment : assignments) {
      int end = assignment.indexOf('=');
      if (end < 0 || !given.containsKey(assignment.substring(0, end).strip())) {
        all.add(assignment);
      }
    }
    given.forEach((key, value) -> all.add(key + "=" + value));
    return BeckonConfig.load(Optional.ofNullable(file), environment, all);
  }
}

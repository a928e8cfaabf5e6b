package io.beckon.app;

import io.beckon.app.commands.ConfigOptions;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives commands the environment; all else is picocli's. */
final class CommandFactory implements IFactory {

  private final Map<String, String> environment;
  private final IFactory usual = CommandLine.defaultFactory();

  CommandFactory(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    return type == ConfigOptions.class
        ? type.cast(new ConfigOptions(environment))
        : usual.create(type);
  }
}

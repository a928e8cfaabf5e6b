package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.app.config.ConfigReference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon config}: what is configured, and what can be. */
@Command(name = "config", description = "Show the configuration, or the reference of all keys.")
public final class ConfigCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: show or reference.");
  }

  @Command(
      name = "show",
      description = {
        "Check the configuration and print it.",
        "Every key, its value, and where the value comes from. Secrets are masked."
      })
  void show(
      @Mixin ConfigOptions options,
      @Option(names = "--changed", description = "Only keys that somebody has set.")
          boolean changed) {
    PrintWriter out = spec.commandLine().getOut();
    options.load().shown(!changed).forEach(out::println);
    out.flush();
  }

  @Command(name = "reference", description = "Print the reference of all keys, as Markdown.")
  void reference(
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "Write it to this file instead of the screen.")
          @Nullable Path file) {
    if (file == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(ConfigReference.markdown());
      out.flush();
      return;
    }
    Destination.file(file);
    try {
      Files.writeString(file, ConfigReference.markdown());
    } catch (IOException e) {
      throw CommandFailedException.failed(file + " can't be written: " + e.getMessage(), e);
    }
  }
}

package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.suppressions.SuppressionImport;
import io.beckon.app.topics.StartCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon suppressions}: addresses that must not be written to. */
@Command(name = "suppressions", description = "Import a list of suppressed addresses.")
public final class SuppressionsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: import.");
  }

  @Command(
      name = "import",
      description = {
        "Import a list of suppressed addresses, as CSV with the columns address, channel, reason",
        "and at, or as NDJSON with these fields. Channel: email (default), sms, whatsapp or call.",
        "Reason: unsubscribed (default), stop, complaint or hard_bounce. At: since when (default:",
        "now). Needs contacts.hash.key. A line that is imported again has no effect."
      })
  int importList(
      @Mixin ConfigOptions options,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              required = true,
              description = "The list; NDJSON if its name ends in .ndjson or .jsonl, else CSV.")
          Path file,
      @Option(
              names = "--country",
              paramLabel = "CODE",
              description = "Where numbers without a calling code are dialled from, such as US.")
          @Nullable String country) {
    BeckonConfig config = options.load();
    StartCheck.run(config, List.of());
    SuppressionImport.Result result;
    try {
      result = SuppressionImport.of(config, file, country, System.currentTimeMillis());
    } catch (IOException e) {
      throw CommandFailedException.badInput("can't read " + file + ": " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d suppressions imported, %,d lines left out%n", result.imported(), result.refusals());
    result.refused().forEach(out::println);
    out.flush();
    return result.imported() == 0 && result.refusals() > 0 ? ExitCodes.BAD_INPUT : ExitCodes.DONE;
  }
}

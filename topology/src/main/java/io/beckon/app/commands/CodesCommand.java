package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.codes.CodeFile;
import io.beckon.app.codes.CodeImport;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.StartCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon codes}: codes that the shop made, for offers to give out. */
@Command(name = "codes", description = "Add codes to the pools that offers give them from.")
public final class CodesCommand implements Runnable {

  private static final Pattern POOL = Pattern.compile("(?=.{1,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*");

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: add.");
  }

  @Command(
      name = "add",
      description = {
        "Add codes to a pool, from a file with one code a line. Each message whose offer names the",
        "pool gets one, and nobody gets the same one again. A code that is added again has no",
        "effect, so the command may be repeated."
      })
  int add(
      @Mixin ConfigOptions options,
      @Option(
              names = "--pool",
              paramLabel = "POOL",
              required = true,
              description = "The pool, as offers name it (offer: {pool: POOL}).")
          String pool,
      @Option(
              names = "--file",
              paramLabel = "FILE",
              required = true,
              description = "The codes, one a line.")
          Path file,
      @Option(
              names = "--until",
              paramLabel = "TIME",
              description =
                  "Until when the shop takes them, such as 2027-01-31T23:59:59Z (default: always). One that"
                      + " would end before its offer is not given.")
          @Nullable String until) {
    if (!POOL.matcher(pool).matches()) {
      throw new ParameterException(
          spec.commandLine(), "--pool: lower-case words joined by '-', as in flows.");
    }
    Long validUntil = until == null ? null : time(until);
    List<String> codes = CodeFile.read(file);
    if (codes.isEmpty()) {
      throw CommandFailedException.badInput("there is no code in " + file, null);
    }
    BeckonConfig config = options.load();
    StartCheck.run(config, List.of());
    int partitions = CodeImport.add(config, pool, codes, validUntil, System.currentTimeMillis());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%,d codes written for pool %s, in %d partitions%n", codes.size(), pool, partitions);
    out.flush();
    return ExitCodes.DONE;
  }

  private long time(String until) {
    try {
      return Instant.parse(until).toEpochMilli();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), "--until: expected a time such as 2027-01-31T23:59:59Z", e);
    }
  }
}

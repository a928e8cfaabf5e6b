package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.reshard.Activation;
import io.beckon.app.topics.Brokers;
import java.io.Console;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon activate}: an application leaves its shadow. */
@Command(
    name = "activate",
    description = {
      "Let an application that runs with shadow=true send from here on, and wait until all its",
      "partitions do. Refused while another application is alive that may send, and while this one",
      "is behind its log. To go to another number of partitions use 'beckon reshard'."
    })
public final class ActivateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(
      names = "--app",
      required = true,
      paramLabel = "APP",
      description = "application.id of the application; the configuration is its own.")
  private String app;

  @Option(
      names = "--max-unread",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Records of a partition that it may not have read (default: ${DEFAULT-VALUE}).")
  private long most;

  @Option(
      names = "--beside",
      paramLabel = "APP",
      description = {
        "Another application that reads the same log and is known to be in the shadow; as often as",
        "needed."
      })
  private List<String> beside = new ArrayList<>();

  @Option(names = "--dry-run", description = "Look and say whether it may, and write nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask before writing.")
  private boolean yes;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    BeckonConfig config = options.load(Map.of("application.id", app));
    try (Admin admin = Brokers.connect(config)) {
      Activation activation = new Activation(config, admin, out, System::currentTimeMillis);
      activation.look(most, Set.copyOf(beside));
      if (dryRun) {
        out.println("It may take over. Nothing was written.");
        out.flush();
        return ExitCodes.DONE;
      }
      if (!yes && !isWanted()) {
        out.println("Nothing was written.");
        out.flush();
        return ExitCodes.FAILED;
      }
      activation.run();
    }
    return ExitCodes.DONE;
  }

  @SuppressWarnings("SystemConsoleNull") // from Java 22 on, nobody's answer is no line: not wanted
  private boolean isWanted() {
    Console console = System.console();
    if (console == null) {
      throw new ParameterException(
          spec.commandLine(), "There is nobody to ask: say --yes, or --dry-run to look first.");
    }
    String typed = console.readLine("Type %s to let it send: ", app);
    return app.equals(typed);
  }
}

package io.beckon.app;

import io.beckon.app.commands.ActivateCommand;
import io.beckon.app.commands.CodesCommand;
import io.beckon.app.commands.ConfigCommand;
import io.beckon.app.commands.DoctorCommand;
import io.beckon.app.commands.ExplainCommand;
import io.beckon.app.commands.ExportCommand;
import io.beckon.app.commands.FlowsCommand;
import io.beckon.app.commands.ReplayCommand;
import io.beckon.app.commands.ReshardCommand;
import io.beckon.app.commands.RunCommand;
import io.beckon.app.commands.SuppressionsCommand;
import io.beckon.app.commands.TopicsCommand;
import io.beckon.app.commands.TryCommand;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line. Each command is a class of {@code io.beckon.app.commands}, registered here.
 *
 * <p>Results go to standard output; errors, as one message, and the log go to standard error.
 */
@Command(
    name = "beckon",
    description = {
      "Turns a shop's event log into the right message at the right moment, exactly once.",
      ""
    },
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommandsRepeatable = false,
    synopsisSubcommandLabel = "COMMAND",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nParameters:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage, configuration or input"},
    subcommands = {
      RunCommand.class,
      ReplayCommand.class,
      FlowsCommand.class,
      TryCommand.class,
      ExplainCommand.class,
      ExportCommand.class,
      TopicsCommand.class,
      DoctorCommand.class,
      SuppressionsCommand.class,
      CodesCommand.class,
      ReshardCommand.class,
      ActivateCommand.class,
      ConfigCommand.class,
      HelpCommand.class
    })
public final class Beckon implements Runnable {

  @Option(
      names = "--debug",
      description = "Show the stack trace of an error.",
      scope = ScopeType.INHERIT)
  private boolean debug;

  @Spec private CommandSpec spec;

  Beckon() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /**
   * The command line, ready to execute; a module that brings a command of its own adds it as a
   * subcommand.
   *
   * @param environment where settings may come from
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    Beckon beckon = new Beckon();
    CommandLine line = new CommandLine(beckon, new CommandFactory(environment));
    line.setParameterExceptionHandler((e, args) -> Errors.badUsage(e));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> Errors.failed(e, command, beckon.debug));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec()
        .usageMessage()
        .footerHeading("%nIn the source tree, ./beckon has five more:%n")
        .footer(
            "  demo     See it work in a minute, on an embedded broker.",
            "  measure  Measure what messages brought, over topics or a replay's output.",
            "  report   Report it: tables, CSV, JSON, and a page with charts.",
            "  generate Let simulated people shop against a cluster, in real time.",
            "  bench    Measure how fast it is on this machine.");
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
  }
}

package io.beckon.measurement;

import io.beckon.app.Beckon;
import io.beckon.measurement.app.MeasureCommand;
import io.beckon.measurement.report.command.PlanCommand;
import io.beckon.measurement.report.command.ReportCommand;
import java.util.Map;
import picocli.CommandLine;

/** The command line with measurement in it. */
public final class MeasurementMain {

  private MeasurementMain() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  /**
   * The command line, ready to execute.
   *
   * @param environment where settings may come from
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = Beckon.commandLine(environment);
    line.addSubcommand(new MeasureCommand(environment));
    line.addSubcommand(
        new CommandLine(new ReportCommand(environment))
            .addSubcommand(new PlanCommand(environment)));
    // Once more, so that they hold for the commands that were added.
    line.setParameterExceptionHandler(line.getParameterExceptionHandler());
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }
}

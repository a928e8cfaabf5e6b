package io.beckon.measurement;

import io.beckon.app.Beckon;
import io.beckon.measurement.app.MeasureCommand;
import io.beckon.measurement.report.command.ReportCommand;
import picocli.CommandLine;

/** The command line with measurement in it. */
public final class MeasurementMain {

  private MeasurementMain() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = Beckon.commandLine(System.getenv());
    line.addSubcommand(new MeasureCommand(System.getenv()));
    line.addSubcommand(new ReportCommand(System.getenv()));
    // Once more, so that they hold for the commands that were added.
    line.setParameterExceptionHandler(line.getParameterExceptionHandler());
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    return line;
  }
}

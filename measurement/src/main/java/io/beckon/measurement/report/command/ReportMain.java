package io.beckon.measurement.report.command;

import io.beckon.app.Beckon;
import java.util.Map;
import picocli.CommandLine;

/** The command line with reports in it. */
public final class ReportMain {

  private ReportMain() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(System.getenv()).execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = Beckon.commandLine(environment);
    line.addSubcommand(new ReportCommand(environment));
    // Once more, so that they hold for the command that was added.
    line.setParameterExceptionHandler(line.getParameterExceptionHandler());
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }
}

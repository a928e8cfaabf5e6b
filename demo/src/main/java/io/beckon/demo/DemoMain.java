package io.beckon.demo;

import io.beckon.app.Beckon;
import picocli.CommandLine;

/** The command line with the demo in it. */
public final class DemoMain {

  private static final String LOGGING = "logback.configurationFile";

  private DemoMain() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "logback-demo.xml");
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = Beckon.commandLine(System.getenv());
    line.addSubcommand(new DemoCommand());
    line.addSubcommand(new GenerateCommand(System.getenv()));
    // Once more, so that they hold for the commands that were added.
    line.setParameterExceptionHandler(line.getParameterExceptionHandler());
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    return line;
  }
}

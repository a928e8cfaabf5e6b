package io.beckon.bench;

import io.beckon.app.Beckon;
import io.beckon.bench.micro.MicroCommand;
import picocli.CommandLine;

/** The command line with the benchmarks in it. */
public final class BenchMain {

  private static final String LOGGING = "logback.configurationFile";

  private BenchMain() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "logback-bench.xml");
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = Beckon.commandLine(System.getenv());
    line.addSubcommand(new CommandLine(new BenchCommand()).addSubcommand(new MicroCommand()));
    // Once more, so that they hold for the command that was added.
    line.setParameterExceptionHandler(line.getParameterExceptionHandler());
    line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }
}

package io.beckon.app;

import io.beckon.app.config.ConfigRefusedException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How errors reach a person: one message, no stack trace unless asked for. */
final class Errors {

  private Errors() {}

  static int badUsage(ParameterException e) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().root().name() + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCodes.BAD_INPUT;
  }

  static int failed(Exception e, CommandLine command, boolean debug) {
    PrintWriter err = command.getErr();
    boolean expected = e instanceof CommandFailedException || e instanceof ConfigRefusedException;
    String name = command.getCommandSpec().root().name() + ": ";
    if (expected) {
      err.println(name + e.getMessage());
    } else {
      err.println(name + "unexpected error: " + describe(e));
    }
    if (debug) {
      e.printStackTrace(err);
    } else if (!expected) {
      err.println("Please report it with what --debug shows.");
    }
    err.flush();
    return exitCode(e);
  }

  private static String describe(Exception e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static int exitCode(Exception e) {
    if (e instanceof CommandFailedException failure) {
      return failure.exitCode();
    }
    return e instanceof ConfigRefusedException ? ExitCodes.BAD_INPUT : ExitCodes.FAILED;
  }
}

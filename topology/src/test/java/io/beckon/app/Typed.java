package io.beckon.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** What somebody who typed a command saw. */
public record Typed(int exitCode, String out, String err) {

  /** Types a command with an empty environment. */
  public static Typed type(String... arguments) {
    return type(Map.of(), arguments);
  }

  /** Types a command. */
  public static Typed type(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Beckon.commandLine(environment);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    int exitCode = line.execute(arguments);
    return new Typed(exitCode, out.toString(), err.toString());
  }
}

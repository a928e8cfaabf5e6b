package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.app.flowdocs.FlowPage;
import io.beckon.app.rules.Rulebooks;
import io.beckon.engine.flow.Flow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code beckon flows docs}: a page for each flow, with tables and a diagram. */
@Command(
    name = "docs",
    description = {
      "Write a page of documentation for each flow: what starts it, who enters, its steps, what it",
      "carries, what ends it, and a diagram. In a page that exists, only the part that is made is",
      "replaced."
    })
public final class FlowsDocsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--flows",
      paramLabel = "DIR|FILE",
      description = {
        "Folder of flow files, or one file; as often as needed (default: those that ship with",
        "Beckon)."
      })
  private List<Path> flows = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "docs/flows",
      description = "Folder of the pages (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--check",
      description = "Write nothing; fail when a page is not as it would be written.")
  private boolean check;

  @Override
  public Integer call() {
    List<Flow> all = new ArrayList<>();
    if (flows.isEmpty()) {
      all.addAll(Rulebooks.load(null).flows());
    }
    flows.forEach(path -> all.addAll(Rulebooks.flows(path)));
    if (!check) {
      Destination.folder(out, all.stream().map(flow -> flow.id() + ".md").toArray(String[]::new));
    }
    PrintWriter to = spec.commandLine().getOut();
    boolean stale = false;
    for (Flow flow : all) {
      Path page = out.resolve(flow.id() + ".md");
      boolean current = isCurrent(flow, page);
      stale |= !current;
      String done = check ? "stale" : "written";
      to.printf("%-8s %s%n", current ? "current" : done, page);
    }
    to.flush();
    if (check && stale) {
      throw CommandFailedException.failed(
          "pages are not current: run the same command without --check", null);
    }
    return ExitCodes.DONE;
  }

  private boolean isCurrent(Flow flow, Path page) {
    try {
      String present = Files.exists(page) ? Files.readString(page) : "";
      String wanted = FlowPage.of(flow, present);
      if (wanted.equals(present)) {
        return true;
      }
      if (!check) {
        Files.writeString(page, wanted);
      }
      return false;
    } catch (IOException e) {
      throw CommandFailedException.failed("can't write " + page + ": " + e.getMessage(), e);
    }
  }
}

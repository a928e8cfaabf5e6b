package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.flowdocs.FlowDifference;
import io.beckon.app.rules.Rulebooks;
import io.beckon.engine.flow.Flow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beckon flows diff}: what flows do otherwise than others. */
@Command(
    name = "diff",
    description = {
      "Tell what the flows in B do otherwise than those in A: what they mean, not how they are",
      "written. A line begins with + (only in B), - (only in A) or ~ (in both, differently)."
    })
public final class FlowsDiffCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A", description = "Flow file, or folder of flow files.")
  private Path before;

  @Parameters(index = "1", paramLabel = "B", description = "Flow file, or folder of flow files.")
  private Path after;

  @Override
  public Integer call() {
    Map<String, Flow> left = byId(Rulebooks.flows(before));
    Map<String, Flow> right = byId(Rulebooks.flows(after));
    PrintWriter out = spec.commandLine().getOut();
    Set<String> ids = new TreeSet<>(left.keySet());
    ids.addAll(right.keySet());
    for (String id : ids) {
      Flow was = left.get(id);
      Flow is = right.get(id);
      if (was == null || is == null) {
        out.println((was == null ? "+ " : "- ") + id);
        continue;
      }
      List<String> lines = FlowDifference.between(was, is);
      out.println((lines.isEmpty() ? "= " : "~ ") + id);
      lines.forEach(line -> out.println("    " + line));
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private static Map<String, Flow> byId(List<Flow> flows) {
    Map<String, Flow> byId = new LinkedHashMap<>();
    flows.forEach(flow -> byId.put(flow.id(), flow));
    return byId;
  }
}

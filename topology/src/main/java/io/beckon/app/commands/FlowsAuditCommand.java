package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.audit.Audit;
import io.beckon.app.audit.Finding;
import io.beckon.app.audit.Heard;
import io.beckon.app.audit.TextChecks;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.ShellSettingsFrom;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon flows audit}: what is wrong with flows that are valid. */
@Command(
    name = "audit",
    description = {
      "Look for what is wrong with flows that are valid: names of events, fields and attributes that",
      "never arrive, what has expired, links that lead nowhere, templates that get other data,",
      "segments that nobody uses, flows that can never say anything. Each finding says what, where,",
      "and how to mend it. Exit code 1 when something is wrong."
    })
public final class FlowsAuditCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;
  @Mixin private RecordedEvents recorded;

  @Option(
      names = "--flows",
      paramLabel = "DIR",
      description = "Folder of flow files; as often as needed (default: those that ship).")
  private List<Path> flows = List.of();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Tell also what expires within N days (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--today",
      paramLabel = "DATE",
      description = "The day to judge dates by, for example 2027-01-31 (default: today, UTC).")
  private @Nullable String today;

  @Override
  public Integer call() {
    BeckonConfig config = options.load();
    Rules rules = Rulebooks.loadAll(flows);
    Heard heard = recorded.given() ? recorded.read(Heard::in) : null;
    List<Finding> findings =
        Audit.of(
            rules,
            new Audit.Against(
                ShellSettingsFrom.abandonment(config.time()),
                heard,
                recorded.catalog(),
                day(),
                days));
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(out::println);
    long wrong = findings.stream().filter(Finding::wrong).count();
    out.printf(
        "%d flows, %d segments: %d wrong, %d to know%n",
        rules.flows().size(), rules.segments().size(), wrong, findings.size() - wrong);
    if (heard == null) {
      out.println("Names were not compared with what arrives: give --events FILE.");
    }
    long templates = TextChecks.notJudged(rules);
    if (templates > 0) {
      out.printf(
          "How long %d text messages are was not judged: their templates write them ('text' of a send"
              + " lets the flow do it).%n",
          templates);
    }
    out.flush();
    return wrong == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private LocalDate day() {
    try {
      return today == null ? LocalDate.now(ZoneOffset.UTC) : LocalDate.parse(today);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), "--today is '" + today + "': give a day such as 2027-01-31.", e);
    }
  }
}

package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.calendar.CalendarJson;
import io.beckon.app.calendar.CalendarText;
import io.beckon.app.calendar.FlowCalendar;
import io.beckon.app.calendar.Volume;
import io.beckon.app.calendar.Volumes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.StartCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon flows calendar}: all flows side by side. */
@Command(
    name = "calendar",
    description = {
      "Show all flows in one calendar: what starts and ends them, when each message comes at the",
      "earliest and at the latest, which flows can meet in one shopper and who goes first, and how",
      "much there is of each in a day."
    })
public final class FlowsCalendarCommand implements Callable<Integer> {

  private enum Format {
    TEXT,
    MD,
    JSON
  }

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;
  @Mixin private RecordedEvents recorded;

  @Option(
      names = "--flows",
      paramLabel = "DIR",
      description = {
        "Folder of flow files; as often as needed, the policy is the first one's that has one",
        "(default: those that ship with Beckon)."
      })
  private List<Path> flows = List.of();

  @Option(
      names = "--live",
      description = "Take the volume from what the application of the configuration decided.")
  private boolean live;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "With --live: of how many days (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, md or json (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() {
    BeckonConfig config = options.load();
    Rules rules = Rulebooks.loadAll(flows);
    FlowCalendar calendar =
        FlowCalendar.of(
            rules.flows(),
            rules.policy(),
            ShellSettingsFrom.abandonment(config.time()),
            volume(config, rules));
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(CalendarJson.of(calendar));
      out.flush();
    } else {
      CalendarText.write(calendar, format == Format.MD, out);
    }
    return ExitCodes.DONE;
  }

  private @Nullable Volume volume(BeckonConfig config, Rules rules) {
    if (live && recorded.given()) {
      throw new ParameterException(
          spec.commandLine(), "Give --events or --live: the volume is from one of them.");
    }
    if (days < 1) {
      throw new ParameterException(
          spec.commandLine(), "--days is " + days + ": give a number of 1 or more.");
    }
    if (live) {
      StartCheck.run(config, List.of());
      return Volumes.live(config, days, System.currentTimeMillis());
    }
    return recorded.given()
        ? recorded.read(events -> Volumes.replayed(recorded.settings(config, rules), events))
        : null;
  }
}

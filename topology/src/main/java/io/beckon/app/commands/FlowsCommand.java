package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.audit.TextChecks;
import io.beckon.app.calendar.CalendarText;
import io.beckon.app.calendar.FlowCalendar;
import io.beckon.app.calendar.Volume;
import io.beckon.app.calendar.Volumes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.PublishedRules;
import io.beckon.app.rules.RulePublisher;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.StartCheck;
import io.beckon.contract.RuleDefinition;
import io.beckon.contract.RuleKind;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.load.RuleLoader;
import io.beckon.engine.policy.Cap;
import io.beckon.engine.policy.QuietHours;
import io.beckon.engine.score.Score;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.stage.Stages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code beckon flows}: checks, publishes and shows flows and the policy. */
@Command(
    name = "flows",
    description = "Check, publish, list, show, document, compare and audit flows; show the policy.",
    subcommands = {
      FlowsDocsCommand.class,
      FlowsDiffCommand.class,
      FlowsCalendarCommand.class,
      FlowsAuditCommand.class
    })
public final class FlowsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Say what to do: validate, publish, list, show, docs, diff, calendar or audit.");
  }

  @Command(
      name = "validate",
      description = {
        "Check flow files; report every problem with file, line and what was expected. Needs no",
        "cluster. Exit code 2 when there are problems."
      })
  int validate(
      @Option(
              names = "--flows",
              paramLabel = "DIR",
              description = "Folder of flow files (default: those that ship with Beckon).")
          @Nullable Path flows) {
    Rules rules = Rulebooks.load(flows);
    warn(rules);
    PrintWriter out = spec.commandLine().getOut();
    for (Flow flow : rules.flows()) {
      out.printf(
          "ok  %-24s priority %3d  %d steps  %s%n",
          flow.id(), flow.priority(), flow.steps().size(), flow.title());
    }
    List<String> caps = rules.policy().caps().stream().map(Cap::name).toList();
    List<String> quiet = rules.policy().quietHours().stream().map(QuietHours::name).toList();
    for (Segment segment : rules.segments()) {
      out.printf("ok  %-24s segment  %s%n", segment.id(), segment.title());
    }
    for (Score score : rules.scores()) {
      out.printf("ok  %-24s score    %s%n", score.id(), score.title());
    }
    for (Stages ladder : rules.stages()) {
      out.printf("ok  %-24s stages   %s%n", ladder.id(), ladder.title());
    }
    out.printf(
        "ok  %-24s %d caps, %d quiet hours; of the law %d caps, %d quiet hours%n",
        "policy", count(caps, false), count(quiet, false), count(caps, true), count(quiet, true));
    out.flush();
    return ExitCodes.DONE;
  }

  private static long count(List<String> names, boolean law) {
    return names.stream().filter(name -> RuleLoader.isLaw(name) == law).count();
  }

  @Command(
      name = "publish",
      description = {
        "Check flow files and put those that changed in force, each as a new version. Shoppers who",
        "are in a flow stay on the version they entered. Prints the calendar of all flows, with how",
        "much there is of each in a day: by recorded events, or by what was decided lately."
      })
  int publish(
      @Mixin ConfigOptions options,
      @Mixin RecordedEvents recorded,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "1",
              description =
                  "For the volume without --events: look at the decisions of N days; 0: at none (default: ${DEFAULT-VALUE}).")
          int days,
      @Option(
              names = "--flows",
              paramLabel = "DIR",
              description = "Folder of flow files (default: those that ship with Beckon).")
          @Nullable Path flows,
      @Option(names = "--by", paramLabel = "NAME", description = "Who publishes; kept with it.")
          @Nullable String by) {
    Rules rules = Rulebooks.load(flows);
    warn(rules);
    BeckonConfig config = reachable(options);
    PrintWriter out = spec.commandLine().getOut();
    List<RulePublisher.Published> published =
        RulePublisher.publish(
            config, rules.files(), Optional.ofNullable(by), System::currentTimeMillis);
    for (RulePublisher.Published one : published) {
      out.printf(
          "%-9s %s@%d%n", one.changed() ? "published" : "unchanged", one.id(), one.version());
    }
    out.println();
    Volume volume = null;
    if (recorded.given()) {
      volume = recorded.read(events -> Volumes.replayed(recorded.settings(config, rules), events));
    } else if (days > 0) {
      volume = Volumes.live(config, days, System.currentTimeMillis()).without(news(published));
    }
    CalendarText.write(
        FlowCalendar.of(
            rules.flows(), rules.policy(), ShellSettingsFrom.abandonment(config.time()), volume),
        false,
        out);
    out.flush();
    return ExitCodes.DONE;
  }

  /** What was not in force before: nobody has entered it yet. */
  private static Set<String> news(List<RulePublisher.Published> published) {
    return published.stream()
        .filter(one -> one.changed() && one.version() == 1)
        .map(RulePublisher.Published::id)
        .collect(Collectors.toSet());
  }

  @Command(name = "list", description = "List the flows in force, and the policy.")
  int list(@Mixin ConfigOptions options) {
    PublishedRules rules = read(reachable(options));
    PrintWriter out = spec.commandLine().getOut();
    if (rules.heads().isEmpty()) {
      out.println("Nothing is published. Run: beckon flows publish");
    }
    for (RuleDefinition head : rules.heads()) {
      out.printf(
          "%-6s %-28s since %s%s%n",
          head.getKind().name().toLowerCase(Locale.ROOT),
          head.getId() + "@" + head.getVersion(),
          Instant.ofEpochMilli(head.getPublishedAt()),
          head.getPublishedBy() == null ? "" : "  by " + head.getPublishedBy());
    }
    out.flush();
    return ExitCodes.DONE;
  }

  @Command(name = "show", description = "Print a published definition.")
  int show(
      @Mixin ConfigOptions options,
      @Parameters(
              paramLabel = "FLOW[@VERSION]",
              description =
                  "Flow id, 'policy', 'segment:ID', 'score:ID' or 'stages:ID'; without a version, the one in force.")
          String name) {
    PublishedRules rules = read(reachable(options));
    RuleDefinition found = find(rules, name);
    if (found == null || found.getDefinition() == null) {
      throw CommandFailedException.badInput(
          "there is no published '" + name + "'; 'beckon flows list' tells what there is", null);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (found.getKind() != RuleKind.UNKNOWN) {
      out.print(found.getDefinition());
    }
    out.flush();
    return ExitCodes.DONE;
  }

  /** Says what is allowed in the files and probably not meant. */
  private void warn(Rules rules) {
    PrintWriter err = spec.commandLine().getErr();
    for (Rules.RuleFile file : rules.files()) {
      if (file.kind() == RuleKind.FLOW) {
        RuleLoader.warnings(file.text(), file.name())
            .forEach(warning -> err.println("warning: " + warning));
      }
    }
    TextChecks.check(
        rules,
        finding ->
            err.printf(
                "warning: %s:%d: %s; to mend: %s%n",
                finding.file(), finding.line(), finding.message(), finding.mend()));
    err.flush();
  }

  private @Nullable RuleDefinition find(PublishedRules rules, String name) {
    int at = name.indexOf('@');
    if (at < 0) {
      RuleDefinition head = rules.head(name);
      return head == null ? null : rules.version(name, head.getVersion());
    }
    try {
      return rules.version(name.substring(0, at), Integer.parseInt(name.substring(at + 1)));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + name + "': the version after '@' must be a number.", e);
    }
  }

  private PublishedRules read(BeckonConfig config) {
    List<String> unreadable = new ArrayList<>();
    PublishedRules rules = PublishedRules.read(config, unreadable);
    unreadable.forEach(line -> spec.commandLine().getErr().println("left out: " + line));
    spec.commandLine().getErr().flush();
    return rules;
  }

  /** The configuration, once a broker has answered and the topics are as they must be. */
  private static BeckonConfig reachable(ConfigOptions options) {
    BeckonConfig config = options.load();
    StartCheck.run(config, List.of());
    return config;
  }
}

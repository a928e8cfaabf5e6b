package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Brokers;
import io.beckon.app.topics.Finding;
import io.beckon.app.topics.Finding.Severity;
import io.beckon.app.topics.TopicSetup;
import io.beckon.app.topics.TopicSpec;
import io.beckon.streams.state.StateStores;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon topics}: creates the topics, or checks those that exist. */
@Command(name = "topics", description = "Create the topics, or check those that exist.")
public final class TopicsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: create or check.");
  }

  @Command(
      name = "create",
      description = {
        "Create the topics that are missing.",
        "They become as the configuration says. Topics that exist are left as they are; see 'beckon"
            + " topics check'."
      })
  int create(@Mixin ConfigOptions options) {
    BeckonConfig config = options.load();
    try (Admin admin = Brokers.connect(config)) {
      TopicSetup.Created done = TopicSetup.create(config, admin);
      PrintWriter out = spec.commandLine().getOut();
      done.created().forEach(topic -> out.println("created " + describe(topic)));
      done.existing().forEach(topic -> out.println("exists  " + topic.name()));
      out.flush();
      return ExitCodes.DONE;
    }
  }

  private static String describe(TopicSpec topic) {
    return topic.name()
        + " ("
        + (topic.partitions() == 1 ? "1 partition" : topic.partitions() + " partitions")
        + ", "
        + topic.settings().get("cleanup.policy")
        + ", "
        + topic.settings().get("message.timestamp.type")
        + ")";
  }

  @Command(
      name = "check",
      description = {
        "Check the topics, and say how to mend what is wrong.",
        "Exit code 1 when Beckon would not start, or would work wrongly."
      })
  int check(@Mixin ConfigOptions options) {
    BeckonConfig config = options.load();
    try (Admin admin = Brokers.connect(config)) {
      List<String> stores = List.of(StateStores.names());
      List<Finding> findings = new ArrayList<>(TopicSetup.check(config, admin, stores));
      findings.addAll(TopicSetup.checkTransactions(config, admin));
      PrintWriter out = spec.commandLine().getOut();
      for (Finding finding : findings) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        out.println(severity + ": " + finding.message());
      }
      boolean errors = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
      if (findings.isEmpty()) {
        out.println("All topics are as they must be.");
      }
      out.flush();
      return errors ? ExitCodes.FAILED : ExitCodes.DONE;
    }
  }
}

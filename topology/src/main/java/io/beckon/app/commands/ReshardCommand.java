package io.beckon.app.commands;

import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.reshard.Reshard;
import io.beckon.app.topics.Brokers;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code beckon reshard}: from one number of partitions to another, with all state. */
@Command(
    name = "reshard",
    description = {
      "Go to another number of partitions with all state, losing and repeating nothing.",
      "Carries the state of an application that was stopped to a new one, with a new log; then,",
      "with --activate, what the old one has not read, and lets the new one take over. May be",
      "repeated: what was cut short goes on. The runbook: docs/operations/reshard.md."
    })
public final class ReshardCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "APP",
      description = "application.id of the old application; the configuration is its own.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "APP",
      description = "application.id of the new one, which must not exist yet.")
  private String to;

  @Option(
      names = "--partitions",
      required = true,
      paramLabel = "M",
      description = "Partitions of the new log.")
  private int partitions;

  @Option(
      names = "--generation",
      paramLabel = "NAME",
      description = "topics.generation of the new log (default: p and the number of partitions).")
  private @Nullable String generation;

  @ArgGroup private What what = new What();

  @Option(names = "--batch", hidden = true, defaultValue = "20000")
  private int batch;

  /** What is done instead of carrying the state. */
  static final class What {
    @Option(
        names = "--dry-run",
        description = "Say what would be carried, and what stands in the way; change nothing.")
    private boolean dryRun;

    @Option(
        names = "--verify",
        description = "Compare what both applications remember of each shopper.")
    private boolean verify;

    @Option(
        names = "--activate",
        description = "Carry what was not read, and let the new application take over.")
    private boolean activate;

    @Option(
        names = "--discard",
        description = "Delete what was made of the new application, unless it has taken over.")
    private boolean discard;
  }

  @Override
  public Integer call() {
    String name = generation == null ? "p" + partitions : generation;
    BeckonConfig old = options.load(Map.of("application.id", from));
    BeckonConfig wanted =
        options.load(
            Map.of(
                "application.id",
                to,
                "topics.partitions",
                Integer.toString(partitions),
                "topics.generation",
                name));
    try (Admin admin = Brokers.connect(old)) {
      Reshard reshard = new Reshard(old, wanted, name, admin, spec.commandLine().getOut(), batch);
      if (what.dryRun) {
        return reshard.preview() ? ExitCodes.DONE : ExitCodes.FAILED;
      }
      if (what.verify) {
        return reshard.verify() ? ExitCodes.DONE : ExitCodes.FAILED;
      }
      if (what.activate) {
        reshard.activate();
      } else if (what.discard) {
        reshard.discard();
      } else {
        reshard.carry();
      }
    }
    return ExitCodes.DONE;
  }
}

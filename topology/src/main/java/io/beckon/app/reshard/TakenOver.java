package io.beckon.app.reshard;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Brokers;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looked at before an application starts: one that has moved must not start again, and one that a
 * resharding makes must not start too early.
 */
public final class TakenOver {

  private TakenOver() {}

  /**
   * Looks.
   *
   * @throws CommandFailedException when the application must not start, with the way out
   */
  public static void check(BeckonConfig config) {
    try (Admin admin = Brokers.connect(config)) {
      Scene scene = new Scene(config, config, new Cluster(admin));
      Optional<String> movedTo = scene.movedTo(config.app().applicationId());
      refusal(config, movedTo, scene.journal())
          .ifPresent(
              reason -> {
                throw CommandFailedException.failed("can't start: " + reason, null);
              });
    }
  }

  static Optional<String> refusal(BeckonConfig config, Optional<String> movedTo, Journal journal) {
    String id = config.app().applicationId();
    if (movedTo.isPresent()) {
      return Optional.of(
          id
              + " was resharded, and "
              + movedTo.get()
              + " has taken over: what both sent would be sent twice. To go back nevertheless, stop "
              + movedTo.get()
              + " for good, and delete the topic "
              + Journal.movedTopic(id)
              + ". What "
              + movedTo.get()
              + " has read and sent since is then forgotten.");
    }
    if (journal.plan().isEmpty() || journal.stage() == Journal.Stage.ACTIVATED) {
      return Optional.empty();
    }
    Plan plan = journal.plan().get();
    String command =
        "'beckon reshard --from "
            + plan.from()
            + " --to "
            + plan.to()
            + " --partitions "
            + plan.partitions();
    if (journal.stage() == Journal.Stage.BEGUN) {
      return Optional.of(
          "state is still being carried from " + plan.from() + ". Go on with " + command + "'.");
    }
    if (config.topics().partitions() != plan.partitions()
        || !config.topics().shopperEvents().equals(plan.newLog())) {
      return Optional.of(
          "its state was made for "
              + plan.partitions()
              + " partitions of "
              + plan.newLog()
              + ": set topics.partitions and topics.generation so.");
    }
    return config.app().startInShadow()
        ? Optional.empty()
        : Optional.of(
            "it has not taken over from "
                + plan.from()
                + " yet. Start it with shadow=true, and let it take over with "
                + command
                + " --activate'.");
  }
}

package io.beckon.app.topics;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is looked at before the application starts, so that it stops with a clear message instead of
 * dying of it later, or working wrongly.
 */
public final class StartCheck {

  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  private StartCheck() {}

  /**
   * Reaches the brokers and checks the topics of the main job; logs warnings.
   *
   * @param stores names of the state stores, to check their changelogs
   * @throws CommandFailedException with all that stands in the way, and how to mend it
   */
  public static void run(BeckonConfig config, Collection<String> stores) {
    try (Admin admin = Brokers.connect(config)) {
      judge(used(config, admin, stores, ContractTopics.ofMainJob(config)));
    }
  }

  /** The same for measurement, with the topics that it keeps its state in. */
  public static void runMeasurement(BeckonConfig config) {
    try (Admin admin = Brokers.connect(config)) {
      List<Finding> findings =
          new ArrayList<>(used(config, admin, List.of(), ContractTopics.ofMeasurement(config)));
      findings.addAll(MeasurementCheck.check(config, admin).orElse(List.of()));
      judge(findings);
    }
  }

  /**
   * What is found of topics that the application reads or writes. What is wrong with another one is
   * that one's business, so that an upgrade that adds a topic for an application of its own does
   * not stop this one.
   */
  private static List<Finding> used(
      BeckonConfig config, Admin admin, Collection<String> stores, Set<String> used) {
    return TopicSetup.check(config, admin, stores).stream()
        .filter(finding -> used.contains(finding.topic()))
        .toList();
  }

  private static void judge(List<Finding> findings) {
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    for (Finding finding : findings) {
      if (finding.severity() == Severity.WARNING) {
        LOG.warn("{} {}", finding.what(), finding.mend());
      }
    }
    if (!errors.isEmpty()) {
      throw CommandFailedException.failed(
          "can't start with the topics as they are:"
              + String.join("", errors.stream().map(e -> "\n  " + e.message()).toList()),
          null);
    }
  }
}

package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.RulePublisher;
import io.beckon.app.rules.Rules;
import io.beckon.app.topics.TopicSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Sets up what the application needs: its topics, and flows at the head of its input. */
final class ShipPrelude {

  private static final long BEFORE = Duration.ofMinutes(1).toMillis();

  private ShipPrelude() {}

  /** With the recovery flows. */
  static void recovery(Arguments arguments, Pass pass, long startsAt) {
    before(arguments, pass, startsAt, RuleFiles.readyMade());
  }

  /** With all flows that ship, and their segments, scores and stages. */
  static void all(Arguments arguments, Pass pass, long startsAt) {
    before(arguments, pass, startsAt, ShippedRules.all());
  }

  private static void before(Arguments arguments, Pass pass, long startsAt, Rules rules) {
    BeckonConfig config = ShipScenario.config(arguments, pass);
    try (Admin admin = Admin.create(config.kafka().adminProperties())) {
      TopicSetup.create(config, admin);
    }
    List<RulePublisher.Published> unused =
        RulePublisher.publish(config, rules.files(), Optional.of("bench"), () -> startsAt - BEFORE);
  }
}

package io.beckon.app.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Finding.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

  private static final BeckonConfig CONFIG = BeckonConfig.of(Map.of());

  @Test
  void shouldFindNothingWhenATopicIsAsItWasSpecified() {
    for (TopicSpec spec : ContractTopics.of(CONFIG)) {
      assertThat(SettingsCheck.check(spec, topic(spec, 3, Map.of()), "dead-letters")).isEmpty();
    }
  }

  @Test
  void shouldRefuseTheClocksOfProducersOnALiveLog() {
    assertThat(check("shopper-events", 3, Map.of("message.timestamp.type", "CreateTime")))
        .containsExactly(
            Finding.error(
                "shopper-events",
                "shopper-events: message.timestamp.type is CreateTime, but must be LogAppendTime: a"
                    + " producer's wrong clock would hurry or hold up every decision.",
                "kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics"
                    + " --entity-name shopper-events --add-config"
                    + " message.timestamp.type=LogAppendTime For an import or a test, set"
                    + " log.timestamps=create instead."));
  }

  @Test
  void shouldRefuseAPolicyThatForgets() {
    assertThat(check("flows", 3, Map.of("cleanup.policy", "delete")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what())
                  .isEqualTo(
                      "flows: cleanup.policy is delete, but must be compact: what does not change"
                          + " would be forgotten in time.");
            });
    assertThat(check("send-commands", 3, Map.of("cleanup.policy", "compact,delete")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("only the latest record"));
  }

  @Test
  void shouldRefuseATopicThatIsTooSmallForLargeDeadLetters() {
    assertThat(check("dead-letters", 3, Map.of("max.message.bytes", "1048588")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what())
                  .isEqualTo(
                      "dead-letters: max.message.bytes is 1048588, but must be at least 2112KiB"
                          + " (2162688): the dead letter of a large event would be refused, and stop"
                          + " the application.");
            });
    assertThat(check("decisions", 3, Map.of("max.message.bytes", "1000")))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void shouldWarnWhenLessIsKeptAndAdviseWhenMoreIs() {
    assertThat(check("shopper-events", 3, Map.of("retention.ms", "86400000")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what())
                  .isEqualTo("shopper-events keeps records 1d, but the configuration says 14d.");
            });
    assertThat(check("shopper-events", 3, Map.of("retention.ms", "-1")))
        .extracting(Finding::severity)
        .containsExactly(Severity.ADVICE);
  }

  @Test
  void shouldSpeakOfCopiesThatAreTooFew() {
    assertThat(check("decisions", 1, Map.of("min.insync.replicas", "1")))
        .extracting(Finding::severity)
        .containsExactly(Severity.ADVICE);
    assertThat(check("decisions", 3, Map.of("min.insync.replicas", "1")))
        .extracting(Finding::severity)
        .containsExactly(Severity.ADVICE);
    assertThat(check("decisions", 2, Map.of("min.insync.replicas", "2")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what())
                  .contains("while one broker is down, nothing can be written");
            });
  }

  @Test
  void shouldWarnWhenSettingsMayNotBeRead() {
    TopicSpec spec = spec(CONFIG, "decisions");

    assertThat(
            SettingsCheck.check(
                spec, new FoundTopic("decisions", 8, 3, Optional.empty()), "dead-letters"))
        .extracting(Finding::what)
        .containsExactly("decisions: its settings may not be read.");
  }

  @Test
  void shouldAskForTimesInTheFutureWhenHistoriesBringTheirOwn() {
    BeckonConfig create = BeckonConfig.of(Map.of("log.timestamps", "create"));
    TopicSpec spec = spec(create, "shopper-events");

    assertThat(spec.settings())
        .containsEntry("message.timestamp.type", "CreateTime")
        .containsEntry("message.timestamp.after.max.ms", "9223372036854775807")
        .containsEntry("retention.ms", "-1");
    assertThat(
            SettingsCheck.check(
                spec,
                topic(spec, 3, Map.of("message.timestamp.after.max.ms", "3600000")),
                "dead-letters"))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
  }

  private static List<Finding> check(String name, int copies, Map<String, String> differing) {
    TopicSpec spec = spec(CONFIG, name);
    return SettingsCheck.check(spec, topic(spec, copies, differing), "dead-letters");
  }

  private static TopicSpec spec(BeckonConfig config, String name) {
    return ContractTopics.of(config).stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static FoundTopic topic(TopicSpec spec, int copies, Map<String, String> differing) {
    Map<String, String> settings = new HashMap<>(spec.settings());
    settings.put("min.insync.replicas", "2");
    settings.putAll(differing);
    return new FoundTopic(spec.name(), spec.partitions(), copies, Optional.of(settings));
  }
}

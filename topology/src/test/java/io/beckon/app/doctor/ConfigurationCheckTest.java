package io.beckon.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.Finding.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationCheckTest {

  private static final Map<String, String> WELL =
      Map.of(
          "kafka.bootstrap.servers", "b1:9093,b2:9093",
          "kafka.security.protocol", "SASL_SSL",
          "contacts.hash.key", "0123456789abcdef-hash",
          "http.port", "8080");

  @Test
  void shouldFindNothingWhenAllIsMeant() {
    assertThat(check(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka.bootstrap.servers|b1:9093|ADVICE|kafka.bootstrap.servers|only one broker",
        "kafka.security.protocol|PLAINTEXT|ADVICE|kafka.security.protocol|unencrypted",
        "kafka.security.protocol|SASL_PLAINTEXT|WARNING|kafka.security.protocol|the login",
        "kafka.ssl.endpoint.identification.algorithm|''|WARNING|kafka.ssl.endpoint.identification.algorithm|pose as a broker",
        "num.stream.threads|9|WARNING|num.stream.threads|9 threads for 8 partitions",
        "backlog.commit.interval|6s|ADVICE|backlog.commit.interval|more than half",
        "transaction.timeout|5m|ADVICE|transaction.timeout|after a crash",
        "session.timeout|10m|ADVICE|session.timeout|rest so long",
        "time.settle|10m|ADVICE|time.settle|so much later",
        "close.timeout|1m|ADVICE|close.timeout|Kubernetes kills",
        "contacts.hash.key|''|WARNING|contacts.hash.key|legal caps",
        "http.port|off|ADVICE|http.port|no alert",
        "log.timestamps|create|WARNING|log.timestamps|producers' clocks",
        "shadow|true|ADVICE|shadow|nothing is sent",
      })
  void shouldNameWhatIsHardlyMeant(
      String key, String value, Severity severity, String where, String what) {
    assertThat(check(Map.of(key, value)))
        .as("%s=%s", key, value)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.where()).isEqualTo(where);
              assertThat(finding.what()).contains(what);
              assertThat(finding.mend()).isNotBlank();
            });
  }

  @Test
  void shouldWarnOfStateThatARestartOfTheMachineEmpties() {
    assertThat(check(Map.of("state.dir", System.getProperty("java.io.tmpdir") + "/beckon")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("temporary folder"));
  }

  @Test
  void shouldNotMindALonePlainBrokerOnThisMachine() {
    for (String local : List.of("localhost:9092", "127.0.0.1:9092", "[::1]:9092")) {
      assertThat(
              check(
                  Map.of("kafka.bootstrap.servers", local, "kafka.security.protocol", "PLAINTEXT")))
          .as(local)
          .isEmpty();
    }
  }

  @Test
  void shouldWarnOfALoginThatCrossesTheNetworkInTheClear() {
    Map<String, String> registry =
        Map.of(
            "serde.format", "registry",
            "registry.url", "http://registry:8080/apis/registry/v3",
            "registry.basic.auth.user.info", "me:hunter22");
    assertThat(check(registry))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.where()).isEqualTo("registry.url");
              assertThat(finding.toString()).doesNotContain("hunter22");
            });
  }

  @Test
  void shouldRefuseASerializerThatIsNotThere() {
    assertThat(
            check(
                Map.of(
                    "serde.format", "registry",
                    "registry.url", "https://registry/apis/registry/v3",
                    "serde.serializer", "com.example.NoSuchSerializer")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what()).contains("com.example.NoSuchSerializer");
            });
  }

  private static List<Finding> check(Map<String, String> changed) {
    Map<String, String> settings = new HashMap<>(WELL);
    settings.putAll(changed);
    return ConfigurationCheck.of(BeckonConfig.of(settings));
  }
}

package io.beckon.app.doctor;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import io.beckon.app.config.LogTimestamps;
import io.beckon.app.config.SerdeFormat;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.schemas.WireCodecs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;

/** Values that are allowed and yet hardly meant. What is not allowed was refused before. */
final class ConfigurationCheck {

  /** What Kubernetes grants a pod that is to end, unless it is told otherwise. */
  private static final Duration USUAL_GRACE = Duration.ofSeconds(30);

  private static final Duration LONG_SESSION = Duration.ofMinutes(5);
  private static final Duration LONG_TRANSACTION = Duration.ofMinutes(1);
  private static final Duration LONG_SETTLE = Duration.ofMinutes(5);
  private static final Pattern LOOPBACK =
      Pattern.compile("(.*://)?(localhost|127\\.[0-9.]+|\\[?::1]?):\\d+");

  private final BeckonConfig config;
  private final List<Finding> findings = new ArrayList<>();

  private ConfigurationCheck(BeckonConfig config) {
    this.config = config;
  }

  static List<Finding> of(BeckonConfig config) {
    ConfigurationCheck check = new ConfigurationCheck(config);
    check.brokers();
    check.security();
    check.serdes();
    check.state();
    check.times();
    check.people();
    check.modes();
    return check.findings;
  }

  private boolean isLocal() {
    return List.of(config.kafka().bootstrapServers().split(",", -1)).stream()
        .allMatch(server -> LOOPBACK.matcher(server.strip()).matches());
  }

  private void brokers() {
    if (!isLocal() && !config.kafka().bootstrapServers().contains(",")) {
      findings.add(
          Finding.advice(
              "kafka.bootstrap.servers",
              "only one broker is named: while it is down, no instance can start.",
              "Name two or three."));
    }
    int threads = config.processing().threads();
    if (threads > config.topics().partitions()) {
      findings.add(
          Finding.warning(
              "num.stream.threads",
              threads
                  + " threads for "
                  + config.topics().partitions()
                  + " partitions: the rest have nothing to do.",
              "Set it to topics.partitions, divided by the number of instances."));
    }
  }

  private void security() {
    Map<String, String> common = config.kafka().common().values();
    String protocol =
        common.getOrDefault("security.protocol", "PLAINTEXT").toUpperCase(Locale.ROOT);
    if (protocol.equals("SASL_PLAINTEXT") && !isLocal()) {
      findings.add(
          Finding.warning(
              "kafka.security.protocol",
              "SASL_PLAINTEXT: the login and all contact data cross the network unencrypted.",
              "Use SASL_SSL."));
    } else if (protocol.equals("PLAINTEXT") && !isLocal()) {
      findings.add(
          Finding.advice(
              "kafka.security.protocol",
              "PLAINTEXT: names and addresses of shoppers cross the network unencrypted, and the"
                  + " brokers do not know who asks.",
              "Use SSL or SASL_SSL, unless the network is trusted."));
    }
    String verified = common.get("ssl.endpoint.identification.algorithm");
    if (verified != null && verified.isBlank()) {
      findings.add(
          Finding.warning(
              "kafka.ssl.endpoint.identification.algorithm",
              "it is empty: whoever holds any trusted certificate can pose as a broker.",
              "Leave it out, and give the brokers certificates with their names."));
    }
  }

  private void serdes() {
    if (config.serde().format() != SerdeFormat.REGISTRY) {
      return;
    }
    String url = config.serde().registryUrl().toLowerCase(Locale.ROOT);
    boolean logsIn = Login.of(config.serde()).isPresent();
    if (url.startsWith("http://") && logsIn) {
      findings.add(
          Finding.warning(
              "registry.url",
              "the login of the registry crosses the network unencrypted.",
              "Use an address that begins with https."));
    }
    try {
      WireCodecs.create(ShellSettingsFrom.codecProperties(config)).close();
    } catch (KafkaException e) {
      findings.add(
          Finding.error(
              "serde.serializer",
              "the serializer or deserializer can't be made: " + e.getMessage(),
              "Name classes that are on the class path, with the settings they need (registry.)."));
    }
  }

  private void state() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    if (config.state().dir().toAbsolutePath().normalize().startsWith(temporary.normalize())) {
      findings.add(
          Finding.warning(
              "state.dir",
              config.state().dir()
                  + " lies in the system's temporary folder, which a restart of the machine empties:"
                  + " all state would be restored from Kafka, and the instance has no name by which it"
                  + " finds its partitions again.",
              "Put it on a disk that outlives the process."));
    }
  }

  private void times() {
    Duration transaction = config.processing().transactionTimeout();
    Duration behind = config.processing().commitIntervalBehind();
    if (behind.compareTo(transaction.dividedBy(2)) > 0) {
      findings.add(
          Finding.advice(
              "backlog.commit.interval",
              Durations.format(behind)
                  + " is more than half of transaction.timeout ("
                  + Durations.format(transaction)
                  + "): that half is what holds.",
              "Shorten it, or raise transaction.timeout."));
    }
    longer(
        "transaction.timeout",
        transaction,
        LONG_TRANSACTION,
        "after a crash, readers of the outputs wait so long",
        "10s has room for many commits.");
    longer(
        "session.timeout",
        config.processing().sessionTimeout(),
        LONG_SESSION,
        "after a crash, the partitions of an instance rest so long",
        "Choose what a restart takes, and a little more.");
    longer(
        "time.settle",
        config.time().settle(),
        LONG_SETTLE,
        "everything is decided so much later",
        "30s has room for batches of apps and the retries of a short network fault.");
    longer(
        "close.timeout",
        config.app().closeTimeout(),
        USUAL_GRACE.minusSeconds(1),
        "Kubernetes kills after 30 s unless told otherwise, and what is killed must restore its state",
        "Set terminationGracePeriodSeconds well above it, or lower it.");
  }

  private void longer(String key, Duration actual, Duration limit, String so, String mend) {
    if (actual.compareTo(limit) > 0) {
      findings.add(
          Finding.advice(key, key + " is " + Durations.format(actual) + ": " + so + ".", mend));
    }
  }

  private void people() {
    if (config.contacts().hashKey().isEmpty()) {
      findings.add(
          Finding.warning(
              "contacts.hash.key",
              "it is not set: suppressions and legal caps hold for each shopper id, not for the"
                  + " address that several may have.",
              "Set it once, from a source of secrets (docs/contacts.md)."));
    }
  }

  private void modes() {
    if (!config.http().isOn()) {
      findings.add(
          Finding.advice(
              "http.port",
              "it is off: no probe, no metrics, no alert.",
              "Set http.port=8080 (docs/http.md)."));
    }
    if (config.topics().timestamps() == LogTimestamps.CREATE) {
      findings.add(
          Finding.warning(
              "log.timestamps",
              "create: producers' clocks are the time by which all is decided, and the log is kept for"
                  + " ever. That is for imports and tests.",
              "Set log.timestamps=append for a live shop."));
    }
    if (config.app().startInShadow()) {
      findings.add(
          Finding.advice(
              "shadow",
              "it starts in the shadow: nothing is sent until an activation is read.",
              "Leave it out, unless this application is to take over from another one."));
    }
  }
}

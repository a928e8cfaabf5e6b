package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigRefusalTest {

  @TempDir Path folder;

  @Test
  void shouldTellAllProblemsAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("beckon.properties"),
            "time.settle = 30\n\ncart.idel = 1h\nlog.timestamps = broker\n");

    ConfigRefusedException refused =
        catchThrowableOfType(
            ConfigRefusedException.class,
            () ->
                BeckonConfig.load(
                    Optional.of(file),
                    Map.of("BECKON_TOPICS_PARTITONS", "8", "BECKON_NUM_STREAM_THREADS", "999"),
                    List.of("store", "rocksdb.memory=1GB")));

    assertThat(refused)
        .hasMessage(
            """
            configuration refused, 7 problems:
              cart.idel (%1$s:3): no such key. Did you mean cart.idle?
              environment variable BECKON_TOPICS_PARTITONS: no such key. Did you mean BECKON_TOPICS_PARTITIONS?
              --set store: expected key=value
              log.timestamps = broker (%1$s:4): not allowed. Allowed: one of append, create.
              time.settle = 30 (%1$s:1): not allowed, a number of what? The unit is missing. Allowed: a time from 0s to 1h, such as 500ms, 30s, 5m, 1h, 2d or PT1H30M.
              num.stream.threads = 999 (environment variable BECKON_NUM_STREAM_THREADS): not allowed. Allowed: a whole number of threads from 1 to 256.
              rocksdb.memory = 1GB (--set rocksdb.memory): not allowed. Allowed: a size from 16MiB to 1024GiB, such as 65536, 64KiB, 256MiB or 2GiB.
            Keys, defaults and reasons: docs/configuration.md, or 'beckon config reference'."""
                .formatted(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idle.cart=1h | idle.cart (--set idle.cart): no such key. Did you mean cart.idle?",
        "bootstrap.servers=a:1 | bootstrap.servers (--set bootstrap.servers): no such key. Did you"
            + " mean kafka.bootstrap.servers?",
        "colour=red | colour (--set colour): no such key.",
        "kafka.securty.protocol=SSL | kafka.securty.protocol (--set kafka.securty.protocol): no such"
            + " key. Did you mean kafka.security.protocol?",
        "streams.main.consumer.fetch.min.byte=1 | streams.main.consumer.fetch.min.byte (--set"
            + " streams.main.consumer.fetch.min.byte): no such key. Did you mean"
            + " streams.main.consumer.fetch.min.bytes?",
        "streams.processing.guarantee=at_least_once | streams.processing.guarantee (--set"
            + " streams.processing.guarantee): not to be set here; Beckon sets it itself: always"
            + " exactly_once_v2",
        "producer.transaction.timeout.ms=1 | producer.transaction.timeout.ms (--set"
            + " producer.transaction.timeout.ms): not to be set here; set transaction.timeout",
        "idle.overrides.sofas.idle=1h | idle.overrides.sofas.idle (--set idle.overrides.sofas.idle):"
            + " no such key. An override is idle.overrides.NAME.KEY, NAME of a-z, 0-9 and '-', KEY one"
            + " of category, min.value, currency, cart.idle, checkout.idle, browse.idle",
        "kafka.bootstrap.servers=localhost | kafka.bootstrap.servers = localhost (--set"
            + " kafka.bootstrap.servers): not allowed. Allowed: host:port, several separated by"
            + " commas.",
        "topics.replication.factor=0 | topics.replication.factor = 0 (--set"
            + " topics.replication.factor): a partition has at least one copy.",
        "topics.flows=decisions | topics.flows = decisions (--set topics.flows) and topics.decisions ="
            + " decisions (default): two topics can't have one name.",
        "commit.interval=10s | commit.interval = 10s (--set commit.interval) and transaction.timeout ="
            + " 10s (default): the brokers would abort each transaction before it is committed. Make"
            + " commit.interval the shorter one.",
        "serde.format=registry | serde.format = registry (--set serde.format) and registry.url = "
            + " (default): the registry's address is missing. Set registry.url, or"
            + " serde.format=single-object.",
        "release.when=decision | release.when = decision (--set release.when) and log.timestamps ="
            + " append (default): on a live log, sends would leave before the log was read to its end."
            + " decision is for raw histories, with log.timestamps=create.",
        "punctuate.budget=1s | punctuate.budget = 1s (--set punctuate.budget) and punctuate.interval ="
            + " 250ms (default): the work would fill all time and leave none for records. Make the"
            + " interval the longer one.",
        "tick.retry=500ms | tick.retry = 500ms (--set tick.retry) and tick.interval = 500ms (default):"
            + " a tick would be given up before the next may be written. Make the retry the longer"
            + " one.",
        "cart.idle=40d | cart.idle = 40d (--set cart.idle) and cart.ttl = 30d (default): a cart would"
            + " be dropped before it could be abandoned. Make cart.ttl the longer one.",
      })
  void shouldSayWhatIsWrongAndWhatToDo(String assignment, String problem) {
    assertThat(problems(assignment)).containsExactly(problem);
  }

  @Test
  void shouldRefuseWhatTheStreamsProtocolHasNot() {
    assertThat(problems("group.protocol=streams", "group.instance.id=a", "num.standby.replicas=1"))
        .satisfiesExactly(
            id -> assertThat(id).contains("group.instance.id = a", "no static membership"),
            standby -> assertThat(standby).contains("num.standby.replicas = 1", "on the group"));
    assertThat(BeckonConfig.of(Map.of("group.protocol", "streams")).processing().groupInstanceId())
        .isEmpty();
  }

  @Test
  void shouldRefuseAnOverrideThatHoldsForEverythingOrChangesNothing() {
    assertThat(problems("idle.overrides.a.cart.idle=2h"))
        .singleElement()
        .asString()
        .contains("it would hold for everything");
    assertThat(problems("idle.overrides.a.category=sofas"))
        .singleElement()
        .asString()
        .contains("it changes nothing. Set cart.idle, checkout.idle or browse.idle");
    assertThat(problems("idle.overrides.a.min.value=100", "idle.overrides.a.cart.idle=2h"))
        .singleElement()
        .asString()
        .contains("a value needs its currency. Set idle.overrides.a.currency.");
  }

  @Test
  void shouldRefuseAFileThatCannotBeUsed() throws IOException {
    assertThat(file("beckon.yaml", "a: b: c\n"))
        .singleElement()
        .asString()
        .contains(":1: not YAML");
    assertThat(file("beckon.yaml", "- a\n")).singleElement().asString().contains("expected key");
    assertThat(file("beckon.yaml", "store: [{a: 1}]\n")).singleElement().asString().contains(":1:");
    assertThat(file("beckon.yaml", "x: 1\nstore:\n")).anyMatch(problem -> problem.contains(":2:"));
    assertThat(file("beckon.properties", "store=\\u00zz\n"))
        .singleElement()
        .asString()
        .contains(":1: not a line of a properties file");
    assertThat(file("beckon.properties", "store=a\nstore=b\n"))
        .singleElement()
        .asString()
        .startsWith("store: given twice (")
        .endsWith(":2). Keep one.");
    assertThat(
            catchThrowableOfType(
                    ConfigRefusedException.class,
                    () -> BeckonConfig.load(Optional.of(Path.of("none.yaml")), Map.of(), List.of()))
                .problems())
        .containsExactly("none.yaml: there is no such file");
  }

  private List<String> file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return catchThrowableOfType(
            ConfigRefusedException.class,
            () -> BeckonConfig.load(Optional.of(file), Map.of(), List.of()))
        .problems();
  }

  private static List<String> problems(String... assignments) {
    return catchThrowableOfType(
            ConfigRefusedException.class,
            () -> BeckonConfig.load(Optional.empty(), Map.of(), List.of(assignments)))
        .problems();
  }
}

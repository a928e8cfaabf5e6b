package io.beckon.app;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeckonTest {

  @Test
  void shouldExplainItselfWhenAskedForHelp() {
    Typed help = type("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out())
        .startsWith("Usage: beckon")
        .contains("topics", "config", "--debug", "Exit codes:");
    assertThat(type("help").out()).isEqualTo(help.out());
    assertThat(type("topics", "check", "--help").out())
        .contains("--config=FILE", "--set=KEY=VALUE", "--debug", "how to mend");
  }

  @Test
  void shouldSayItsVersion() {
    assertThat(type("--version").out())
        .matches("(?s)beckon \\d+\\.\\d+\\.\\d+.*Kafka clients 4\\..*Java 1?\\d.*");
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertThat(type())
        .isEqualTo(
            new Typed(
                2, "", "beckon: Say what to do: a command is missing.\nTry 'beckon --help'.\n"));
    assertThat(type("topics", "chekc"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: Unmatched argument at index 1: 'chekc'
                Did you mean: topics check?
                Try 'beckon topics --help'.
                """));
    assertThat(type("topics").err())
        .isEqualTo("beckon: Say what to do: create or check.\nTry 'beckon topics --help'.\n");
  }

  @Test
  void shouldShowTheConfigurationWithoutSecrets() {
    Typed shown =
        type(
            Map.of("BECKON_KAFKA_SASL_JAAS_CONFIG", "hunter2"),
            "config",
            "show",
            "--changed",
            "--set",
            "cart.idle=2h");

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out().replaceAll(" +#", " #"))
        .isEqualTo(
            """
            cart.idle = 2h # --set cart.idle
            kafka.sasl.jaas.config = ******** # environment variable BECKON_KAFKA_SASL_JAAS_CONFIG
            """);
    assertThat(type("config", "show").out()).contains("topics.partitions = 8 ");
  }

  @Test
  void shouldRefuseAWrongConfigurationInOneMessage() {
    assertThat(type("topics", "check", "--set", "cart.idel=2h"))
        .isEqualTo(
            new Typed(
                2,
                "",
                """
                beckon: configuration refused, 1 problem:
                  cart.idel (--set cart.idel): no such key. Did you mean cart.idle?
                Keys, defaults and reasons: docs/configuration.md, or 'beckon config reference'.
                """));
  }

  @Test
  void shouldWriteTheReferenceWhereItIsAskedTo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("docs").resolve("configuration.md");

    assertThat(type("config", "reference", "--out", file.toString()).exitCode()).isZero();
    assertThat(Files.readString(file)).isEqualTo(type("config", "reference").out());
  }

  @Test
  void shouldSayWhichBrokerCannotBeReached() throws IOException {
    int port = freePort();
    String server = "localhost:" + port;

    Typed check =
        type("topics", "check", "--set", "kafka.bootstrap.servers=" + server + ",no.invalid:9092");

    assertThat(check)
        .isEqualTo(
            new Typed(
                1,
                "",
                """
                beckon: no broker can be reached:
                  %s: connection refused
                  no.invalid:9092: no such host
                Is Kafka running, and is kafka.bootstrap.servers right? \
                (--set kafka.bootstrap.servers=HOST:PORT, or BECKON_KAFKA_BOOTSTRAP_SERVERS)
                """
                    .formatted(server)));
  }

  @Test
  void shouldSayThatItIsNoBrokerWhenNothingItUnderstandsAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      String server = "localhost:" + silent.getLocalPort();

      Typed check =
          type(
              "topics",
              "check",
              "--set",
              "kafka.bootstrap.servers=" + server,
              "--set",
              "start.timeout=1s");

      assertThat(check.exitCode()).isEqualTo(1);
      assertThat(check.err())
          .isEqualTo(
              """
              beckon: %s takes connections, but gave no answer that a Kafka client understands in 1s.
              Is it a Kafka broker, do the security settings fit it (kafka.security.protocol and the \
              kafka.sasl. and kafka.ssl. keys), and can the addresses that it advertises be reached \
              from here?
              """
                  .formatted(server));
    }
  }

  @Test
  void shouldShowAStackTraceOnlyWhenAskedTo() throws IOException {
    String server = "kafka.bootstrap.servers=localhost:" + freePort();

    assertThat(type("topics", "create", "--set", server).err()).doesNotContain("\tat ");
    assertThat(type("topics", "create", "--debug", "--set", server).err()).contains("\tat ");
    assertThat(type("--debug", "topics", "create", "--set", server).err()).contains("\tat ");
  }

  @Test
  void shouldSayWhichKafkaSettingTheClientRefuses() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      Typed check =
          type(
              "topics",
              "check",
              "--set",
              "kafka.bootstrap.servers=localhost:" + silent.getLocalPort(),
              "--set",
              "kafka.security.protocol=TSL");

      assertThat(check.exitCode()).isEqualTo(2);
      assertThat(check.err())
          .startsWith("beckon: Kafka's client refuses its settings: ")
          .contains("TSL", "security.protocol", "'beckon config show'");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

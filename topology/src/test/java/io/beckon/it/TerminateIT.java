package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Outcome;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon run} in a process of its own, which is told to end as orchestrators tell. */
@SuppressWarnings("NullAway.Init")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no SIGTERM")
final class TerminateIT {

  /** How Java says that it ended by SIGTERM: 128 + 15. */
  private static final int TERMINATED = 143;

  /** What Kubernetes grants. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static EmbeddedBroker broker;
  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldCommitEndWithinTheGracePeriodAndLeaveTheGroupWhenScaledIn() throws Exception {
    terminate("scaledin", "always", 0);
  }

  @Test
  void shouldStayInTheGroupWhenItComesBackUnderItsName() throws Exception {
    terminate("restarts", "auto", 1);
  }

  private void terminate(String name, String leaveGroup, int membersLeft) throws Exception {
    int port = freePort();
    Map<String, String> settings =
        Map.of(
            "group.instance.id",
            name,
            "close.leave.group",
            leaveGroup,
            "session.timeout",
            "5m",
            "product.changes",
            "false",
            "http.port",
            Integer.toString(port),
            "http.host",
            "127.0.0.1");
    try (Shop shop = Shop.open(broker.bootstrapServers(), name, folder, settings);
        ForkedApplication application = new ForkedApplication(shop, folder)) {
      shop.publishRules(System::currentTimeMillis);
      application.start();
      Await.until(() -> status(port) == 200, Shop.LIMIT, application::log);
      shop.append("ann", 0, identifiedWithConsent("ann"));
      shop.append("ann", 0, added("shoes"));
      shop.producer().flush();
      shop.decisions().awaitOne("ann", d -> d.getOutcome() == Outcome.SENT, Shop.LIMIT);
      for (int i = 0; i < 5_000; i++) {
        shop.append("bob-" + i % 500, 0, added("p" + i));
      }
      shop.producer().flush();
      assertThat(members(name)).isEqualTo(1);

      long begin = System.nanoTime();
      int exitCode = application.terminate(GRACE);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      assertThat(exitCode).as(application.log()).isEqualTo(TERMINATED);
      assertThat(took).isLessThan(GRACE);
      assertThat(application.log())
          .contains("NOT_RUNNING")
          .doesNotContain("Raise close.timeout")
          .doesNotContain("ERROR");
      assertThat(members(name)).isEqualTo(membersLeft);

      application.start();
      Await.until(() -> status(port) == 200, Shop.LIMIT, application::log);
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
      assertThat(application.terminate(GRACE)).isEqualTo(TERMINATED);
    }
  }

  private static int members(String group) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      return admin
          .describeConsumerGroups(java.util.List.of(group))
          .all()
          .get()
          .get(group)
          .members()
          .size();
    }
  }

  private static int status(int port) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}

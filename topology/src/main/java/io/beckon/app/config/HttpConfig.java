package io.beckon.app.config;

import static io.beckon.app.config.Importance.HIGH;
import static io.beckon.app.config.Importance.LOW;
import static io.beckon.app.config.Importance.MEDIUM;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP door of an instance: health, metrics and queries. Prints no token.
 *
 * @param port where it listens; -1: there is none; 0: any free port
 * @param host address it listens at
 * @param advertised {@code host:port} under which other instances reach it; "" when not told
 * @param token what a query must show; "" when there are no queries
 * @param readyBehind how far a ready instance may be behind its log; empty: any
 */
public record HttpConfig(
    int port, String host, String advertised, String token, Optional<Duration> readyBehind) {

  /** No door. */
  public static final int OFF = -1;

  static final Key<Integer> PORT =
      Key.of(
          "http.port",
          Types.port(),
          "off",
          HIGH,
          "Port of the instance's HTTP door: /health/live, /health/ready, /status, /metrics, and"
              + " queries (docs/http.md).",
          "No port is opened unasked: two instances on one machine would want the same. In a"
              + " container, set 8080.");

  static final Key<String> HOST =
      Key.of(
          "http.host",
          Types.text("an address or name of this machine", "[A-Za-z0-9.:_%\\[\\]-]{1,253}"),
          "0.0.0.0",
          LOW,
          "Address that the HTTP door listens at.",
          "Probes, Prometheus and the other instances come from outside. Nothing about a shopper is"
              + " told without the token.");

  static final Key<String> ADVERTISED =
      Key.of(
          "http.advertised",
          Types.text("host:port, or nothing", "|[A-Za-z0-9._-]{1,253}:[0-9]{1,5}"),
          "",
          MEDIUM,
          "Under which host and port the other instances reach this one's HTTP door: a query is"
              + " passed on to the instance that holds the shopper. Without it, the host's name and"
              + " http.port.",
          "Right where host names can be resolved, as in a Kubernetes StatefulSet with its"
              + " service.");

  static final Key<String> TOKEN =
      Key.of(
          "http.token",
          Types.text("at least 16 characters without spaces, or nothing", "|[\\x21-\\x7e]{16,512}"),
          "",
          HIGH,
          "What a query must send ('Authorization: Bearer ...'): the same for all instances."
              + " Without it, there are no queries; health and metrics need none.",
          "Queries show what is known of people: nobody gets them by default. For example what"
              + " 'openssl rand -hex 24' prints, from a source of secrets.");

  static final Key<Optional<Duration>> READY_BEHIND =
      Key.of(
          "ready.behind",
          Types.optional("off", Types.duration("1s", "30d")),
          "off",
          MEDIUM,
          "An instance is ready when it runs and no partition of it is further behind its log than"
              + " this; off: when it runs.",
          "With a bound, a rolling update waits for each instance to catch up. But while a long"
              + " history is read nothing is ready, and an orchestrator that starts the next"
              + " instance only then would leave all the work to the first.");

  static final List<Key<?>> KEYS = List.of(PORT, HOST, ADVERTISED, TOKEN, READY_BEHIND);

  static HttpConfig from(Values values) {
    HttpConfig http =
        new HttpConfig(
            values.get(PORT),
            values.get(HOST),
            values.get(ADVERTISED),
            values.get(TOKEN),
            values.get(READY_BEHIND));
    values.require(
        http.isOn() || http.token.isEmpty(),
        "without a door nobody can ask. Set http.port, or leave the token out.",
        PORT,
        TOKEN);
    return http;
  }

  /** Is there a door? */
  public boolean isOn() {
    return port != OFF;
  }

  /** {@code host:port} under which other instances reach this one; empty when they can't. */
  public Optional<String> application() {
    if (!isOn() || (advertised.isEmpty() && port == 0)) {
      return Optional.empty();
    }
    if (!advertised.isEmpty()) {
      return Optional.of(advertised);
    }
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName() + ":" + port);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return "HttpConfig[" + host + ":" + port + "]";
  }
}

package io.beckon.app.topics;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Reaches the brokers, or says in one message why it can't. */
public final class Brokers {

  private Brokers() {}

  /**
   * An admin client that has had an answer. The caller closes it. Each of its calls waits at most
   * {@code start.timeout}.
   *
   * @throws CommandFailedException when no broker answers in that time
   */
  public static Admin connect(BeckonConfig config) {
    Duration timeout = config.app().startTimeout();
    String servers = config.kafka().bootstrapServers();
    knock(servers, timeout);
    Map<String, Object> properties = config.kafka().adminProperties();
    int millis = Math.toIntExact(timeout.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    Admin admin = create(properties);
    try {
      ClusterTopics.get(admin.describeCluster().clusterId());
      return admin;
    } catch (ExecutionException e) {
      admin.close(Duration.ZERO);
      throw CommandFailedException.failed(
          why(servers, timeout, e.getCause() == null ? e : e.getCause()), e);
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  /** A plain connection first: it fails at once, and says which address fails how. */
  private static void knock(String servers, Duration timeout) {
    List<String> failures = new ArrayList<>();
    String[] all = servers.split(",", -1);
    int millis = Math.max(100, Math.toIntExact(timeout.toMillis()) / all.length);
    for (String server : all) {
      String address = server.substring(server.indexOf("://") < 0 ? 0 : server.indexOf("://") + 3);
      int colon = address.lastIndexOf(':');
      String host = address.substring(0, colon).replace("[", "").replace("]", "");
      int port = Integer.parseInt(address.substring(colon + 1));
      try (Socket socket = new Socket()) {
        InetSocketAddress target = new InetSocketAddress(host, port);
        if (target.isUnresolved()) {
          failures.add(address + ": no such host");
          continue;
        }
        socket.connect(target, millis);
        return;
      } catch (SocketTimeoutException e) {
        failures.add(address + ": no answer in " + Durations.format(Duration.ofMillis(millis)));
      } catch (ConnectException e) {
        failures.add(address + ": connection refused");
      } catch (IOException e) {
        failures.add(address + ": " + e.getMessage());
      }
    }
    throw CommandFailedException.failed(
        "no broker can be reached:"
            + String.join("", failures.stream().map(failure -> "\n  " + failure).toList())
            + "\nIs Kafka running, and is kafka.bootstrap.servers right? (--set"
            + " kafka.bootstrap.servers=HOST:PORT, or BECKON_KAFKA_BOOTSTRAP_SERVERS)",
        null);
  }

  private static Admin create(Map<String, Object> properties) {
    try {
      return Admin.create(properties);
    } catch (KafkaException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw CommandFailedException.badInput(
          "Kafka's client refuses its settings: "
              + root.getMessage()
              + "\nThey are the keys that begin with kafka. and admin.; see 'beckon config show'.",
          e);
    }
  }

  private static String why(String servers, Duration timeout, Throwable cause) {
    if (cause instanceof SslAuthenticationException) {
      return "no secure connection to "
          + servers
          + ": "
          + cause.getMessage()
          + "\nSee kafka.security.protocol and the kafka.ssl. keys.";
    }
    if (cause instanceof AuthenticationException) {
      return "the brokers at "
          + servers
          + " refuse the login: "
          + cause.getMessage()
          + "\nSee kafka.sasl.mechanism and kafka.sasl.jaas.config.";
    }
    return servers
        + " takes connections, but gave no answer that a Kafka client understands in "
        + Durations.format(timeout)
        + ".\nIs it a Kafka broker, do the security settings fit it (kafka.security.protocol"
        + " and the kafka.sasl. and kafka.ssl. keys), and can the addresses that it advertises be"
        + " reached from here?";
  }
}

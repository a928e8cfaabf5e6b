package io.beckon.app.http;

import io.beckon.app.CommandFailedException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of an instance: Javalin, on as few threads as will do. It is up from before the
 * application starts until after it has stopped, so that an instance that restores, or stops, can
 * be asked how it is.
 */
public final class HttpDoor implements AutoCloseable {

  /**
   * Few ask: probes, Prometheus, people. Slow routes keep to fewer, so that probes are answered.
   * Two more accept connections and wait for requests.
   */
  private static final int MOST_THREADS = 16 + 2;

  private static final int LEAST_THREADS = 4;
  private static final int IDLE_THREAD_MILLIS = 30_000;

  /** A connection on which nothing happens, while no answer is worked at, is closed. */
  static final int SILENCE_MILLIS = 10_000;

  /** Who is being answered when the door closes is answered, within this. */
  private static final int LAST_ANSWERS_MILLIS = 1_500;

  /** Of the address and the headers together; bodies are not read. */
  private static final int HEADER_BYTES = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

  private final Javalin server;

  private HttpDoor(Javalin server) {
    this.server = server;
  }

  /**
   * Opens it.
   *
   * @param port 0 for any free one
   * @param token what guarded routes ask for; "": they are off
   * @throws CommandFailedException when the port can't be had
   */
  public static HttpDoor open(String host, int port, String token, List<Route> routes) {
    return open(host, port, token, routes, SILENCE_MILLIS);
  }

  static HttpDoor open(String host, int port, String token, List<Route> routes, int silenceMillis) {
    Routes all = new Routes(routes, new Token(token));
    Javalin server =
        Javalin.create(
            config -> {
              quiet(config);
              few(config, host, port, silenceMillis);
              // Which route, and who may ask, is ours: the same in tests without a server.
              config.routes.before(context -> answer(context, all));
            });
    try {
      return new HttpDoor(server.start());
    } catch (JavalinException e) {
      throw CommandFailedException.failed(
          "the HTTP port "
              + host
              + ":"
              + port
              + " can't be opened: "
              + root(e).getMessage()
              + ". Set another http.port, or 'off'.",
          e);
    }
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
  }

  private static void few(JavalinConfig config, String host, int port, int silenceMillis) {
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_THREAD_MILLIS);
    threads.setName("beckon-http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setStopTimeout(LAST_ANSWERS_MILLIS);
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(
        jetty -> {
          // It wakes each second to look for what the bound on threads does already.
          jetty.removeBean(jetty.getBean(LowResourceMonitor.class));
          jetty.setStopTimeout(LAST_ANSWERS_MILLIS);
        });
    config.jetty.modifyHttpConfiguration(http -> http.setRequestHeaderSize(HEADER_BYTES));
    config.jetty.addConnector((jetty, http) -> connector(jetty, http, host, port, silenceMillis));
  }

  private static ServerConnector connector(
      Server jetty, HttpConfiguration http, String host, int port, int silenceMillis) {
    ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(silenceMillis);
    connector.setShutdownIdleTimeout(100);
    return connector;
  }

  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The port it listens at. */
  public int port() {
    return server.port();
  }

  /** Takes no more requests, waits a moment for the last answers, and closes. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (JavalinException e) {
      LOG.info("The HTTP door closed before all was answered: {}", root(e).toString());
    }
  }

  private static void answer(Context context, Routes routes) {
    Map<String, String> headers = new HashMap<>();
    context
        .headerMap()
        .forEach((name, value) -> headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
    Reply reply =
        routes.answer(
            context.req().getMethod(),
            context.req().getRequestURI(),
            context.req().getQueryString(),
            headers);
    context.status(reply.status());
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    reply.headers().forEach(context::header);
    context.contentType(reply.contentType());
    context.result(reply.body().getBytes(StandardCharsets.UTF_8));
    context.skipRemainingHandlers();
  }
}

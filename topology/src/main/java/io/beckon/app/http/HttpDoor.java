package io.beckon.app.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.beckon.app.CommandFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The HTTP server of an instance. It is up from before the application starts until after it has
 * stopped, so that an instance that restores, or stops, can be asked how it is.
 */
public final class HttpDoor implements AutoCloseable {

  /**
   * Few ask: probes, Prometheus, people. Slow routes keep to fewer, so that probes are answered.
   */
  private static final int THREADS = 16;

  /** A request, and a reply, must be through within so many seconds: else it holds a thread. */
  private static final String REQUEST_SECONDS = "10";

  private static final String REPLY_SECONDS = "900";

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpDoor(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Opens it.
   *
   * @param port 0 for any free one
   * @param token what guarded routes ask for; "": they are off
   * @throws CommandFailedException when the port can't be had
   */
  public static HttpDoor open(String host, int port, String token, List<Route> routes) {
    limitTime("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
    limitTime("sun.net.httpserver.maxRspTime", REPLY_SECONDS);
    Routes all = new Routes(routes, new Token(token));
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "the HTTP port "
              + host
              + ":"
              + port
              + " can't be opened: "
              + e.getMessage()
              + ". Set another http.port, or 'off'.",
          e);
    }
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "beckon-http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, all));
    server.start();
    return new HttpDoor(server, threads);
  }

  /** The JDK's server reads these once, and has no other way to be told. */
  private static void limitTime(String property, String seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, seconds);
    }
  }

  /** The port it listens at. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void serve(HttpExchange exchange, Routes routes) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!values.isEmpty()) {
                  headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
                }
              });
      Reply reply =
          routes.answer(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              exchange.getRequestURI().getRawQuery(),
              headers);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(reply.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }
}

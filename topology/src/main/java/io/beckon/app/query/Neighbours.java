package io.beckon.app.query;

import io.beckon.app.http.Reply;
import io.beckon.app.http.Request;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.streams.state.HostInfo;

/** Passes a query on to the instance that can answer it, once: it is not passed on further. */
public final class Neighbours {

  private static final String PASSED_ON = "beckon-passed-on";
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /** Has another instance passed it on to this one? */
  public static boolean wasPassedOn(Request request) {
    return request.header(PASSED_ON).isPresent();
  }

  /** The answer of another instance; empty when it gives none that is of use. */
  public Optional<Reply> ask(HostInfo host, Request request, Duration limit)
      throws InterruptedException {
    HttpRequest.Builder passed =
        HttpRequest.newBuilder(
                URI.create(
                    "http://" + host.host() + ":" + host.port() + request.path() + query(request)))
            .timeout(limit)
            .header(PASSED_ON, "1");
    request.header("authorization").ifPresent(token -> passed.header("Authorization", token));
    try {
      HttpResponse<String> reply =
          client.send(passed.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return reply.statusCode() >= 500
          ? Optional.empty()
          : Optional.of(Reply.text(reply.statusCode(), Reply.JSON, reply.body()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String query(Request request) {
    return request.query().isEmpty()
        ? ""
        : request.query().entrySet().stream()
            .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

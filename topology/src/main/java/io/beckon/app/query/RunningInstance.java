package io.beckon.app.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.CommandFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An instance that runs somewhere, asked over HTTP; any of an application will do. */
public final class RunningInstance {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(11);

  /** An instance that is busy, or hands its partitions over, says so and is asked again. */
  private static final int ATTEMPTS = 30;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String url;
  private final String token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * An instance at an address.
   *
   * @param url such as http://beckon-0.beckon:8080
   */
  public RunningInstance(String url, String token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /** A shopper's account. */
  public ObjectNode account(String shopperId, boolean withContacts) {
    return get("/shoppers/" + encoded(shopperId) + "?since=all&contact=" + withContacts);
  }

  /** Everything that is kept of a shopper under one id. */
  public ObjectNode export(String shopperId) {
    return get("/shoppers/" + encoded(shopperId) + "/export");
  }

  private ObjectNode get(String path) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(LIMIT)
              .header("Authorization", "Bearer " + token)
              .build();
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.badInput(
          "--url is the address of an instance, such as http://localhost:8080", e);
    }
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> reply = send(request);
      if (reply.statusCode() == 200) {
        return parsed(reply.body());
      }
      if (reply.statusCode() != 503 || attempt == ATTEMPTS) {
        throw CommandFailedException.failed(
            url + " answers " + reply.statusCode() + ": " + message(reply.body()), null);
      }
      pause();
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw CommandFailedException.failed(
          url + " can't be reached: " + (e.getMessage() == null ? e : e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed("interrupted while waiting for " + url, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed("interrupted", e);
    }
  }

  private ObjectNode parsed(String body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode json) {
        return json;
      }
    } catch (IOException e) {
      throw CommandFailedException.failed(url + " is no instance of Beckon: no JSON came", e);
    }
    throw CommandFailedException.failed(url + " is no instance of Beckon: no object came", null);
  }

  private static String message(String body) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json.path("error").asText(json.path("status").asText("no reason told"));
    } catch (IOException e) {
      return "no reason told";
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

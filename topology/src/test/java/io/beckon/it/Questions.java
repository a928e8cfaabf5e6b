package io.beckon.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Asks an instance about some shoppers, one after the other, all the time. Nothing is asserted
 * here: whoever asked says when the instance was in service.
 */
final class Questions {

  /** No answer: the port was closed, or the connection broke. */
  static final int NONE = 0;

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long PAUSE_MS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * An answer.
   *
   * @param askedAt epoch milliseconds
   * @param ready did the instance say that it is ready, just before and just after?
   * @param status of HTTP, or {@link #NONE}
   * @param retry does it say when to ask again?
   * @param product in the shopper's cart; empty: there is none
   */
  record Answer(
      long askedAt,
      long tookMillis,
      boolean ready,
      String shopper,
      int status,
      boolean retry,
      String role,
      String product) {}

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final int port;
  private final String token;
  private final List<String> shoppers;
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final Thread asking = new Thread(this::ask, "questions");
  private volatile boolean over;

  Questions(int port, String token, List<String> shoppers) {
    this.port = port;
    this.token = token;
    this.shoppers = List.copyOf(shoppers);
    asking.setDaemon(true);
  }

  void start() {
    asking.start();
  }

  /** All answers so far. */
  List<Answer> answers() {
    return new ArrayList<>(answers);
  }

  /** What a path answers now; {@link #NONE}: nothing. */
  int status(String path) {
    try {
      return get(path).statusCode();
    } catch (IOException e) {
      return NONE;
    }
  }

  /** What a path says now; an empty page when nothing comes. */
  JsonNode page(String path) {
    try {
      return JSON.readTree(get(path).body());
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  private void ask() {
    for (int i = 0; !over; i = (i + 1) % shoppers.size()) {
      boolean ready = status("/health/ready") == 200;
      String shopper = shoppers.get(i);
      long at = System.currentTimeMillis();
      long begun = System.nanoTime();
      int status = NONE;
      boolean retry = false;
      JsonNode page = JSON.createObjectNode();
      try {
        HttpResponse<String> reply = get("/shoppers/" + shopper + "?since=1m");
        status = reply.statusCode();
        retry = reply.headers().firstValue("Retry-After").isPresent();
        page = JSON.readTree(reply.body());
      } catch (IOException e) {
        status = NONE;
      }
      long took = (System.nanoTime() - begun) / 1_000_000;
      answers.add(
          new Answer(
              at,
              took,
              ready && status("/health/ready") == 200,
              shopper,
              status,
              retry,
              page.at("/from/role").asText(),
              page.at("/state/cart/items/0/productId").asText()));
      pause();
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .timeout(LIMIT)
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  void end() throws InterruptedException {
    over = true;
    asking.join(LIMIT.toMillis());
  }
}

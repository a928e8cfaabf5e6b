package io.beckon.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.app.CommandFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The door as an HTTP client sees it. */
final class HttpDoorIT {

  private static final String TOKEN = "0123456789abcdef";

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch slow = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private HttpDoor open() {
    return HttpDoor.open(
        "127.0.0.1",
        0,
        TOKEN,
        List.of(
            Route.open("/health", request -> Reply.text(200, "text/plain", "up")),
            Route.open("/nothing", request -> Reply.text(200, "text/plain", "")),
            Route.open(
                "/slow",
                request -> {
                  asked.countDown();
                  slow.await();
                  return Reply.text(200, "text/plain", "at last");
                }),
            Route.guarded(
                "/shoppers/{id}",
                request -> Reply.text(200, "text/plain", request.parameter("id")))));
  }

  @Test
  void shouldAnswerOverHttp() throws Exception {
    try (HttpDoor door = open()) {
      HttpResponse<String> reply = get(door, "/health", "");

      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("up");
      assertThat(reply.headers().firstValue("cache-control")).hasValue("no-store");
      assertThat(get(door, "/nothing", "").body()).isEmpty();
      assertThat(get(door, "/shoppers/ann", "").statusCode()).isEqualTo(401);
      assertThat(get(door, "/shoppers/a%2Fb%20%C3%BC", TOKEN).body()).isEqualTo("a/b ü");
    }
  }

  @Test
  void shouldSayToHeadHowLongTheBodyWouldBeAndSendNone() throws Exception {
    try (HttpDoor door = open()) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(at(door, "/health"))
                  .method("HEAD", HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(reply.statusCode()).isEqualTo(200);
      assertThat(reply.body()).isEmpty();
      assertThat(reply.headers().firstValue("content-length")).hasValue("2");
    }
  }

  @Test
  void shouldAnswerOthersWhileOneWaitsAndWhileOneSpeaksGibberish() throws Exception {
    try (HttpDoor door = open();
        Socket mute = new Socket(InetAddress.getLoopbackAddress(), door.port());
        Socket gibberish = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      gibberish
          .getOutputStream()
          .write("\u0001\u0002 nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var waiting =
          client.sendAsync(
              HttpRequest.newBuilder(at(door, "/slow")).build(),
              HttpResponse.BodyHandlers.ofString());

      for (int i = 0; i < 50; i++) {
        assertThat(get(door, "/health", "").statusCode()).isEqualTo(200);
      }
      assertThat(waiting).isNotDone();
      slow.countDown();
      assertThat(waiting.get().body()).isEqualTo("at last");
      assertThat(mute.isConnected()).isTrue();
      assertThat(refusedOrClosed(gibberish)).isTrue();
    }
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    try (HttpDoor door = open()) {
      assertThatThrownBy(() -> HttpDoor.open("127.0.0.1", door.port(), "", List.of()))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageContaining(":" + door.port() + " can't be opened")
          .hasMessageContaining("http.port");
    }
  }

  /** An export of years takes longer than a silent connection may live. */
  @Test
  void shouldAnswerWhoHasToWaitLongerThanASilentConnectionLives() throws Exception {
    try (HttpDoor door =
            HttpDoor.open(
                "127.0.0.1",
                0,
                TOKEN,
                List.of(
                    Route.open(
                        "/slow",
                        request -> {
                          Thread.sleep(1_500);
                          return Reply.text(200, "text/plain", "at last");
                        })),
                300);
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
      assertThat(get(door, "/slow", "").body()).isEqualTo("at last");
      silent.setSoTimeout(5_000);
      assertThat(silent.getInputStream().read()).as("closed").isEqualTo(-1);
    }
  }

  @Test
  void shouldReadNoBody() throws Exception {
    try (HttpDoor door = open()) {
      HttpResponse<String> reply =
          client.send(
              HttpRequest.newBuilder(at(door, "/health"))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(reply.statusCode()).isEqualTo(405);
      assertThat(reply.headers().firstValue("allow")).hasValue("GET, HEAD");
    }
  }

  @Test
  void shouldKeepToFewThreadsHoweverManyConnect() throws Exception {
    try (HttpDoor door = open()) {
      List<Socket> mute = new ArrayList<>();
      try {
        for (int i = 0; i < 100; i++) {
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
          socket.getOutputStream().write("GET /health HTTP/1.1\r\n".getBytes(UTF_8));
          mute.add(socket);
        }
        for (int i = 0; i < 20; i++) {
          assertThat(get(door, "/health", "").statusCode()).isEqualTo(200);
        }
        assertThat(
                Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("beckon-http")))
            .hasSizeLessThanOrEqualTo(18);
      } finally {
        for (Socket socket : mute) {
          socket.close();
        }
      }
    }
  }

  @Test
  void shouldRefuseAHeaderThatIsTooLarge() throws Exception {
    try (HttpDoor door = open()) {
      assertThat(get(door, "/health?" + "x".repeat(20_000), "").statusCode()).isIn(414, 431);
    }
  }

  @Test
  void shouldAnswerWhoIsBeingAnsweredWhenItCloses() throws Exception {
    HttpDoor door = open();
    var waiting =
        client.sendAsync(
            HttpRequest.newBuilder(at(door, "/slow")).build(),
            HttpResponse.BodyHandlers.ofString());
    while (!asked.await(10, TimeUnit.SECONDS)) {
      assertThat(waiting).isNotDone();
    }
    Thread closing = new Thread(door::close);
    closing.start();
    Thread.sleep(200);
    slow.countDown();

    assertThat(waiting.get(10, TimeUnit.SECONDS).body()).isEqualTo("at last");
    closing.join(10_000);
    assertThat(closing.isAlive()).isFalse();
  }

  @Test
  void shouldCloseThoughSomebodyIsNeverAnswered() throws Exception {
    HttpDoor door = open();
    var waiting =
        client.sendAsync(
            HttpRequest.newBuilder(at(door, "/slow")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

    long begin = System.nanoTime();
    door.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
    assertThat(waiting).failsWithin(Duration.ofSeconds(5));
  }

  private static boolean refusedOrClosed(Socket socket) throws IOException {
    socket.setSoTimeout(15_000);
    InputStream in = socket.getInputStream();
    String reply = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
    return reply.isEmpty() || reply.startsWith("HTTP/1.1 400");
  }

  private HttpResponse<String> get(HttpDoor door, String path, String token) throws Exception {
    return client.send(
        HttpRequest.newBuilder(at(door, path))
            .header("Authorization", token.isEmpty() ? "none" : "Bearer " + token)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI at(HttpDoor door, String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }
}

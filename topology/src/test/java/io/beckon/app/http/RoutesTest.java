package io.beckon.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

  private static final String TOKEN = "0123456789abcdef";
  private static final Map<String, String> NOBODY = Map.of();
  private static final Map<String, String> KNOWN = Map.of("authorization", "Bearer " + TOKEN);

  private final List<Route> all =
      List.of(
          Route.open("/health", request -> Reply.text(200, "text/plain", "up")),
          Route.guarded(
              "/shoppers/{id}",
              request ->
                  Reply.text(
                      200,
                      "text/plain",
                      request.parameter("id")
                          + "|"
                          + request.query("q").orElse("-")
                          + "|"
                          + request.isOn("on"))),
          Route.open(
              "/broken",
              request -> {
                throw new IllegalStateException("secret of ann@example.com");
              }));

  private final Routes routes = new Routes(all, new Token(TOKEN));

  @Test
  void shouldAnswerAnOpenRouteToAnybody() {
    assertThat(routes.answer("GET", "/health", null, NOBODY).status()).isEqualTo(200);
    assertThat(routes.answer("HEAD", "/health", null, NOBODY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer 0123456789abcde",
        "Bearer 0123456789abcdef0",
        "Bearer 0123456789ABCDEF",
        "Basic 0123456789abcdef",
        "0123456789abcdef"
      })
  void shouldRefuseAGuardedRouteWithoutTheToken(String authorization) {
    Reply reply =
        routes.answer("GET", "/shoppers/ann", null, Map.of("authorization", authorization));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(text(reply)).doesNotContain(TOKEN);
  }

  @Test
  void shouldAnswerAGuardedRouteToWhoShowsTheToken() {
    assertThat(text(routes.answer("GET", "/shoppers/ann", "q=1&on", KNOWN)))
        .isEqualTo("ann|1|true");
    assertThat(
            routes.answer("GET", "/shoppers/ann", null, Map.of("authorization", "bearer " + TOKEN)))
        .returns(200, Reply::status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "Bearer 0123456789abcdef", "x"})
  void shouldLetNobodyInWhenThereIsNoToken(String authorization) {
    Reply reply =
        new Routes(all, new Token(""))
            .answer("GET", "/shoppers/ann", null, Map.of("authorization", authorization));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(text(reply)).contains("http.token");
  }

  @ParameterizedTest
  @CsvSource({
    "/shoppers/a%2Fb, a/b",
    "/shoppers/a+b, a+b",
    "/shoppers/store%2Fid%20%C3%BC, store/id ü",
    "/shoppers/%2E%2E, .."
  })
  void shouldDecodeWhatIsLeftOpen(String path, String id) {
    assertThat(text(routes.answer("GET", path, null, KNOWN))).isEqualTo(id + "|-|false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/shoppers", "/shoppers/", "/shoppers/a/b", "/health/", "/healthy", ""})
  void shouldFindNothingElsewhere(String path) {
    assertThat(routes.answer("GET", path, null, KNOWN).status()).isEqualTo(404);
  }

  @Test
  void shouldRefuseWhatIsWronglyEncoded() {
    assertThat(routes.answer("GET", "/shoppers/%zz", null, KNOWN).status()).isEqualTo(400);
    assertThat(routes.answer("GET", "/shoppers/ann", "q=%zz", KNOWN).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get"})
  void shouldTakeNothingButGet(String method) {
    Reply reply = routes.answer(method, "/health", null, NOBODY);

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.headers()).containsEntry("Allow", "GET, HEAD");
  }

  @Test
  void shouldTellNothingOfWhatBroke() {
    Reply reply = routes.answer("GET", "/broken", null, NOBODY);

    assertThat(reply.status()).isEqualTo(500);
    assertThat(text(reply)).doesNotContain("secret", "ann", "IllegalState");
  }

  private static String text(Reply reply) {
    return reply.body();
  }
}

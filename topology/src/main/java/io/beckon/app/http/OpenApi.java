package io.beckon.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of all routes (OpenAPI 3.1), which is itself one. */
public final class OpenApi {

  private OpenApi() {}

  /** The route that tells it. */
  public static Route route() {
    return Route.open("/openapi.json", request -> Reply.text(200, Reply.JSON, description()));
  }

  /** The description. */
  static String description() {
    try (InputStream file = OpenApi.class.getResourceAsStream("openapi.json")) {
      if (file == null) {
        throw new IllegalStateException("openapi.json is not among the resources");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

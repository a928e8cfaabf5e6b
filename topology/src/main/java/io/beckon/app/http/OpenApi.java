package io.beckon.app.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The description of all routes (OpenAPI 3.1), which is itself one. */
public final class OpenApi {

  private OpenApi() {}

  /** The route that tells that of the main job. */
  public static Route route() {
    return route(OpenApi.class);
  }

  /** The route of another application, whose {@code openapi.json} lies beside a class of it. */
  public static Route route(Class<?> beside) {
    String description = description(beside);
    return Route.open("/openapi.json", request -> Reply.text(200, Reply.JSON, description));
  }

  private static String description(Class<?> beside) {
    try (InputStream file = beside.getResourceAsStream("openapi.json")) {
      if (file == null) {
        throw new IllegalStateException("openapi.json is not among the resources");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

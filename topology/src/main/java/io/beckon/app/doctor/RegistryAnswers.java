package io.beckon.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.config.SerdeConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks a schema registry by the REST interface of Confluent's, which Apicurio, Karapace and
 * Redpanda have too.
 */
final class RegistryAnswers {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final String base;
  private final @Nullable String authorization;

  RegistryAnswers(SerdeConfig serde) {
    this.base = base(serde.registryUrl());
    this.authorization = Login.of(serde).map(Login::header).orElse(null);
  }

  /** An answer that is neither what was asked for nor that there is none. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super("the answer is HTTP " + status);
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  /** Apicurio has that interface beside its own. */
  static String base(String url) {
    String first = url.split(",", -1)[0].strip();
    int own = first.indexOf("/apis/registry/v");
    String plain = (own < 0 ? first : first.substring(0, own) + "/apis/ccompat/v7");
    plain = plain.replaceFirst("://[^/@]+@", "://");
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** The latest schema of a subject; empty when there is none. */
  Optional<Schema> latest(String subject) throws IOException {
    JsonNode answer = ask("/subjects/" + encoded(subject) + "/versions/latest", null);
    return answer == null
        ? Optional.empty()
        : Optional.of(new Schema.Parser().parse(answer.path("schema").asText()));
  }

  /** Would the registry take this schema as the next of a subject? */
  boolean takes(String subject, Schema schema) throws IOException {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    JsonNode answer = ask("/compatibility/subjects/" + encoded(subject) + "/versions/latest", body);
    return answer == null || answer.path("is_compatible").asBoolean(true);
  }

  private @Nullable JsonNode ask(String path, @Nullable String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (body != null) {
      request
          .header("Content-Type", "application/vnd.schemaregistry.v1+json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 404) {
        return null;
      }
      if (answer.statusCode() != 200) {
        throw new Refused(answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }
}

package io.beckon.app.doctor;

import io.beckon.app.config.SerdeConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the registry is told who asks, as Confluent's and Apicurio's clients have it.
 *
 * @param header value of {@code Authorization}, a secret; null: a kind that is not known here
 */
record Login(@Nullable String header) {

  /** What is configured; empty when nothing is. */
  static Optional<Login> of(SerdeConfig serde) {
    Map<String, String> settings = serde.registry().values();
    String user = settings.get("basic.auth.user.info");
    if (user != null && !user.isBlank()) {
      return Optional.of(basic(user));
    }
    String name = settings.get("apicurio.registry.auth.username");
    if (name != null) {
      return Optional.of(
          basic(name + ":" + settings.getOrDefault("apicurio.registry.auth.password", "")));
    }
    String bearer = settings.get("bearer.auth.token");
    if (bearer != null && !bearer.isBlank()) {
      return Optional.of(new Login("Bearer " + bearer));
    }
    String inAddress = serde.registryUrl().isEmpty() ? null : userInfo(serde.registryUrl());
    if (inAddress != null) {
      return Optional.of(basic(inAddress));
    }
    boolean other =
        settings.keySet().stream()
            .anyMatch(key -> key.contains("auth.") || key.contains("ssl.") || key.contains("tls."));
    return other ? Optional.of(new Login(null)) : Optional.empty();
  }

  private static @Nullable String userInfo(String url) {
    return URI.create(url.split(",", -1)[0].strip()).getUserInfo();
  }

  private static Login basic(String user) {
    return new Login(
        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "Login[]";
  }
}

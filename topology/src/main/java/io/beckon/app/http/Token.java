package io.beckon.app.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The token that queries must show. Its comparison takes as long for a near miss as for any other.
 */
final class Token {

  private static final String BEARER = "Bearer ";

  private final byte[] expected;

  /** "" lets nobody in. */
  Token(String expected) {
    this.expected = expected.getBytes(StandardCharsets.UTF_8);
  }

  boolean isSet() {
    return expected.length > 0;
  }

  /** Does an Authorization header show it? */
  boolean isShown(Optional<String> authorization) {
    String given =
        authorization
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(header -> header.substring(BEARER.length()).strip())
            .orElse("");
    return isSet() && MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "Token";
  }
}

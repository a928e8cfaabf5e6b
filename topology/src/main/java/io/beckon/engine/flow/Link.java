package io.beckon.engine.flow;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a message leads.
 *
 * @param to the address; null: that of {@code page}
 * @param page a page that the policy knows the address of, so that a shop says it once; where the
 *     policy knows none there is no link; null: {@code to} says it
 * @param restoreFor for how long it brings the cart back, signed; null: it does not
 * @param tagged does it say which message a visit came from (utm_source and the like)?
 * @param tags what it says of that, by name without {@code utm_}; what is not there is said of the
 *     flow, the step and its variant
 */
public record Link(
    @Nullable Expression to,
    @Nullable String page,
    @Nullable Duration restoreFor,
    boolean tagged,
    Map<String, Expression> tags) {

  public Link {
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** An address and nothing else. */
  public static Link to(Expression address) {
    return new Link(address, null, null, false, Map.of());
  }

  /** As it was written, for people. */
  public String source() {
    StringBuilder text =
        new StringBuilder(to == null ? "the shop's page '" + page + "'" : to.source());
    if (restoreFor != null) {
      text.append(", restoring the cart for ").append(restoreFor);
    }
    if (tagged) {
      text.append(", tagged");
    }
    tags.forEach(
        (name, value) -> text.append(", utm_").append(name).append('=').append(value.source()));
    return text.toString();
  }
}

package io.beckon.measurement.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Series that come and go. */
class SeriesTest {

  private static final Tags CART = Tags.of("kind", "CART");
  private static final Tags BROWSE = Tags.of("kind", "BROWSE");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Series series = new Series(registry, "left", "carts", "Carts");

  @Test
  void shouldShowWhatWasToldLastAndLetGoOfTheRest() {
    series.tell(Map.of(CART, 1.0, BROWSE, 2.0));
    assertThat(lines())
        .containsExactlyInAnyOrder(
            "left_carts{kind=\"CART\"} 1.0", "left_carts{kind=\"BROWSE\"} 2.0");

    series.tell(Map.of(CART, 3.0));
    assertThat(lines()).containsExactly("left_carts{kind=\"CART\"} 3.0");

    series.tell(Map.of());
    assertThat(lines()).isEmpty();
  }

  /** A scrape that finds a series twice fails, and all metrics of the instance with it. */
  @Test
  void shouldBeReadableWhileItChanges() {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; !over.get(); i++) {
                double value = i;
                series.tell(i % 7 == 0 ? Map.of(CART, value) : Map.of(CART, value, BROWSE, value));
              }
            });
    try {
      for (int i = 0; i < 3_000; i++) {
        assertThat(lines()).hasSizeLessThanOrEqualTo(2);
      }
    } finally {
      over.set(true);
    }
    changes.join();
  }

  private List<String> lines() {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }
}

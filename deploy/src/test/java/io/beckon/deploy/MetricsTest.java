package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A name that is not found would make every check of names pass. */
class MetricsTest {

  @Test
  void shouldFindTheMetricsOfAnExpression() {
    assertThat(
            Metrics.read(
                """
                (sum by (job, x) (rate(one_total{a!~"|b}c",d="e"}[5m] offset 1w)) > 1e3)
                  unless on(job) (max(two:sum) == 0) or absent(up{job="three"}) and four / 2
                """))
        .containsExactlyInAnyOrder("one_total", "two:sum", "four");
  }
}

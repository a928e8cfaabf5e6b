package io.beckon.app.input.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T20:41:04.945Z, 2026-11-21T20:41:04.945Z",
    "2026-11-21T20:41:04Z, 2026-11-21T20:41:04Z",
    "2026-11-21t20:41:04z, 2026-11-21T20:41:04Z",
    "2026-11-21T20:41Z, 2026-11-21T20:41:00Z",
    "2026-11-21T20:41:04.9459999Z, 2026-11-21T20:41:04.945Z",
    "2026-11-21T20:41:04.9+02:00, 2026-11-21T18:41:04.9Z",
    "2026-11-21T20:41:04-0530, 2026-11-22T02:11:04Z",
    "2026-11-21T20:41:04+02, 2026-11-21T18:41:04Z",
    "2019-10-01 00:00:00 UTC, 2019-10-01T00:00:00Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
  })
  void shouldReadIsoWithZone(String text, Instant expected) throws Refusal {
    assertThat(Instant.ofEpochMilli(Times.parse(text, "timestamp"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1795293664945",
        "2026-11-21",
        "2026-11-21T20:41:04",
        "2026-11-21T20:41:04.Z",
        "2026-13-21T20:41:04Z",
        "2026-02-30T20:41:04Z",
        "2026-11-21T24:41:04Z",
        "2026-11-21T20:41:04Zulu",
        "2026-11-21T20:41:04+99:00",
        "2026-11-21T20:41:04+02:",
        "1969-12-31T23:59:59Z",
        "+12026-11-21T20:41:04Z"
      })
  void shouldRefuseWhenNoTimeWithZone(String text) {
    assertThatThrownBy(() -> Times.parse(text, "timestamp"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("timestamp is no time: expected ISO-8601 with a zone");
  }

  @Property
  void shouldReadWhatItWrote(@ForAll @LongRange(min = 0, max = 253_402_300_799_999L) long millis)
      throws Refusal {
    String text = Times.iso(millis);
    assertThat(text).hasSize(24).endsWith("Z");
    assertThat(Times.parse(text, "at")).isEqualTo(millis);
    assertThat(Instant.parse(text).toEpochMilli()).isEqualTo(millis);
  }
}

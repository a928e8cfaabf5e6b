package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({"65536, 65536", "64KiB, 65536", "64 kib, 65536", "1MiB, 1048576", "0, 0"})
  void shouldReadWhatPeopleWrite(String text, long bytes) {
    assertThat(Sizes.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1MB", "1k", "-1", "1.5MiB", "MiB"})
  void shouldRefuseWhenItIsNotASizeOrCouldMeanTwo(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Sizes.parse(text));
  }

  @Property
  void shouldReadBackWhatItWrites(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long bytes) {
    assertThat(Sizes.parse(Sizes.format(bytes))).isEqualTo(bytes);
  }
}

package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeysTest {

  private static final List<String> NAMES = Keys.ALL.stream().map(Key::name).toList();

  @Test
  void shouldSayWhatAndWhyOfEachKey() {
    assertThat(Keys.ALL)
        .allSatisfy(
            key -> {
              assertThat(key.name()).matches("[a-z]+([.-][a-z]+)*");
              assertThat(key.doc()).endsWith(".");
              assertThat(key.reason()).endsWith(".");
              assertThat(key.type().allowed()).isNotBlank();
            });
  }

  @Test
  void shouldHaveNamesAndVariablesOfItsOwnForEachKey() {
    assertThat(NAMES).doesNotHaveDuplicates();
    assertThat(Keys.ALL).extracting(Key::environmentName).doesNotHaveDuplicates();
  }

  /** Else YAML could not hold both. */
  @Test
  void shouldHaveNoKeyThatIsTheBeginningOfAnother() {
    for (String name : NAMES) {
      assertThat(NAMES).noneMatch(other -> other.startsWith(name + "."));
    }
  }

  @Test
  void shouldAllowItsOwnDefaults() {
    BeckonConfig config = BeckonConfig.of(Map.of());

    assertThat(config.shown(true)).hasSize(Keys.ALL.size());
    assertThat(config.shown(false)).isEmpty();
  }
}

package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {

  @Test
  void shouldBeThePageOfTheRepository() throws IOException {
    Path page = Path.of("..", "docs", "configuration.md");

    assertThat(page)
        .as("docs/configuration.md is generated: run '%s'", ConfigReference.COMMAND)
        .exists();
    assertThat(Files.readString(page))
        .as("docs/configuration.md is out of date: run '%s'", ConfigReference.COMMAND)
        .isEqualTo(ConfigReference.markdown());
  }

  @Test
  void shouldNameEachKey() {
    String page = ConfigReference.markdown();

    assertThat(Keys.ALL).allSatisfy(key -> assertThat(page).contains("`" + key.name() + "`"));
    assertThat(page).contains("`idle.overrides.NAME.cart.idle`", "`registry.*`");
  }
}

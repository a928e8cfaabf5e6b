package io.beckon.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever reason a decision gives, {@code explain} has a sentence for it. */
class ReasonWordsTest {

  private static final Path ENGINE = Path.of("src/main/java/io/beckon/engine");

  /** Constants with a code, as all reasons are declared; in classes that hold nothing else. */
  private static final Pattern CODE =
      Pattern.compile("static final String \\w+ =\\s*\"([A-Z_]+)\"");

  @Test
  void shouldHaveWordsForEveryReasonOfTheEngine() throws IOException {
    Set<String> codes = codes();

    assertThat(codes).hasSizeGreaterThan(45).contains("ALLOWED", "CONTACT_BUSY", "OFFER_DENIED");
    assertThat(codes).allSatisfy(code -> assertThat(ReasonWords.knows(code)).as(code).isTrue());
  }

  @Test
  void shouldTellACodeOfALaterReleaseByItsOwnWords() {
    assertThat(ReasonWords.of("MOON_TOO_FULL")).isEqualTo("moon too full");
  }

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path file : declaring()) {
      Matcher matcher = CODE.matcher(Files.readString(file));
      while (matcher.find()) {
        codes.add(matcher.group(1));
      }
    }
    return codes;
  }

  /** Every class of reasons, wherever it is; and the offers, which keep theirs to themselves. */
  private static List<Path> declaring() throws IOException {
    try (Stream<Path> files = Files.walk(ENGINE)) {
      return files
          .filter(file -> file.toString().matches(".*(Reasons|/Offers)\\.java"))
          .sorted()
          .toList();
    }
  }
}

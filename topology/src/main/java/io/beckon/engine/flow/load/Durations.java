package io.beckon.engine.flow.load;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people write them ({@code 30m}, {@code 1d12h}) and as ISO-8601 (PT1H). */
final class Durations {

  /** What is accepted; the schemas hold the same pattern. A day is 24 hours. */
  static final String PATTERN =
      "^(?=.*[1-9])(?:P(?=.)(?:(\\d{1,4})D)?(?:T(?=.)(?:(\\d{1,5})H)?(?:(\\d{1,7})M)?(?:(\\d{1,9})S)?)?"
          + "|(?:(\\d{1,4})d)?(?:(\\d{1,5})h)?(?:(\\d{1,7})m)?(?:(\\d{1,9})s)?)$";

  static final String EXPECTED = "a time such as 30m, 12h, 2d, 1d12h or PT1H";

  private static final Pattern FORM = Pattern.compile(PATTERN);

  private Durations() {}

  /** The length of time, more than zero; empty when the text is none. */
  static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    int first = text.startsWith("P") ? 1 : 5;
    return Optional.of(
        Duration.ofDays(number(form.group(first)))
            .plusHours(number(form.group(first + 1)))
            .plusMinutes(number(form.group(first + 2)))
            .plusSeconds(number(form.group(first + 3))));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}

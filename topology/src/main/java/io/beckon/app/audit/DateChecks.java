package io.beckon.app.audit;

import io.beckon.app.rules.Rules;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has expired, or will before long: reviews, offers, campaigns, seasons. */
final class DateChecks {

  private static final Set<String> ENDS =
      Set.of("until", "validTo", "validUntil", "ends", "endsAt", "to", "expires");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}(T[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)?)?");
  private static final Pattern BEFORE =
      Pattern.compile("\\bnow\\s*<=?\\s*timestamp\\(\\s*[\"']([^\"']+)[\"']\\s*\\)");

  private DateChecks() {}

  /**
   * Looks for dates that are past.
   *
   * @param days what expires within so many days is told too
   */
  static void check(Rules rules, LocalDate today, int days, Consumer<Finding> found) {
    for (Rules.RuleFile file : rules.files()) {
      for (Scalar scalar : Scalar.of(file.text())) {
        if (scalar.isProse()) {
          continue;
        }
        if (scalar.path().equals("reviewBy")) {
          tell(
              file,
              scalar,
              scalar.value(),
              "the review",
              "look at the flow and set a later 'reviewBy'",
              today,
              days,
              found);
        } else if (ENDS.contains(scalar.key()) && DATE.matcher(scalar.value()).matches()) {
          tell(
              file,
              scalar,
              scalar.value(),
              "'" + scalar.path() + "'",
              "set a later date, or take out what is over",
              today,
              days,
              found);
        }
        Matcher matcher = BEFORE.matcher(scalar.value());
        while (matcher.find()) {
          tell(
              file,
              scalar,
              matcher.group(1),
              "the time in '" + matcher.group() + "'",
              "set a later date, or take out what is over: the condition never holds any more",
              today,
              days,
              found);
        }
      }
    }
  }

  private static void tell(
      Rules.RuleFile file,
      Scalar scalar,
      String date,
      String what,
      String mend,
      LocalDate today,
      int days,
      Consumer<Finding> found) {
    Optional<LocalDate> last = day(date);
    if (last.isEmpty() || last.get().isAfter(today.plusDays(days))) {
      return;
    }
    boolean past = last.get().isBefore(today);
    found.accept(
        new Finding(
            past,
            file.name(),
            scalar.line(),
            what + (past ? " was due on " : " is due on ") + last.get(),
            mend));
  }

  private static Optional<LocalDate> day(String date) {
    try {
      return Optional.of(
          date.length() == 10
              ? LocalDate.parse(date)
              : LocalDate.ofInstant(Instant.parse(date), ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}

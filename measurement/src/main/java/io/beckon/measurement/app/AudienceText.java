package io.beckon.measurement.app;

import io.beckon.measurement.core.Audience;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where everybody is who entered a flow, in lines for people. */
final class AudienceText {

  private static final int MOST = 20;

  private AudienceText() {}

  static void write(Audience audience, PrintWriter out) {
    for (Audience.Row row : audience.rows()) {
      String places =
          row.places().entrySet().stream()
              .map(
                  place ->
                      "%,d %s"
                          .formatted(
                              place.getValue(),
                              place.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
              .collect(Collectors.joining(" + "));
      out.printf(
          "%s@%d %s: %,d entered %s %s%n",
          row.flow(),
          row.version(),
          row.step().isEmpty() ? "(no send)" : row.step(),
          row.entered(),
          row.addsUp() ? "=" : "BUT",
          places);
    }
    if (audience.begunBefore() > 0) {
      out.printf(
          "%,d runs began before the first decision that is known, and are left out%n",
          audience.begunBefore());
    }
    audience.contradictions().stream().limit(MOST).forEach(line -> out.println("wrong: " + line));
    int more = audience.contradictions().size() - MOST;
    if (more > 0) {
      out.printf("wrong: and %,d more%n", more);
    }
  }
}

package io.beckon.engine.policy;

import io.beckon.engine.policy.Policy.QuietHours;
import io.beckon.engine.policy.Policy.Then;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/**
 * Sends nothing within the quiet hours where the shopper is. A deferred send waits for the first
 * moment at which none of the windows for its channel and purpose holds; when there is none within
 * {@link QuietWindows#HORIZON}, it is given up.
 */
final class QuietHoursGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    List<QuietHours> windows =
        policy.quietHours().stream().filter(window -> holdsFor(window, request)).toList();
    if (windows.isEmpty()) {
      return;
    }
    Zones.Located located = Zones.of(policy, request.shopper().profile().contact());
    OffsetDateTime local =
        Instant.ofEpochMilli(request.at()).atZone(located.zone()).toOffsetDateTime();
    findings.saw("zone", located.zone().getId());
    findings.saw("zoneFrom", located.from().name());
    findings.saw("localTime", local.truncatedTo(ChronoUnit.MINUTES).toString());

    List<QuietHours> holding =
        windows.stream()
            .filter(window -> QuietWindows.holds(window, local.toLocalDateTime()))
            .toList();
    for (QuietHours window : holding) {
      if (window.then() == Then.SKIP) {
        findings.skip(Reasons.QUIET_HOURS, window.name());
        return;
      }
    }
    if (holding.isEmpty()) {
      return;
    }
    String first = holding.get(0).name();
    OptionalLong until = QuietWindows.end(windows, located.zone(), request.at());
    if (until.isPresent()) {
      findings.defer(Reasons.QUIET_HOURS, first, until.getAsLong());
    } else {
      findings.skip(Reasons.QUIET_HOURS, first);
    }
  }

  private static boolean holdsFor(QuietHours window, SendRequest request) {
    return !window.exempt().contains(request.purpose())
        && (window.channels().isEmpty() || window.channels().contains(request.channel()));
  }
}

package io.beckon.engine.policy;

import io.beckon.engine.policy.Place.Located;
import io.beckon.engine.policy.QuietWindows.OnClocks;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sends nothing within the quiet hours where the shopper is. A deferred send waits for the first
 * moment at which none of the windows for its channel and purpose holds; when there is none within
 * {@link QuietWindows#HORIZON}, it is given up.
 *
 * <p>A window for certain places, as the law has them, is read from every clock that the shopper
 * may have; a window for everywhere from those that count by the policy.
 */
final class QuietHoursGate implements Gate {

  private final Whereabouts whereabouts;

  QuietHoursGate(Whereabouts whereabouts) {
    this.whereabouts = whereabouts;
  }

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    List<QuietHours> windows = asked(policy, request);
    if (windows.isEmpty()) {
      return;
    }
    Place place = whereabouts.of(policy.places(), request.shopper().profile());
    windows.removeIf(window -> !window.scope().holdsIn(place.regions()));
    if (windows.isEmpty()) {
      return;
    }
    List<OnClocks> groups = groups(windows, place);
    note(groups, place, request.at(), findings);

    QuietHours first = null;
    for (QuietHours window : windows) {
      List<Located> clocks = clocks(window, place);
      if (!new OnClocks(List.of(window), zones(clocks)).hold(request.at())) {
        continue;
      }
      if (window.then() == Policy.Then.SKIP) {
        findings.skip(Reasons.QUIET_HOURS, window.name());
        return;
      }
      if (first == null) {
        first = window;
      }
    }
    if (first == null) {
      return;
    }
    OptionalLong until = QuietWindows.end(groups, request.at());
    if (until.isPresent()) {
      findings.stop(first.then(), Reasons.QUIET_HOURS, first.name(), until.getAsLong());
    } else {
      findings.skip(Reasons.QUIET_HOURS, first.name());
    }
  }

  /** The windows that are about such a send, wherever it goes. */
  private static List<QuietHours> asked(Policy policy, SendRequest request) {
    List<QuietHours> windows = new ArrayList<>();
    for (QuietHours window : policy.quietHours()) {
      if (!window.exempt().contains(request.purpose())
          && (window.channels().isEmpty() || window.channels().contains(request.channel()))
          && !(window.exceptRequested() && CallbackGate.isAskedFor(policy, request))) {
        windows.add(window);
      }
    }
    return windows;
  }

  private static List<OnClocks> groups(List<QuietHours> windows, Place place) {
    List<QuietHours> own = new ArrayList<>();
    List<QuietHours> local = new ArrayList<>();
    windows.forEach(window -> (isLocal(window) ? local : own).add(window));
    List<OnClocks> groups = new ArrayList<>(2);
    if (!own.isEmpty()) {
      groups.add(new OnClocks(own, zones(place.zones())));
    }
    if (!local.isEmpty()) {
      groups.add(new OnClocks(local, zones(place.allZones())));
    }
    return groups;
  }

  private static void note(List<OnClocks> groups, Place place, long at, Findings findings) {
    boolean all = groups.stream().anyMatch(group -> group.zones().size() > place.zones().size());
    List<Located> clocks = all ? place.allZones() : place.zones();
    findings.saw("zone", joined(clocks, located -> located.zone().getId()));
    findings.saw("zoneFrom", joined(clocks, located -> located.from().name()));
    findings.saw("localTime", joined(clocks, located -> localTime(located.zone(), at)));
  }

  private static String joined(List<Located> clocks, Function<Located, String> part) {
    return clocks.stream().map(part).collect(Collectors.joining(","));
  }

  private static String localTime(ZoneId zone, long at) {
    return Instant.ofEpochMilli(at)
        .atZone(zone)
        .toOffsetDateTime()
        .truncatedTo(ChronoUnit.MINUTES)
        .toString();
  }

  private static List<Located> clocks(QuietHours window, Place place) {
    return isLocal(window) ? place.allZones() : place.zones();
  }

  private static boolean isLocal(QuietHours window) {
    return !window.scope().where().isEmpty();
  }

  private static List<ZoneId> zones(List<Located> clocks) {
    return clocks.stream().map(Located::zone).toList();
  }
}

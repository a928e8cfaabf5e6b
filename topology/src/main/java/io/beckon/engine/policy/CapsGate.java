package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.engine.policy.Cap.Each;
import io.beckon.engine.policy.Cap.Engaged;
import io.beckon.engine.policy.Cap.Window;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.shopper.ChannelResponse;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what would be too much. A deferred send waits until so many messages have left the
 * window that there is room for one; see {@link CapWindows}.
 */
final class CapsGate implements Gate {

  private final Whereabouts whereabouts;

  CapsGate(Whereabouts whereabouts) {
    this.whereabouts = whereabouts;
  }

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Place place = null;
    for (Cap cap : policy.caps()) {
      if (!isAbout(cap, request)) {
        continue;
      }
      if (place == null && asksWhere(cap)) {
        place = whereabouts.of(policy.places(), request.shopper().profile());
      }
      if (holds(cap.scope(), place, request.at())) {
        judge(cap, policy, request, place, findings);
      }
      if (findings.isSkip()) {
        return;
      }
    }
  }

  private static void judge(
      Cap cap, Policy policy, SendRequest request, @Nullable Place place, Findings findings) {
    SendLog log = request.shopper().sends();
    int max = max(cap, log, request.at());
    long[] times =
        log.messages().stream()
            .filter(sent -> counts(cap, policy, sent, request))
            .mapToLong(SentMessage::at)
            .sorted()
            .toArray();
    CapWindows.Room room =
        CapWindows.room(cap.window(), max, times, log.completeSince(), place, request.at());
    findings.saw("cap." + cap.name(), room.counted() + "/" + max);
    if (!room.isFree()) {
      findings.stop(
          max < 1 ? Then.SKIP : cap.then(), Reasons.CAP_REACHED, cap.name(), room.until());
    }
  }

  private static boolean isAbout(Cap cap, SendRequest request) {
    return !cap.exempt().contains(request.purpose())
        && (cap.channels().isEmpty() || cap.channels().contains(request.channel()))
        && (cap.flows().isEmpty() || cap.flows().contains(request.asker().flow()));
  }

  private static boolean asksWhere(Cap cap) {
    return cap.window() instanceof Window.LocalDays || !cap.scope().equals(Scope.EVERYWHERE);
  }

  private static boolean holds(Scope scope, @Nullable Place place, long at) {
    if (place == null || scope.equals(Scope.EVERYWHERE)) {
      return true;
    }
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(at), place.zone());
    return scope.holdsIn(place.regions()) && scope.holdsOn(today);
  }

  private static boolean counts(Cap cap, Policy policy, SentMessage sent, SendRequest request) {
    return !cap.exempt().contains(sent.purpose())
        && (cap.channels().isEmpty() || cap.channels().contains(sent.channel()))
        && (cap.flows().isEmpty() || cap.flows().contains(sent.flow()))
        && isLike(cap, policy, sent, request);
  }

  private static boolean isLike(Cap cap, Policy policy, SentMessage sent, SendRequest request) {
    for (Each each : cap.each()) {
      boolean same =
          switch (each) {
            case CHANNEL -> sent.channel() == request.channel();
            case FLOW -> sent.flow().equals(request.asker().flow());
            case SUBJECT ->
                policy.subject(sent.flow()).equals(policy.subject(request.asker().flow()));
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static int max(Cap cap, SendLog log, long at) {
    Engaged engaged = cap.engaged();
    return engaged != null && isEngaged(cap, engaged, log, at) ? engaged.max() : cap.max();
  }

  private static boolean isEngaged(Cap cap, Engaged engaged, SendLog log, long at) {
    for (ChannelResponse response : log.responses()) {
      Channel channel = response.channel();
      long latest =
          engaged.clicked()
              ? response.clickedAt()
              : Math.max(response.openedAt(), response.clickedAt());
      if (latest > at - engaged.within().toMillis()
          && (cap.channels().isEmpty() || cap.channels().contains(channel))) {
        return true;
      }
    }
    return false;
  }
}

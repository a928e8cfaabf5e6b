package io.beckon.engine.policy;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.policy.Cap.Ads;
import io.beckon.engine.policy.Cap.Each;
import io.beckon.engine.policy.Cap.Engaged;
import io.beckon.engine.policy.Cap.Window;
import io.beckon.engine.policy.Policy.Then;
import io.beckon.engine.shopper.ChannelResponse;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.ShownAd;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
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

  /**
   * What is to be sent.
   *
   * @param channel null: an advertisement
   */
  record Message(@Nullable Channel channel, Purpose purpose, String flow, long at) {}

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Message message =
        new Message(request.channel(), request.purpose(), request.asker().flow(), request.at());
    Place place = null;
    for (Cap cap : policy.caps()) {
      if (!isAbout(cap, message)) {
        continue;
      }
      if (place == null && asksWhere(cap)) {
        place = whereabouts.of(policy.places(), request.shopper().profile());
      }
      judge(cap, policy, message, request.shopper().sends(), place, findings);
      if (findings.isSkip()) {
        return;
      }
    }
  }

  /**
   * Judges by one cap.
   *
   * @param log what was sent
   * @param place where the shopper is; needed only where the cap asks for it
   */
  static void judge(
      Cap cap,
      Policy policy,
      Message message,
      SendLog log,
      @Nullable Place place,
      Findings findings) {
    if (!isAbout(cap, message) || !holds(cap.scope(), place, message.at())) {
      return;
    }
    int max = max(cap, log, message.at());
    long[] times = times(cap, policy, message, log);
    CapWindows.Room room =
        CapWindows.room(cap.window(), max, times, completeSince(cap, log), place, message.at());
    findings.saw("cap." + cap.name(), room.counted() + "/" + max);
    if (!room.isFree()) {
      findings.stop(
          max < 1 ? Then.SKIP : cap.then(), Reasons.CAP_REACHED, cap.name(), room.until());
    }
  }

  /** When what the cap counts was sent, the earliest first. */
  private static long[] times(Cap cap, Policy policy, Message message, SendLog log) {
    long[] times = new long[log.messages().size() + log.ads().size()];
    int count = 0;
    for (SentMessage sent : log.messages()) {
      if (isCounted(cap, sent) && isLike(cap, policy, sent.channel(), sent.flow(), message)) {
        times[count++] = sent.at();
      }
    }
    for (ShownAd ad : log.ads()) {
      if (isCounted(cap, ad) && isLike(cap, policy, null, ad.flow(), message)) {
        times[count++] = ad.at();
      }
    }
    Arrays.sort(times, 0, count);
    return Arrays.copyOf(times, count);
  }

  static boolean isAbout(Cap cap, Message message) {
    return isAbout(cap, message.channel(), message.purpose(), message.flow());
  }

  /** Is a message one that the cap counts? */
  static boolean isCounted(Cap cap, SentMessage sent) {
    return isAbout(cap, sent.channel(), sent.purpose(), sent.flow());
  }

  /** Is an advertisement one that the cap counts? */
  static boolean isCounted(Cap cap, ShownAd ad) {
    return isAbout(cap, null, ad.purpose(), ad.flow());
  }

  private static boolean isAbout(Cap cap, @Nullable Channel channel, Purpose purpose, String flow) {
    boolean counts =
        channel == null
            ? cap.countsAds()
            : cap.ads() != Ads.ONLY
                && (cap.channels().isEmpty() || cap.channels().contains(channel));
    return counts
        && !cap.exempt().contains(purpose)
        && (cap.flows().isEmpty() || cap.flows().contains(flow));
  }

  private static boolean asksWhere(Cap cap) {
    return cap.window() instanceof Window.LocalDays || !cap.scope().equals(Scope.EVERYWHERE);
  }

  /** Does a rule of that scope hold there, then? */
  static boolean holds(Scope scope, @Nullable Place place, long at) {
    if (place == null || scope.equals(Scope.EVERYWHERE)) {
      return true;
    }
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(at), place.zone());
    return scope.holdsIn(place.regions()) && scope.holdsOn(today);
  }

  /** Since when the log is sure to hold all that the cap counts, epoch milliseconds. */
  static long completeSince(Cap cap, SendLog log) {
    long messages = cap.ads() == Ads.ONLY ? Long.MIN_VALUE : log.completeSince();
    return cap.countsAds() ? Math.max(messages, log.adsCompleteSince()) : messages;
  }

  private static boolean isLike(
      Cap cap, Policy policy, @Nullable Channel channel, String flow, Message message) {
    for (Each each : cap.each()) {
      boolean same =
          switch (each) {
            case CHANNEL -> channel == message.channel();
            case FLOW -> flow.equals(message.flow());
            case SUBJECT -> policy.subject(flow).equals(policy.subject(message.flow()));
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** How many there may be for this shopper. */
  static int max(Cap cap, SendLog log, long at) {
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

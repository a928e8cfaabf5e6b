package io.beckon.engine.consent;

import io.beckon.contract.Channel;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.Purpose;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Suppression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sender's report changes in what the shopper may be sent.
 *
 * <ul>
 *   <li>a hard bounce suppresses the channel;
 *   <li>an unsubscription and a complaint suppress the channel and deny recovery and marketing;
 *   <li>a reply with a word of revocation (see {@link RevocationWords}) is STOP: it suppresses the
 *       channel and denies every purpose. In a mail it counts as an unsubscription;
 *   <li>soft bounces, failures and all other reports change nothing.
 * </ul>
 *
 * <p>What each suppression stops, and what lifts it, is in {@link Suppressions}. A bounce of an
 * address that the shopper has left meanwhile never comes here: {@link SentAddress} tells it.
 */
public final class Feedback {

  private static final List<Purpose> NOT_OWED = List.of(Purpose.RECOVERY, Purpose.MARKETING);

  private Feedback() {}

  /**
   * The profile after a report.
   *
   * @param resolvedChannel the channel of the command that the report names, or that of the report;
   *     UNKNOWN changes nothing
   * @param at when it happened, epoch milliseconds
   */
  public static Profile apply(
      Profile profile, MessageFeedback feedback, Channel resolvedChannel, long at) {
    if (resolvedChannel == Channel.UNKNOWN) {
      return profile;
    }
    return switch (feedback.getKind()) {
      case BOUNCED ->
          feedback.getHardBounce()
              ? suppress(profile, resolvedChannel, Suppressions.HARD_BOUNCE, at)
              : profile;
      case COMPLAINED ->
          stop(profile, resolvedChannel, Suppressions.COMPLAINT, NOT_OWED, "complaint", at);
      case UNSUBSCRIBED ->
          stop(profile, resolvedChannel, Suppressions.UNSUBSCRIBED, NOT_OWED, "unsubscribed", at);
      case REPLIED -> replied(profile, feedback, resolvedChannel, at);
      case UNKNOWN, DELIVERED, FAILED, OPENED, CLICKED -> profile;
    };
  }

  /** What a report says of the address that it came from; null when it suppresses nothing. */
  public static @Nullable Suppression suppression(
      MessageFeedback feedback, Channel resolvedChannel, long at) {
    return apply(Profile.EMPTY, feedback, resolvedChannel, at).suppression(resolvedChannel);
  }

  private static Profile replied(
      Profile profile, MessageFeedback feedback, Channel channel, long at) {
    if (RevocationWords.meaning(channel, feedback.getText()) != RevocationWords.Meaning.REVOKE) {
      return profile;
    }
    return channel == Channel.EMAIL
        ? stop(profile, channel, Suppressions.UNSUBSCRIBED, NOT_OWED, "reply", at)
        : stop(profile, channel, Suppressions.STOP, ConsentRules.PURPOSES, "reply", at);
  }

  private static Profile stop(
      Profile profile,
      Channel channel,
      String reason,
      List<Purpose> purposes,
      String source,
      long at) {
    Profile denied = ConsentRules.deny(profile, channel, purposes, source, at);
    return suppress(denied, channel, reason, at);
  }

  private static Profile suppress(Profile profile, Channel channel, String reason, long at) {
    return Suppressions.add(profile, new Suppression(channel, reason, at));
  }
}

package io.beckon.demo.shop;

import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.SendCommand;
import org.jspecify.annotations.Nullable;

/** What becomes of a message: the sender delivers it, and its reader may do something with it. */
final class Reader {

  private final long seed;
  private final Reporter reporter;

  Reader(long seed, Reporter reporter) {
    this.seed = seed;
    this.reporter = reporter;
  }

  /**
   * A message was sent.
   *
   * @param at when, simulated epoch milliseconds
   * @return when its reader comes to the shop by its link; null when not
   */
  @Nullable Long sent(Visitor visitor, SendCommand command, long at) {
    Dice dice = Dice.of(seed, "message", visitor.person().id(), visitor.nextMessage());
    long delivered = at + dice.seconds(20, 240);
    if (dice.percent(2)) {
      reporter.feedback(
          visitor,
          delivered,
          about(command, FeedbackKind.BOUNCED).setHardBounce(dice.percent(70)).build());
      return null;
    }
    reporter.feedback(visitor, delivered, about(command, FeedbackKind.DELIVERED).build());
    return command.getChannel() == Channel.SMS
        ? sms(visitor, command, delivered, dice)
        : mail(visitor, command, delivered, dice);
  }

  private @Nullable Long mail(Visitor visitor, SendCommand command, long delivered, Dice dice) {
    if (!dice.percent(48)) {
      return null;
    }
    long opened = awake(visitor, delivered + dice.minutes(3, 240), dice);
    reporter.feedback(visitor, opened, about(command, FeedbackKind.OPENED).build());
    if (dice.percent(5)) {
      leave(visitor, command, FeedbackKind.UNSUBSCRIBED, opened + dice.seconds(5, 60));
      return null;
    }
    if (dice.percent(1)) {
      leave(visitor, command, FeedbackKind.COMPLAINED, opened + dice.seconds(5, 60));
      return null;
    }
    return dice.percent(45) ? click(visitor, command, opened + dice.seconds(5, 120)) : null;
  }

  private @Nullable Long sms(Visitor visitor, SendCommand command, long delivered, Dice dice) {
    long read = awake(visitor, delivered + dice.minutes(1, 45), dice);
    if (dice.percent(6)) {
      reporter.feedback(
          visitor, read, about(command, FeedbackKind.REPLIED).setText("STOP").build());
      return null;
    }
    return dice.percent(30) ? click(visitor, command, read) : null;
  }

  private long click(Visitor visitor, SendCommand command, long at) {
    String link = command.getOffer() == null ? "cart" : "offer";
    reporter.feedback(visitor, at, about(command, FeedbackKind.CLICKED).setLink(link).build());
    return at + 2_000;
  }

  private void leave(Visitor visitor, SendCommand command, FeedbackKind how, long at) {
    reporter.feedback(visitor, at, about(command, how).build());
  }

  private static long awake(Visitor visitor, long at, Dice dice) {
    return Clockface.awake(at, visitor.person().zone(), dice);
  }

  private static MessageFeedback.Builder about(SendCommand command, FeedbackKind kind) {
    return MessageFeedback.newBuilder()
        .setKind(kind)
        .setCommandId(command.getCommandId())
        .setChannel(command.getChannel())
        .setHardBounce(false);
  }
}

package io.beckon.measurement.core;

import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import java.util.Objects;

/** What senders tell of messages. */
final class Feedback {

  private Feedback() {}

  /** Is it a sender's report that was told in time? */
  static boolean isInTime(OutcomeEvent event, Settings settings) {
    return event.getFact() instanceof Touched touch
        && isReport(touch.getKind())
        && touch.getSentAt() != null
        && event.getAt() - sentAt(touch) <= settings.feedback();
  }

  /** Does a sender tell it, and not Beckon? */
  private static boolean isReport(TouchKind kind) {
    return kind != TouchKind.SENT && kind != TouchKind.CALLED_BACK && kind != TouchKind.UNKNOWN;
  }

  static long sentAt(Touched touch) {
    return Objects.requireNonNullElse(touch.getSentAt(), 0L);
  }

  /** Of two reports that which was told first; in one millisecond the sender's name decides. */
  static OutcomeEvent earlier(OutcomeEvent one, OutcomeEvent other) {
    if (one.getAt() != other.getAt()) {
      return one.getAt() < other.getAt() ? one : other;
    }
    return name(one).compareTo(name(other)) <= 0 ? one : other;
  }

  private static String name(OutcomeEvent report) {
    return Objects.requireNonNullElse(report.getToldBy(), "");
  }
}

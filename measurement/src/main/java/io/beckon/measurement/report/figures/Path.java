package io.beckon.measurement.report.figures;

import io.beckon.app.config.TouchWindows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The messages that touched a shopper before an order, each once, however often it was opened and
 * clicked: as the measurement application credits them.
 *
 * @param messages those that touched first before the others
 * @param last the one that touched last
 */
record Path(List<Message> messages, int last) {

  private record At(Message message, long first, long last) {}

  static Path before(Order order, Iterable<Message> messages, TouchWindows windows) {
    List<At> touched = new ArrayList<>();
    for (Message message : messages) {
      long first = Long.MAX_VALUE;
      long latest = Long.MIN_VALUE;
      for (Message.Heard heard : message.heard()) {
        long age = order.at - heard.at();
        if (age >= 0
            && age
                <= windows.millis(message.flow, message.channel, heard.kind(), order.categories)) {
          first = Math.min(first, heard.at());
          latest = Math.max(latest, heard.at());
        }
      }
      if (latest != Long.MIN_VALUE) {
        touched.add(new At(message, first, latest));
      }
    }
    touched.sort(Comparator.comparingLong(At::first).thenComparing(at -> at.message().id));
    int last = 0;
    for (int i = 1; i < touched.size(); i++) {
      At one = touched.get(i);
      At other = touched.get(last);
      if (one.last() > other.last()
          || (one.last() == other.last() && one.message().id.compareTo(other.message().id) > 0)) {
        last = i;
      }
    }
    return new Path(touched.stream().map(At::message).toList(), last);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** The amount in equal parts, to the cent: the first ones get what is left over. */
  long share(int index, long amount) {
    int count = messages.size();
    return Math.floorDiv(amount, count) + (index < Math.floorMod(amount, count) ? 1 : 0);
  }
}

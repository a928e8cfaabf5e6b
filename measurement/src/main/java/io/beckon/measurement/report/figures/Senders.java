package io.beckon.measurement.report.figures;

import io.beckon.contract.Channel;
import io.beckon.measurement.report.Chart;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Notice.Weight;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.render.FigureText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which senders tell what became of messages, and which do not. A message of which nobody told
 * anything is laid to the sender that tells of the others of its step; where several do, to one of
 * them, nobody knows which; where none does, to that of its channel.
 */
final class Senders {

  /** Fewer messages say nothing of their senders. */
  private static final int FEWEST = 20;

  /** Senders that report less often than this are not reporting. */
  private static final double REPORTED = 0.2;

  private static final String NOBODY = "nobody yet";
  private static final String UNNAMED = "not named";

  /** What is known of a sender, or of several of which it may be either. */
  private static final class Sender {
    long told;
    long missing;
    long lastTold = -1;
    long lastHeard = -1;
    final List<Long> unheard = new ArrayList<>();

    /** Messages that left after the last one that it told of. */
    List<Long> since() {
      return unheard.stream().filter(at -> at > lastTold).sorted().toList();
    }
  }

  private record Name(Channel channel, String sender) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int byChannel = channel.compareTo(other.channel);
      return byChannel != 0 ? byChannel : sender.compareTo(other.sender);
    }
  }

  private final ReportSettings settings;
  private final long known;
  private final Map<List<String>, Set<String>> tellers = new HashMap<>();
  private final Map<Name, Sender> senders = new TreeMap<>();

  private Senders(ReportSettings settings, long known) {
    this.settings = settings;
    this.known = known;
  }

  /**
   * Of all messages of the period.
   *
   * @param known time up to which everything is known
   */
  static Senders of(ReportSettings settings, long known, Collection<Story> stories) {
    Senders senders = new Senders(settings, known);
    for (Story story : stories) {
      story.messages.values().forEach(senders::learn);
    }
    for (Story story : stories) {
      story.messages.values().forEach(senders::count);
    }
    return senders;
  }

  private void learn(Message message) {
    if (message.reportedAt >= 0) {
      String teller = Objects.requireNonNullElse(message.reporter, UNNAMED);
      for (List<String> route : routes(message)) {
        tellers.computeIfAbsent(route, r -> new TreeSet<>()).add(teller);
      }
    }
  }

  /** From the step, where it is known best, to the channel. */
  private static List<List<String>> routes(Message message) {
    String channel = message.channel.name();
    return List.of(
        List.of(channel, String.valueOf(message.flow), String.valueOf(message.step)),
        List.of(channel));
  }

  private void count(Message message) {
    if (!message.left() || !settings.covers(message.sentAt)) {
      return;
    }
    long within = settings.measure().feedback().toMillis();
    if (message.isReported(within)) {
      Sender sender = sender(message, Objects.requireNonNullElse(message.reporter, UNNAMED));
      sender.told++;
      sender.lastTold = Math.max(sender.lastTold, message.sentAt);
      sender.lastHeard = Math.max(sender.lastHeard, message.reportedAt);
    } else if (message.sentAt + within < known) {
      Sender sender = sender(message, suspects(message));
      sender.missing++;
      sender.unheard.add(message.sentAt);
    }
  }

  private Sender sender(Message message, String name) {
    return senders.computeIfAbsent(new Name(message.channel, name), n -> new Sender());
  }

  private String suspects(Message message) {
    if (message.reportedAt >= 0) {
      return Objects.requireNonNullElse(message.reporter, UNNAMED); // told, but too late
    }
    for (List<String> route : routes(message)) {
      Set<String> known = tellers.get(route);
      if (known != null) {
        return String.join(" or ", known);
      }
    }
    return NOBODY;
  }

  Section section() {
    Sheet sheet =
        new Sheet(
                "senders",
                "Who tells what became of messages",
                "A message lacks feedback of which no sender told anything within "
                    + within()
                    + ". It is laid to the sender that tells of the others of its step; where several"
                    + " do, it is not known to which.",
                List.of("Channel", "Sender"))
            .column("told", "Told of", "messages of which it told something in time")
            .column(
                "missing",
                "Feedback missing",
                "messages of which it told nothing in time / these, and those that it told of")
            .column(
                "since",
                "Missing since (UTC)",
                "when the first message left of those after the last one that it told of")
            .column("unheard", "Since then", "messages that left since, of which it told nothing")
            .column(
                "heard", "Last told (UTC)", "when it told of a message of the period, the last");
    senders.forEach(
        (name, sender) -> {
          List<Long> since = sender.since();
          sheet.row(
              List.of(name.channel().name(), name.sender()),
              new Figure.Count(sender.told),
              new Figure.Share(sender.missing, sender.told + sender.missing),
              new Figure.Text(since.isEmpty() ? FigureText.NOTHING : minute(since.get(0))),
              new Figure.Count(since.size()),
              new Figure.Text(
                  sender.lastHeard < 0 ? FigureText.NOTHING : minute(sender.lastHeard)));
        });
    return sheet.with(new Chart.Bars("missing", null));
  }

  List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    senders.forEach(
        (name, sender) -> {
          List<Long> since = sender.since();
          long all = sender.told + sender.missing;
          if (since.size() >= FEWEST) {
            notices.add(
                warning(
                    "no-feedback",
                    "The %s sender (%s) has told nothing of %,d messages that left since %s, all of"
                        + " them more than %s ago: their rates say little, and orders that they"
                        + " brought are credited to others or nobody.",
                    name.channel().name(),
                    name.sender(),
                    since.size(),
                    minute(since.get(0)),
                    within()));
          } else if (all >= FEWEST && sender.told < REPORTED * all) {
            notices.add(
                warning(
                    "no-feedback",
                    "The %s sender (%s) told of %,d of %,d messages: its rates say little, and orders"
                        + " that it brought are credited to others or nobody.",
                    name.channel().name(),
                    name.sender(),
                    sender.told,
                    all));
          }
        });
    return notices;
  }

  private String within() {
    return FigureText.duration(settings.measure().feedback()).replace('\u00a0', ' ');
  }

  private static String minute(long at) {
    return Instant.ofEpochMilli(at).toString().substring(0, 16).replace('T', ' ');
  }

  private static Notice warning(String id, String format, Object... values) {
    return new Notice(Weight.WARNING, id, String.format(Locale.ROOT, format, values));
  }
}

package io.beckon.app.calendar;

import io.beckon.app.calendar.FlowCalendar.Entry;
import io.beckon.app.calendar.FlowCalendar.Meeting;
import io.beckon.app.calendar.FlowCalendar.Message;
import io.beckon.app.calendar.FlowCalendar.Pause;
import io.beckon.app.flowdocs.FlowWords;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the calendar as tables: for a terminal, or for a page. */
public final class CalendarText {

  private static final List<String> FLOWS =
      List.of(
          "priority",
          "flow",
          "starts on",
          "who",
          "waits",
          "ends early",
          "ends by itself",
          "entries/day");
  private static final List<String> MESSAGES =
      List.of("flow", "step", "after the trigger", "channel", "template", "on the way", "per day");
  private static final List<String> MEETINGS =
      List.of("flows at once", "same start", "who goes first", "same channels");
  private static final List<String> DESKS =
      List.of("tasks for", "can do a day", "gets a day", "busiest day", "");
  private static final List<String> PAUSES = List.of("cooldown", "after", "pauses", "for");

  private final boolean markdown;
  private final PrintWriter out;

  private CalendarText(boolean markdown, PrintWriter out) {
    this.markdown = markdown;
    this.out = out;
  }

  /**
   * Writes it.
   *
   * @param markdown tables of Markdown, else columns
   */
  public static void write(FlowCalendar calendar, boolean markdown, PrintWriter out) {
    new CalendarText(markdown, out).write(calendar);
    out.flush();
  }

  private void write(FlowCalendar calendar) {
    table("Flows", FLOWS, calendar.flows().stream().map(CalendarText::flow).toList());
    List<List<String>> messages = new ArrayList<>();
    for (Entry entry : calendar.flows()) {
      entry.messages().forEach(message -> messages.add(message(entry, message)));
    }
    table("Messages", MESSAGES, messages);
    out.printf(
        "Times are without what the policy holds back, at most %s later.%n",
        FlowWords.duration(calendar.heldFor()));
    Volume volume = calendar.volume();
    if (volume == null) {
      out.println("Volume is not known: 'flows calendar' counts it, with --events FILE or --live.");
    } else {
      out.printf(Locale.ROOT, "Volume is from %s, %.1f days.%n", volume.source(), volume.days());
    }
    out.println();
    table(
        "Flows that can meet", MEETINGS, calendar.meetings().stream().map(this::meeting).toList());
    table("Cooldowns", PAUSES, calendar.pauses().stream().map(CalendarText::pause).toList());
    Workload workload = calendar.workload();
    table("Tasks", DESKS, workload.desks().stream().map(CalendarText::desk).toList());
    if (!workload.untaken().isEmpty()) {
      out.println("No owner takes tasks for: " + String.join(", ", workload.untaken()));
    }
  }

  private static List<String> flow(Entry entry) {
    String starts =
        entry.idle().isZero()
            ? entry.starts()
            : entry.starts() + " (" + FlowWords.duration(entry.idle()) + " idle)";
    return List.of(
        Integer.toString(entry.priority()),
        entry.flow(),
        starts,
        entry.audience(),
        String.join("; ", entry.waits()),
        entry.exits(),
        entry.end().toString(),
        count(entry.perDay()));
  }

  private static List<String> message(Entry entry, Message message) {
    return List.of(
        entry.flow(),
        message.step(),
        message.when() == null ? "never" : message.when().toString(),
        String.join(", else ", message.channels()),
        message.template(),
        String.join("; ", message.way()),
        count(message.perDay()));
  }

  private List<String> meeting(Meeting meeting) {
    return List.of(
        meeting.first() + ", " + meeting.second(),
        meeting.sameStart() ? "yes" : "",
        meeting.rule(),
        String.join(", ", meeting.channels()));
  }

  private static List<String> pause(Pause pause) {
    return List.of(
        pause.name(),
        pause.after().isEmpty() ? "any flow" : String.join(", ", pause.after()),
        pause.hold().isEmpty() ? "all others" : String.join(", ", pause.hold()),
        FlowWords.duration(pause.length()) + (pause.sameProduct() ? ", same product" : ""));
  }

  private static List<String> desk(Workload.Desk desk) {
    return List.of(
        desk.owner(),
        desk.capacity() == null ? "not declared" : desk.capacity().toString(),
        count(desk.perDay()),
        desk.busiest() == null ? "not known" : desk.busiest().toString(),
        desk.warning());
  }

  private static String count(@Nullable Double perDay) {
    return perDay == null ? "not known" : String.format(Locale.ROOT, "%.1f", perDay);
  }

  private void table(String title, List<String> heads, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    out.println(markdown ? "## " + title + "\n" : title);
    if (markdown) {
      row(heads);
      out.println("|" + "---|".repeat(heads.size()));
      rows.forEach(this::row);
    } else {
      columns(heads, rows);
    }
    out.println();
  }

  private void row(List<String> cells) {
    StringBuilder text = new StringBuilder("|");
    cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    out.println(text);
  }

  private void columns(List<String> heads, List<List<String>> rows) {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = heads.get(i).length();
      for (List<String> cells : rows) {
        widths[i] = Math.max(widths[i], cells.get(i).length());
      }
    }
    line(heads, widths);
    rows.forEach(cells -> line(cells, widths));
  }

  private void line(List<String> cells, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      text.append("  ").append(cells.get(i));
      text.append(" ".repeat(widths[i] - cells.get(i).length()));
    }
    out.println(text.toString().stripTrailing());
  }
}

package io.beckon.app.calendar;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.calendar.FlowCalendar.Entry;
import io.beckon.app.calendar.FlowCalendar.Meeting;
import io.beckon.app.calendar.FlowCalendar.Message;
import io.beckon.app.calendar.FlowCalendar.Pause;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the calendar as JSON; times are ISO-8601 durations after the trigger. */
public final class CalendarJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private CalendarJson() {}

  /** The calendar as one object. */
  public static String of(FlowCalendar calendar) {
    ObjectNode root = MAPPER.createObjectNode();
    ArrayNode flows = root.putArray("flows");
    calendar.flows().forEach(entry -> flow(flows.addObject(), entry));
    ArrayNode meetings = root.putArray("meetings");
    calendar.meetings().forEach(meeting -> meeting(meetings.addObject(), meeting));
    ArrayNode pauses = root.putArray("cooldowns");
    calendar.pauses().forEach(pause -> pause(pauses.addObject(), pause));
    ObjectNode workload = root.putObject("workload");
    ArrayNode desks = workload.putArray("owners");
    calendar.workload().desks().forEach(desk -> desk(desks.addObject(), desk));
    texts(workload.putArray("untaken"), calendar.workload().untaken());
    root.put("heldFor", calendar.heldFor().toString());
    Volume volume = calendar.volume();
    if (volume != null) {
      root.putObject("volume").put("source", volume.source()).put("days", volume.days());
    }
    return root.toPrettyString();
  }

  private static void flow(ObjectNode json, Entry entry) {
    json.put("flow", entry.flow())
        .put("title", entry.title())
        .put("priority", entry.priority())
        .put("purpose", entry.purpose())
        .put("starts", entry.starts())
        .put("idle", entry.idle().toString())
        .put("audience", entry.audience())
        .put("exits", entry.exits());
    span(json.putObject("end"), entry.end());
    texts(json.putArray("waits"), entry.waits());
    json.put("entriesPerDay", entry.perDay());
    ArrayNode messages = json.putArray("messages");
    entry.messages().forEach(message -> message(messages.addObject(), message));
  }

  private static void message(ObjectNode json, Message message) {
    json.put("step", message.step()).put("template", message.template());
    texts(json.putArray("channels"), message.channels());
    texts(json.putArray("way"), message.way());
    if (message.when() == null) {
      json.putNull("when");
    } else {
      span(json.putObject("when"), message.when());
    }
    json.put("perDay", message.perDay());
  }

  private static void meeting(ObjectNode json, Meeting meeting) {
    json.put("first", meeting.first())
        .put("second", meeting.second())
        .put("sameStart", meeting.sameStart())
        .put("rule", meeting.rule());
    texts(json.putArray("channels"), meeting.channels());
  }

  private static void pause(ObjectNode json, Pause pause) {
    json.put("name", pause.name());
    texts(json.putArray("after"), pause.after());
    texts(json.putArray("hold"), pause.hold());
    json.put("for", pause.length().toString()).put("sameProduct", pause.sameProduct());
  }

  private static void desk(ObjectNode json, Workload.Desk desk) {
    json.put("owner", desk.owner())
        .put("capacity", desk.capacity())
        .put("perDay", desk.perDay())
        .put("busiest", desk.busiest())
        .put("warning", desk.warning());
  }

  private static void span(ObjectNode json, Span span) {
    json.put("earliest", span.earliest().toString()).put("latest", text(span.latest()));
  }

  private static @Nullable String text(@Nullable Duration time) {
    return time == null ? null : time.toString();
  }

  private static void texts(ArrayNode json, List<String> texts) {
    texts.forEach(json::add);
  }
}

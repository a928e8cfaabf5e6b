package io.beckon.measurement.report.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Which parts of the data something belongs to. */
final class Slices {

  private Slices() {}

  /** Of a message, and of what it brought; the day is that of what is counted. */
  static List<Slice> of(Message message, long at, ZoneId zone) {
    List<Slice> slices = new ArrayList<>();
    slices.add(Slice.ALL);
    slices.add(Slice.of(Dimension.CHANNEL, message.channel.name()));
    slices.add(day(at, zone));
    String flow = message.flow;
    if (flow != null) {
      slices.add(Slice.of(Dimension.FLOW, flow));
      slices.add(Slice.of(Dimension.VERSION, flow, String.valueOf(message.version)));
      String step = message.step;
      if (step != null) {
        slices.add(Slice.of(Dimension.STEP, flow, step));
        String variant = message.variant;
        if (variant != null) {
          slices.add(Slice.of(Dimension.VARIANT, flow, step, variant));
        }
      }
    }
    message.segments.forEach(segment -> slices.add(Slice.of(Dimension.SEGMENT, segment)));
    message.categories.forEach(category -> slices.add(Slice.of(Dimension.CATEGORY, category)));
    return slices;
  }

  /** Of a run. */
  static List<Slice> of(Story.Run run, ZoneId zone) {
    List<Slice> slices = new ArrayList<>();
    slices.add(Slice.ALL);
    slices.add(Slice.of(Dimension.FLOW, run.flow()));
    slices.add(Slice.of(Dimension.VERSION, run.flow(), String.valueOf(run.version())));
    slices.add(day(run.at(), zone));
    run.segments().forEach(segment -> slices.add(Slice.of(Dimension.SEGMENT, segment)));
    return slices;
  }

  private static Slice day(long at, ZoneId zone) {
    return Slice.of(Dimension.DAY, LocalDate.ofInstant(Instant.ofEpochMilli(at), zone).toString());
  }
}

package io.beckon.engine.flow.load;

import io.beckon.engine.flow.StandingCondition;
import io.beckon.engine.segment.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a segment: what it is, and who is in it. */
final class SegmentReader {

  static final List<String> KEYS = List.of("segment", "title", "description", "when");

  private final Scalars scalars;
  private final Located located;

  SegmentReader(Reading reading) {
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
  }

  /** Reads it; null when the reading has problems. */
  @Nullable Segment read(Fields root, int version, String hash) {
    String id =
        root.require(
            "segment",
            "<id of the segment>",
            "",
            node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED));
    String title = root.require("title", "<what people call it>", "", scalars::text);
    String description = root.find("description", scalars::text);
    root.required("when", "a condition, for example shopper.spent > 50000");
    StandingCondition when = root.find("when", located::standing);
    return when == null ? null : new Segment(id, version, hash, title, description, when);
  }
}

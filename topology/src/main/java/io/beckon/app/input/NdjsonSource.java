package io.beckon.app.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.segment.Mapped;
import io.beckon.app.input.segment.SegmentJson;
import io.beckon.app.input.segment.SegmentMapping;
import io.beckon.contract.ShopperEvent;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Segment calls, one a line, or a batch of them a line. Blank lines are nothing. */
final class NdjsonSource implements EventSource {

  private final FileLines lines;
  private final SegmentMapping mapping;
  private final Queue<InputEntry> ready = new ArrayDeque<>();
  private boolean atLine;

  /**
   * @param atLine the lines stand at one that was not read yet
   */
  NdjsonSource(FileLines lines, boolean atLine, SegmentMapping mapping) {
    this.lines = lines;
    this.atLine = atLine;
    this.mapping = mapping;
  }

  @Override
  public @Nullable InputEntry next() throws IOException {
    while (ready.isEmpty()) {
      if (!atLine && !lines.next()) {
        return null;
      }
      atLine = false;
      read(lines.line());
    }
    return ready.poll();
  }

  private void read(Lines line) throws IOException {
    if (line.tooLong()) {
      reject(
          Reason.LINE_TOO_LONG,
          "the line has more than " + Lines.MAX_LINE + " bytes: write one call a line");
    } else if (!line.blank()) {
      JsonNode document;
      try {
        document = SegmentJson.reader().readTree(line.bytes(), 0, line.length());
      } catch (JsonProcessingException e) {
        reject(
            Reason.NOT_JSON,
            "the line is not one JSON value in UTF-8, see column "
                + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        return;
      } catch (CharConversionException e) {
        reject(Reason.NOT_JSON, "the line is not text in UTF-8");
        return;
      }
      List<JsonNode> calls = SegmentJson.calls(document);
      for (int i = 0; i < calls.size(); i++) {
        add(calls.get(i), calls.size() == 1 ? "" : "call " + (i + 1) + ": ");
      }
    }
  }

  private void add(JsonNode call, String prefix) {
    Mapped mapped = mapping.map(call);
    if (mapped instanceof Mapped.Events events) {
      for (ShopperEvent event : events.events()) {
        ready.add(
            new InputEntry.Parsed(
                event.getOccurredAt(), event, lines.file(), lines.line().number()));
      }
    } else if (mapped instanceof Mapped.Refused refused) {
      reject(refused.reason(), prefix + refused.message());
    }
  }

  private void reject(Reason reason, String message) {
    ready.add(new InputEntry.Rejected(lines.file(), lines.line().number(), reason, message));
  }

  @Override
  public long bytesRead() {
    return lines.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return lines.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

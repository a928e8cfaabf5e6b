package io.beckon.app.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import java.io.IOException;

/** Records with the fields that a replay writes, for others who show them. */
public final class RecordLines {

  private static final JsonMapper MAPPER = new JsonMapper();

  private RecordLines() {}

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** A trigger. */
  public static JsonNode trigger(AbandonmentTrigger trigger) throws IOException {
    return line(json -> RecordJson.trigger(json, trigger));
  }

  /** A decision. */
  public static JsonNode decision(Decision decision) throws IOException {
    return line(json -> RecordJson.decision(json, decision));
  }

  /** A command. */
  public static JsonNode command(SendCommand command, boolean withContacts) throws IOException {
    return line(json -> CommandJson.write(json, command, withContacts));
  }

  private static JsonNode line(Fields fields) throws IOException {
    try (TokenBuffer buffer = new TokenBuffer(MAPPER, false)) {
      buffer.writeStartObject();
      fields.write(buffer);
      buffer.writeEndObject();
      return MAPPER.readTree(buffer.asParser());
    }
  }
}

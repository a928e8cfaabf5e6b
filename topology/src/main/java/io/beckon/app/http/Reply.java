package io.beckon.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.Map;

/**
 * What is answered. Replies are never to be stored: all of them are about now.
 *
 * @param body a text; it is sent in UTF-8
 * @param headers beside type and length
 */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {

  public static final String JSON = "application/json; charset=utf-8";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** JSON, in lines, because people read it too. */
  public static Reply json(int status, JsonNode json) {
    try {
      return new Reply(status, JSON, MAPPER.writeValueAsString(json), Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON can't be written", e);
    }
  }

  /** A text of a type. */
  public static Reply text(int status, String contentType, String text) {
    return new Reply(status, contentType, text, Map.of());
  }

  /** {@code {"error": ...}}: what is wrong and how to mend it, without what is secret. */
  public static Reply error(int status, String message) {
    return json(status, MAPPER.createObjectNode().put("error", message));
  }

  /** The same with another header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, Map.copyOf(more));
  }
}

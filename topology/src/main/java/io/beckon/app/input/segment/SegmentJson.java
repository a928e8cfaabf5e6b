package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Segment's JSON: how to read it, and which calls a document holds. */
public final class SegmentJson {

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private SegmentJson() {}

  /** Reads one document; amounts stay decimal numbers, and nothing may follow it. */
  public static ObjectReader reader() {
    return READER;
  }

  /**
   * The calls in a document: itself; or the elements of an array or of {@code {"batch": [...]}},
   * where a call without {@code sentAt} or {@code context} has the batch's; or those in the {@code
   * body} of a recorded HTTP request.
   */
  public static List<JsonNode> calls(JsonNode document) {
    List<JsonNode> calls = new ArrayList<>();
    if (document.isArray()) {
      document.forEach(calls::add);
    } else if (document.path("batch").isArray()) {
      for (JsonNode call : document.path("batch")) {
        calls.add(inheriting(call, document));
      }
    } else if (document.path("body").isContainerNode() && !document.has("type")) {
      return calls(document.path("body"));
    } else {
      calls.add(document);
    }
    return calls;
  }

  private static JsonNode inheriting(JsonNode call, JsonNode batch) {
    if (!(call instanceof ObjectNode own)) {
      return call;
    }
    JsonNode sentAt = batch.has("sentAt") ? batch.path("sentAt") : batch.path("timestamp");
    boolean lacksTime = !own.hasNonNull("sentAt") && !sentAt.isMissingNode();
    boolean lacksContext = !own.hasNonNull("context") && batch.path("context").isObject();
    if (!lacksTime && !lacksContext) {
      return own;
    }
    ObjectNode whole = own.objectNode().setAll(own);
    if (lacksTime) {
      whole.set("sentAt", sentAt);
    }
    if (lacksContext) {
      whole.set("context", batch.path("context"));
    }
    return whole;
  }
}

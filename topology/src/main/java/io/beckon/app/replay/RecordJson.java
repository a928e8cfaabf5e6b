package io.beckon.app.replay;

import static io.beckon.app.replay.JsonFields.items;
import static io.beckon.app.replay.JsonFields.map;
import static io.beckon.app.replay.JsonFields.name;
import static io.beckon.app.replay.JsonFields.number;
import static io.beckon.app.replay.JsonFields.optional;
import static io.beckon.app.replay.JsonFields.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Triggers, decisions and what went wrong, as lines. The fields of DESIGN.md come first. */
final class RecordJson {

  private RecordJson() {}

  static void trigger(JsonGenerator json, AbandonmentTrigger trigger) throws IOException {
    json.writeStringField("triggerId", trigger.getTriggerId());
    name(json, "kind", trigger.getKind());
    json.writeStringField("shopperId", trigger.getShopperId());
    time(json, "dueAt", trigger.getDueAt());
    time(json, "idleSince", trigger.getIdleSince());
    items(json, "items", trigger.getItems());
    number(json, "value", trigger.getValue());
    json.writeStringField("currency", trigger.getCurrency());
    time(json, "at", trigger.getAt());
    optional(json, "cartId", trigger.getCartId());
    optional(json, "checkoutStep", trigger.getCheckoutStep());
    optional(json, "checkoutError", trigger.getCheckoutError());
  }

  static void decision(JsonGenerator json, Decision decision) throws IOException {
    json.writeStringField("decisionId", decision.getDecisionId());
    json.writeStringField("shopperId", decision.getShopperId());
    time(json, "at", decision.getAt());
    json.writeStringField("flow", decision.getFlow());
    json.writeNumberField("flowVersion", decision.getFlowVersion());
    json.writeStringField("step", decision.getStep());
    name(json, "channel", decision.getChannel());
    name(json, "outcome", decision.getOutcome());
    json.writeStringField("reason", decision.getReason());
    map(json, "inputs", decision.getInputs());
    name(json, "phase", decision.getPhase());
    optional(json, "rule", decision.getRule());
    Long until = decision.getUntil();
    if (until != null) {
      time(json, "until", until);
    }
    optional(json, "commandId", decision.getCommandId());
    json.writeStringField("runId", decision.getRunId());
    json.writeStringField("originId", decision.getOriginId());
    json.writeArrayFieldStart("competing");
    for (String run : decision.getCompeting()) {
      json.writeString(run);
    }
    json.writeEndArray();
    json.writeStringField("rulesHash", decision.getRulesHash());
  }

  static void audience(JsonGenerator json, AudienceChange change) throws IOException {
    json.writeStringField("changeId", change.getChangeId());
    json.writeStringField("audience", change.getAudience());
    json.writeStringField("memberId", change.getMemberId());
    name(json, "action", change.getAction());
    time(json, "at", change.getAt());
    Long until = change.getValidUntil();
    if (until != null) {
      time(json, "validUntil", until);
    }
    json.writeStringField("reason", change.getReason());
    json.writeStringField("flow", change.getFlow());
    json.writeNumberField("flowVersion", change.getFlowVersion());
    json.writeStringField("runId", change.getRunId());
    json.writeStringField("step", change.getStep());
    json.writeArrayFieldStart("productIds");
    for (String product : change.getProductIds()) {
      json.writeString(product);
    }
    json.writeEndArray();
  }

  static void rejected(JsonGenerator json, Rejected rejected) throws IOException {
    json.writeStringField("file", rejected.file());
    json.writeNumberField("line", rejected.line());
    name(json, "reason", rejected.reason());
    json.writeStringField("message", rejected.message());
  }

  /** The record's value and headers may hold contact data: Base64 with contacts, else its size. */
  static void deadLetter(JsonGenerator json, DeadLetter letter, boolean withContacts)
      throws IOException {
    json.writeStringField("topic", letter.getTopic());
    json.writeNumberField("partition", letter.getPartition());
    json.writeNumberField("offset", letter.getOffset());
    time(json, "timestamp", letter.getTimestamp());
    json.writeStringField("stage", letter.getStage());
    json.writeStringField("reason", letter.getReason());
    json.writeStringField("message", letter.getMessage());
    json.writeStringField("shopperId", letter.getShopperId());
    optional(json, "exception", letter.getException());
    ByteBuffer key = letter.getKey();
    if (key != null) {
      json.writeStringField("key", new String(bytes(key), StandardCharsets.UTF_8));
    }
    value(json, letter.getValue(), withContacts);
  }

  private static void value(JsonGenerator json, @Nullable ByteBuffer value, boolean withContacts)
      throws IOException {
    if (value != null) {
      json.writeNumberField("valueBytes", value.remaining());
      if (withContacts) {
        json.writeBinaryField("value", bytes(value));
      }
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}

package io.beckon.app.replay;

import static io.beckon.app.replay.JsonFields.item;
import static io.beckon.app.replay.JsonFields.items;
import static io.beckon.app.replay.JsonFields.map;
import static io.beckon.app.replay.JsonFields.name;
import static io.beckon.app.replay.JsonFields.number;
import static io.beckon.app.replay.JsonFields.optional;
import static io.beckon.app.replay.JsonFields.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beckon.app.input.field.Times;
import io.beckon.contract.Offer;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Suggestion;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A send command as a line. Without contacts, the recipient's address and names are left out, and
 * so are a value for the template, a text and a link that repeat one of them.
 */
final class CommandJson {

  private CommandJson() {}

  static void write(JsonGenerator json, SendCommand command, boolean withContacts)
      throws IOException {
    json.writeStringField("commandId", command.getCommandId());
    name(json, "action", command.getAction());
    json.writeStringField("shopperId", command.getShopperId());
    name(json, "channel", command.getChannel());
    json.writeStringField("flow", command.getFlow());
    json.writeNumberField("flowVersion", command.getFlowVersion());
    json.writeStringField("step", command.getStep());
    json.writeStringField("variant", command.getVariant());
    time(json, "at", command.getAt());
    json.writeStringField("template", command.getTemplate());
    json.writeNumberField("priority", command.getPriority());
    name(json, "purpose", command.getPurpose());
    json.writeStringField("runId", command.getRunId());
    time(json, "sendBy", command.getSendBy());
    optional(json, "cancels", command.getCancels());
    optional(json, "reason", command.getReason());
    Recipient recipient = command.getRecipient();
    recipient(json, recipient, withContacts);
    map(json, "data", withContacts ? command.getData() : withoutContacts(command));
    items(json, "items", command.getItems());
    suggestions(json, command.getSuggestions());
    number(json, "value", command.getValue());
    json.writeStringField("currency", command.getCurrency());
    if (command.getOffer() != null) {
      offer(json, command.getOffer());
    }
    String text = command.getText();
    optional(json, "text", withContacts || !repeats(text, recipient) ? text : null);
    if (command.getParts() > 0) {
      json.writeNumberField("parts", command.getParts());
    }
    String link = command.getDeepLink();
    optional(json, "deepLink", withContacts || !repeats(link, recipient) ? link : null);
  }

  /** Related products; a message without any does not mention them. */
  private static void suggestions(JsonGenerator json, List<Suggestion> suggestions)
      throws IOException {
    if (suggestions.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("suggestions");
    for (Suggestion suggestion : suggestions) {
      json.writeStartObject();
      json.writeStringField("relation", suggestion.getRelation());
      optional(json, "of", suggestion.getOf());
      json.writeFieldName("item");
      item(json, suggestion.getItem());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void recipient(JsonGenerator json, Recipient recipient, boolean withContacts)
      throws IOException {
    json.writeObjectFieldStart("recipient");
    if (withContacts) {
      optional(json, "address", recipient.getAddress());
      optional(json, "firstName", recipient.getFirstName());
      optional(json, "lastName", recipient.getLastName());
    }
    optional(json, "language", recipient.getLanguage());
    optional(json, "timezone", recipient.getTimezone());
    json.writeEndObject();
  }

  private static void offer(JsonGenerator json, Offer offer) throws IOException {
    json.writeObjectFieldStart("offer");
    json.writeStringField("kind", offer.getKind());
    optional(json, "detail", offer.getDetail());
    optional(json, "code", offer.getCode());
    optional(json, "percent", offer.getPercent());
    optional(json, "amount", offer.getAmount());
    optional(json, "currency", offer.getCurrency());
    json.writeStringField("validUntil", Times.iso(offer.getValidUntil()));
    Long honourUntil = offer.getHonourUntil();
    optional(json, "honourUntil", honourUntil == null ? null : Times.iso(honourUntil));
    optional(json, "minValue", offer.getMinValue());
    optional(json, "terms", offer.getTerms());
    json.writeEndObject();
  }

  private static Map<String, @Nullable Object> withoutContacts(SendCommand command) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    command
        .getData()
        .forEach(
            (name, value) -> {
              if (!(value instanceof String text) || !repeats(text, command.getRecipient())) {
                data.put(name, value);
              }
            });
    return data;
  }

  /** Does the text hold the address, or is a word of it one of the names? */
  private static boolean repeats(@Nullable String text, Recipient recipient) {
    if (text == null) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    String address = recipient.getAddress();
    if (address != null && lower.contains(address.toLowerCase(Locale.ROOT))) {
      return true;
    }
    return Stream.of(recipient.getFirstName(), recipient.getLastName())
        .anyMatch(part -> part != null && !part.isBlank() && holdsWord(lower, part));
  }

  private static boolean holdsWord(String lower, String name) {
    String word = name.trim().toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1));
      boolean ends = end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }
}

package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.contract.Channel;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Consents by convention: the trait {@code consent} and the event {@code Consent Changed}. States
 * are {@code granted}, {@code denied}, {@code pending}, and {@code true} and {@code false} for the
 * first two.
 */
final class Consents {

  private Consents() {}

  /**
   * The consents in {@code traits.consent}: by channel a state for all purposes, an object of a
   * state by purpose, or {@code {"state": ..., "source": ...}}. What is said of a channel or
   * purpose that Beckon does not have is kept as an attribute, {@code consent.postal}.
   *
   * @throws Refusal {@code BAD_CONSENT} when a state cannot be read: a denial must not be missed
   */
  static List<ConsentGiven> ofTraits(Props traits, Map<String, @Nullable Object> attributes)
      throws Refusal {
    JsonNode node = traits.node().path("consent");
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isObject()) {
      throw bad(traits.at("consent"), "an object by channel, such as {\"email\": \"granted\"}");
    }
    Props consent = traits.child("consent");
    String source = traits.name("consent_source", "consentSource");
    List<ConsentGiven> given = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Channel channel = channel(entry.getKey());
      if (entry.getValue().isNull()) {
        continue;
      }
      if (channel == null) {
        keep(consent.at(entry.getKey()), entry.getValue(), attributes);
      } else {
        ofChannel(consent.child(entry.getKey()), channel, source, given, attributes);
      }
    }
    return given;
  }

  private static void ofChannel(
      Props consent,
      Channel channel,
      @Nullable String source,
      List<ConsentGiven> given,
      Map<String, @Nullable Object> attributes)
      throws Refusal {
    if (!consent.node().isObject() || consent.node().has("state")) {
      given.add(statement(channel, null, consent, source));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : consent.node().properties()) {
      Purpose purpose = purpose(entry.getKey());
      Props said = consent.child(entry.getKey());
      if (entry.getValue().isNull()) {
        continue;
      }
      if (purpose == null) {
        keep(said.path(), entry.getValue(), attributes);
      } else {
        given.add(statement(channel, purpose, said, source));
      }
    }
  }

  private static ConsentGiven statement(
      Channel channel, @Nullable Purpose purpose, Props said, @Nullable String source)
      throws Refusal {
    boolean detailed = said.node().isObject();
    String state = detailed ? said.raw("state") : said.node().asText();
    String own = detailed ? said.name("source") : null;
    return new ConsentGiven(
        channel, purpose, state(state, said.path()), own == null ? source : own);
  }

  /** The statement in the properties of {@code Consent Changed}. */
  static ConsentGiven ofEvent(Props properties) throws Refusal {
    Channel channel = channel(Objects.requireNonNullElse(properties.raw("channel"), ""));
    if (channel == null) {
      throw bad(properties.at("channel"), "email, sms, push, whatsapp or another channel");
    }
    String named = properties.raw("purpose");
    Purpose purpose = named == null ? null : purpose(named);
    if (named != null && purpose == null) {
      throw bad(properties.at("purpose"), "transactional, recovery or marketing, or none for all");
    }
    ConsentState state = state(properties.raw("state"), properties.at("state"));
    return new ConsentGiven(channel, purpose, state, properties.name("source"));
  }

  /** The channel of that name; null when Beckon has none. */
  static @Nullable Channel channel(String name) {
    for (Channel channel : Channel.values()) {
      if (channel != Channel.UNKNOWN && channel.name().equalsIgnoreCase(name.trim())) {
        return channel;
      }
    }
    return null;
  }

  private static @Nullable Purpose purpose(String name) {
    for (Purpose purpose : Purpose.values()) {
      if (purpose != Purpose.UNKNOWN && purpose.name().equalsIgnoreCase(name.trim())) {
        return purpose;
      }
    }
    return null;
  }

  private static ConsentState state(@Nullable String name, String field) throws Refusal {
    return switch (name == null ? "" : name.trim().toLowerCase(Locale.ROOT)) {
      case "granted", "true" -> ConsentState.GRANTED;
      case "denied", "false" -> ConsentState.DENIED;
      case "pending" -> ConsentState.PENDING;
      default -> throw bad(field, "granted, denied or pending");
    };
  }

  /** Under its name within the traits, {@code consent.postal}. */
  private static void keep(String path, JsonNode value, Map<String, @Nullable Object> attributes) {
    if (!value.isContainerNode() && attributes.size() < Attributes.MAX_ENTRIES) {
      attributes.put(path.substring(path.indexOf("consent.")), Attributes.scalar(value));
    }
  }

  private static Refusal bad(String field, String expected) {
    return new Refusal(Reason.BAD_CONSENT, field + " is no consent: expected " + expected);
  }
}

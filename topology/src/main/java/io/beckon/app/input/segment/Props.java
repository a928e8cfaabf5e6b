package io.beckon.app.input.segment;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.field.Decimals;
import io.beckon.app.input.field.Ids;
import io.beckon.app.input.field.Money;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import io.beckon.app.input.field.Texts;
import io.beckon.app.input.field.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An object of a call, read by field names; of several names the first that is there counts. A
 * field that is null, blank, or not of a readable kind is not there.
 *
 * @param node the object, or a missing node
 * @param path where it stands in the call, for messages
 */
record Props(JsonNode node, String path) {

  /** An object within this one. */
  Props child(String name) {
    return new Props(node.path(name), path.isEmpty() ? name : path + "." + name);
  }

  /** The name of a field, for messages. */
  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Name of the first of these fields that holds a text, a number or a boolean. */
  private @Nullable String first(String... names) {
    for (String name : names) {
      if (scalar(name) != null) {
        return name;
      }
    }
    return null;
  }

  private @Nullable String scalar(String name) {
    JsonNode value = node.path(name);
    if (value.isTextual()) {
      String text = value.textValue();
      return text.isBlank() ? null : text.trim();
    }
    return value.isNumber() || value.isBoolean() ? value.asText() : null;
  }

  /** The text, number or boolean as it stands there. */
  @Nullable String raw(String... names) {
    String name = first(names);
    return name == null ? null : scalar(name);
  }

  /** A name or title, cut to {@link Texts#MAX_NAME}. */
  @Nullable String name(String... names) {
    return text(Texts.MAX_NAME, names);
  }

  /** A text, cut. */
  @Nullable String text(int max, String... names) {
    String raw = raw(names);
    return raw == null ? null : Texts.cut(raw, max);
  }

  /** An address. */
  @Nullable String url(String... names) {
    return Texts.url(raw(names));
  }

  /** An id. */
  @Nullable String id(int maxBytes, String... names) throws Refusal {
    String name = first(names);
    String raw = name == null ? null : scalar(name);
    return name == null || raw == null ? null : Ids.checked(raw, maxBytes, at(name));
  }

  /** The currency, null when none is named. */
  @Nullable String currency() throws Refusal {
    String code = raw("currency", "currency_code");
    return code == null ? null : Money.currency(code, at("currency"));
  }

  /** An amount in minor units of the currency. */
  @Nullable Long money(String currency, String... names) throws Refusal {
    String name = first(names);
    if (name == null) {
      return null;
    }
    JsonNode value = node.path(name);
    return value.isNumber()
        ? Money.minor(value.decimalValue(), currency, at(name))
        : Money.minor(value.asText(), currency, at(name));
  }

  /**
   * A number of pieces, 1 when none is said; a part of a piece (goods by weight) counts as one.
   *
   * @throws Refusal {@code BAD_QUANTITY} when it is no number or beyond a million either way
   */
  int quantity() throws Refusal {
    String name = first("quantity", "qty");
    if (name == null) {
      return 1;
    }
    JsonNode value = node.path(name);
    BigDecimal number = value.isNumber() ? value.decimalValue() : Decimals.parse(value.asText());
    try {
      if (number != null) {
        long pieces = Decimals.whole(number, RoundingMode.CEILING);
        if (pieces >= -1_000_000 && pieces <= 1_000_000) {
          return (int) pieces;
        }
      }
    } catch (ArithmeticException e) {
      // Too large: said below.
    }
    throw new Refusal(
        Reason.BAD_QUANTITY,
        at(name) + " is no quantity: expected a number up to 1000000 either way");
  }

  /** A time, null when there is none. */
  @Nullable Long time(String name) throws Refusal {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return Times.parse(value.asText(), at(name));
  }

  /** Is the field true, as a boolean or the word? */
  boolean isTrue(String name) {
    return "true".equals(lower(raw(name)));
  }

  /** Is the field one of these words, whatever their case? */
  boolean is(String name, String... words) {
    String text = lower(raw(name));
    for (String word : words) {
      if (word.equals(text)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}

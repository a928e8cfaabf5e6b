package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Expression;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Step.OfferTerms.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what a message promises. */
final class OfferReader {

  static final List<String> KEYS =
      List.of(
          "code",
          "pool",
          "percent",
          "amount",
          "currency",
          "shipping",
          "gift",
          "bundle",
          "validFor",
          "terms",
          "name",
          "segment",
          "once",
          "minValue",
          "exclude",
          "otherwise");

  static final List<String> EXCLUDE_KEYS = List.of("products", "categories", "brands", "reduced");

  private static final List<String> KINDS =
      List.of("percent", "amount", "shipping", "gift", "bundle");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private final Reading reading;
  private final Scalars scalars;
  private final Located located;

  OfferReader(Reading reading) {
    this.reading = reading;
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
  }

  /**
   * The offer of a message; null when it makes none.
   *
   * @param sendBy how long after its release the message may still be sent
   */
  Step.@Nullable OfferTerms read(Fields send, Duration sendBy) {
    Fields offer = send.map("offer", KEYS);
    if (!offer.present()) {
      return null;
    }
    List<String> kinds = new ArrayList<>(KINDS);
    kinds.removeIf(kind -> !offer.has(kind));
    if (kinds.size() > 1) {
      offer.fault(
          "the offer has both '" + kinds.get(0) + "' and '" + kinds.get(1) + "'", "one of the two");
    } else if (kinds.isEmpty()) {
      offer.fault("the offer has neither 'percent' nor 'amount'", "one of " + words());
    }
    Double percent = offer.find("percent", node -> scalars.number(node, 0, 100));
    Long amount = offer.find("amount", node -> scalars.whole(node, 1, Long.MAX_VALUE));
    String currency =
        offer.find(
            "currency", node -> scalars.text(node, CURRENCY, "an ISO-4217 code such as EUR"));
    if (offer.has("amount") != offer.has("currency")) {
      offer.fault(
          offer.has("amount")
              ? "the offer has an 'amount' without 'currency'"
              : "the offer has a 'currency' without 'amount'",
          "'amount' in minor units (500 for 5.00) with 'currency'");
    }
    Kind kind = Kind.DISCOUNT;
    String detail = null;
    for (Kind each : List.of(Kind.SHIPPING, Kind.GIFT, Kind.BUNDLE)) {
      String key = each.name().toLowerCase(java.util.Locale.ROOT);
      if (offer.has(key)) {
        kind = each;
        detail = offer.find(key, scalars::text);
      }
    }
    Expression code = offer.find("code", located::text);
    String pool = offer.find("pool", this::id);
    if (offer.has("code") && offer.has("pool")) {
      offer.fault("the offer has both 'code' and 'pool'", "one of the two");
    }
    Duration validFor =
        offer.require("validFor", Durations.EXPECTED, Duration.ofDays(1), scalars::duration);
    if (offer.has("validFor") && validFor.compareTo(sendBy) <= 0) {
      reading.wrong(
          offer.valueNode("validFor"),
          "the offer may have expired when the message is sent, which can be "
              + sendBy.toMinutes()
              + " minutes after its release",
          "longer than 'sendBy'");
    }
    return new Step.OfferTerms(
        kind,
        detail,
        code,
        pool,
        percent,
        amount,
        currency,
        validFor,
        offer.find("terms", scalars::text),
        rules(offer));
  }

  private Step.OfferRules rules(Fields offer) {
    Fields exclude = offer.map("exclude", EXCLUDE_KEYS);
    boolean required =
        Boolean.TRUE.equals(offer.find("otherwise", node -> scalars.word(node, Words.OTHERWISE)));
    return new Step.OfferRules(
        offer.find("name", this::id),
        offer.find("segment", this::id),
        offer.find("once", scalars::duration),
        offer.find("minValue", node -> scalars.whole(node, 1, Long.MAX_VALUE)),
        names(exclude, "products"),
        names(exclude, "categories"),
        names(exclude, "brands"),
        exclude.optional("reduced", false, scalars::truth),
        required);
  }

  private String id(Node node) {
    return scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED);
  }

  private Set<String> names(Fields exclude, String key) {
    Set<String> names = new LinkedHashSet<>();
    for (Node node : exclude.list(key, "a list of " + key)) {
      names.add(scalars.text(node));
    }
    return names;
  }

  private static String words() {
    return String.join(", ", KINDS);
  }
}

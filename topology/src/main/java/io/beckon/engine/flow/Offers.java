package io.beckon.engine.flow;

import io.beckon.contract.CodeGiven;
import io.beckon.contract.Item;
import io.beckon.contract.Offer;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Ids;
import io.beckon.engine.catalog.Content;
import io.beckon.engine.catalog.Shelf;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.SendLog;
import io.beckon.engine.shopper.SentMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether a message may make its offer to the shopper, as things stand. */
final class Offers {

  /** The shopper is not in the segment that the offer is for. */
  static final String NOT_FOR_SEGMENT = "OFFER_NOT_FOR_SEGMENT";

  /** The shopper got the offer lately. */
  static final String GIVEN_LATELY = "OFFER_GIVEN_LATELY";

  /** The shop refused its code to the shopper. */
  static final String DENIED = "OFFER_DENIED";

  /** Nothing that the message is about qualifies, or not enough. */
  static final String NOTHING_QUALIFIES = "OFFER_NOTHING_QUALIFIES";

  /** Its code could not be put together. */
  static final String NO_CODE = "OFFER_NO_CODE";

  /** No code of its pool is left that is good for long enough. */
  static final String POOL_EMPTY = "OFFER_POOL_EMPTY";

  private Offers() {}

  /** Why the offer of a step can't be made now; null when it can, or there is none. */
  static @Nullable String refusal(
      Passage passage, Step.Send step, Content content, Shelf shelf, CodePools codes) {
    Step.OfferTerms terms = step.offer();
    if (terms == null) {
      return null;
    }
    Step.OfferRules rules = terms.rules();
    if (rules.segment() != null
        && !passage.shopper.journeys().membership().contains(rules.segment())) {
      return NOT_FOR_SEGMENT;
    }
    if (rules.once() != null) {
      long last = passage.shopper.sends().lastSent(given(passage, step));
      if (last != SendLog.NEVER && last > passage.at - rules.once().toMillis()) {
        return GIVEN_LATELY;
      }
    }
    String code = code(passage, step, terms, codes);
    if (code == null && (terms.pool() != null || terms.code() != null)) {
      return terms.pool() != null ? POOL_EMPTY : NO_CODE;
    }
    if (code != null && passage.shopper.sends().lastSent(denied(code)) != SendLog.NEVER) {
      return DENIED;
    }
    return qualifies(rules, content.items(), shelf) ? null : NOTHING_QUALIFIES;
  }

  /** The offer as the message makes it; null when it makes none. */
  static @Nullable Offer of(
      Passage passage, Step.Send step, Content content, Shelf shelf, CodePools codes) {
    Step.OfferTerms terms = step.offer();
    if (terms == null || refusal(passage, step, content, shelf, codes) != null) {
      return null;
    }
    long validFor = terms.validFor().toMillis();
    return Offer.newBuilder()
        .setKind(terms.kind().name().toLowerCase(Locale.ROOT))
        .setDetail(terms.detail())
        .setCode(code(passage, step, terms, codes))
        .setPercent(terms.percent())
        .setAmount(terms.amount())
        .setCurrency(terms.currency())
        .setMinValue(terms.rules().minValue())
        .setValidUntil(passage.at + validFor)
        .setValidForMs(validFor)
        .setHonourUntil(honouredUntil(passage, step, terms))
        .setTerms(terms.terms())
        .build();
  }

  /** What a decision says of an offer that is left out. */
  static Map<String, String> notes(@Nullable String refusal) {
    return refusal == null ? Map.of() : Map.of("offer", "left out: " + refusal);
  }

  /** What the send log remembers of an offer that was made. */
  static long given(Passage passage, Step.Send step) {
    Step.OfferTerms terms = step.offer();
    String name = terms == null ? null : terms.rules().name();
    return SentMessage.variation(
        "$offer", name == null ? passage.run.flow() + "/" + step.id() : name);
  }

  /** What the send log remembers of a code that the shop refused. */
  static long denied(String code) {
    return SentMessage.variation("$denied", code.toUpperCase(Locale.ROOT));
  }

  /** Until when the shop must take it: counted from the last moment at which it may be sent. */
  private static long honouredUntil(Passage passage, Step.Send step, Step.OfferTerms terms) {
    return passage.at + step.sendBy().toMillis() + terms.validFor().toMillis();
  }

  /**
   * The code in a command that leaves is given: nobody else gets it. That is told in the log, so
   * that another application that reads it does not give it either.
   */
  static void give(
      Passage passage, Step.Send step, SendCommand command, String store, CodePools codes) {
    Offer offer = command.getOffer();
    String pool = step.offer() == null ? null : step.offer().pool();
    if (offer == null || offer.getCode() == null || pool == null) {
      return;
    }
    codes.give(pool, offer.getCode());
    passage.effects.append(
        ShopperEvent.newBuilder()
            .setEventId(Ids.of("code-given", store, pool, offer.getCode()))
            .setOccurredAt(passage.at)
            .setShopperId(passage.shopper.id())
            .setSource("beckon")
            .setPayload(new CodeGiven(pool, offer.getCode(), command.getCommandId()))
            .build());
  }

  private static @Nullable String code(
      Passage passage, Step.Send step, Step.OfferTerms terms, CodePools codes) {
    if (terms.pool() != null) {
      return codes.next(terms.pool(), passage.at, honouredUntil(passage, step, terms));
    }
    Object code = terms.code() == null ? null : terms.code().evaluate(passage.facts());
    return code == null || code.toString().isBlank() ? null : code.toString();
  }

  /** A message about nothing in particular leaves it to the checkout what qualifies. */
  private static boolean qualifies(Step.OfferRules rules, List<Item> items, Shelf shelf) {
    if (items.isEmpty()) {
      return true;
    }
    List<Item> qualifying =
        items.stream()
            .filter(
                item ->
                    !rules.products().contains(item.getProductId())
                        && !isAmong(rules.categories(), item.getCategory())
                        && !isAmong(rules.brands(), item.getBrand())
                        && !(rules.notReduced() && shelf.isReduced(item)))
            .toList();
    if (qualifying.isEmpty() || rules.minValue() == null) {
      return !qualifying.isEmpty();
    }
    Long value = Items.value(qualifying);
    return value != null && value >= rules.minValue();
  }

  private static boolean isAmong(java.util.Set<String> names, @Nullable String name) {
    return name != null && names.contains(name);
  }
}

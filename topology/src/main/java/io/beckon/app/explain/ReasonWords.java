package io.beckon.app.explain;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/** What the reason codes of decisions mean, in words that end a sentence. */
final class ReasonWords {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          entry("ALLOWED", "nothing stood against it"),
          entry("STALE", "it could not leave in time and is no longer worth sending"),
          entry("ALREADY_SENT", "this very message was sent before"),
          entry("SUPPRESSED", "the channel must not be used for this shopper"),
          entry("NO_ADDRESS", "there is no address for the channel"),
          entry("NO_CONSENT", "the shopper never agreed, and an opt-in is required"),
          entry("CONSENT_PENDING", "the shopper has not confirmed the opt-in yet"),
          entry(
              "OPT_IN_EXPIRED",
              "the shopper did not confirm the opt-in in time, and counts as not asked"),
          entry("CONSENT_DENIED", "the shopper said no to it"),
          entry("CAP_REACHED", "as many as the cap allows went out within its window"),
          entry("QUIET_HOURS", "it is a quiet hour where the shopper is"),
          entry("SOFT_BOUNCES", "too many messages in a row bounced, the address rests"),
          entry("NOT_ENGAGED", "the shopper got many messages and answered none for long"),
          entry("OUT_OF_STOCK", "what it is about can't be bought now"),
          entry("REPEATED", "the same message was sent lately"),
          entry("ON_SITE", "the shopper is on the site at this moment"),
          entry("CALLBACK_REQUESTED", "the shopper asked to be called, and that goes first"),
          entry("HIGHER_PRIORITY", "a flow of higher priority has something left to say"),
          entry("COOLDOWN", "another flow said something lately, and the pause is not over"),
          entry("STARTED", "all rules of entry held"),
          entry("ALREADY_ENTERED", "the flow may be entered once, and was"),
          entry("ENTERED_RECENTLY", "the time until it may be entered again is not over"),
          entry("ALREADY_RUNNING", "the shopper is in this flow now"),
          entry("TOO_MANY_RUNS", "the shopper is in as many flows as are allowed"),
          entry("CONDITION_FAILED", "a condition could not be evaluated"),
          entry("FILTER_NO_LONGER_TRUE", "what the trigger asks for is no longer true"),
          entry("CART_EMPTY", "the cart that it is about is empty"),
          entry("ORDER_COMPLETED", "the shopper ordered"),
          entry("EXIT_EVENT", "an event came that ends the flow"),
          entry("REPLIED", "the shopper wrote back, and people go on from here"),
          entry("EXIT_CONDITION", "the condition that ends the flow became true"),
          entry("HOLDOUT", "the shopper is held out of flows, so that they can be measured"),
          entry("DEALT", "the split dealt it out by weight"),
          entry("CONTROL", "the split dealt out the arm that is sent nothing"),
          entry("NOT_IN_ROLLOUT", "the shopper is not among those who take part in the trial"),
          entry("PROMOTED", "everybody takes this way now"),
          entry("EVENT_CAME", "what it waited for came"),
          entry("TIMED_OUT", "what it waited for did not come in time"),
          entry("SET", "attributes or tags were set"),
          entry("TASK_CREATED", "it was handed over to people"),
          entry("SCORE_REACHED", "the shopper's points have come to the threshold"),
          entry("SCORE_DROPPED", "the shopper's points are below the threshold again"),
          entry("STAGE_CHANGED", "the shopper came to another stage"),
          entry("UNLESS", "the condition under which it is left out holds"),
          entry("VARIATION_SENT", "the same variation was sent before"),
          entry("AUDIENCE_JOINED", "the shopper was put into the audience"),
          entry("AUDIENCE_LEFT", "the shopper was taken out of the audience"),
          entry("OFFER_NOT_FOR_SEGMENT", "its offer is for a segment that the shopper is not in"),
          entry("OFFER_GIVEN_LATELY", "the shopper was made its offer lately"),
          entry("OFFER_DENIED", "the shop refused the code of its offer to this shopper"),
          entry("OFFER_NOTHING_QUALIFIES", "nothing that it is about qualifies for its offer"),
          entry("OFFER_NO_CODE", "the code of its offer could not be put together"),
          entry("OFFER_POOL_EMPTY", "no code of its offer's pool is left"),
          entry("CONTACT_BUSY", "too many messages to its address want to be judged at once"),
          entry("MERGED", "another id of the shopper is in this flow, too, and goes on"),
          entry("ERASED", "the shopper is forgotten"),
          entry("PRICE_ROSE", "what it is about costs no longer less, or not by as much"),
          entry("STOCK_ROSE", "there are no longer few pieces of what it is about"),
          entry("CLAIM_NOT_CONFIRMED", "no fact of the shop confirms what it claims"),
          entry("NOTHING_TO_SUGGEST", "no related product can be shown to this shopper"),
          entry("TEXT_TOO_LONG", "its text is longer than it may be, its short one too"),
          entry("TEXT_INCOMPLETE", "its text lacks something that is not known of this shopper"),
          entry("FINISHED", "the last step was done"));

  private ReasonWords() {}

  /** Is there a sentence for that code? */
  static boolean knows(String reason) {
    return WORDS.containsKey(reason);
  }

  /** In words; a code without is told by its own words. */
  static String of(String reason) {
    String words = WORDS.get(reason);
    return words == null ? reason.toLowerCase(Locale.ROOT).replace('_', ' ') : words;
  }
}

package io.beckon.engine;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.Identified;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderStage;
import io.beckon.contract.Product;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.consent.ConsentRules;
import io.beckon.engine.consent.Feedback;
import io.beckon.engine.consent.SentAddress;
import io.beckon.engine.consent.Suppressions;
import io.beckon.engine.identity.ErasedAddresses;
import io.beckon.engine.shopper.Bought;
import io.beckon.engine.shopper.Items;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.RecentIds;
import io.beckon.engine.shopper.Response;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.Suppression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What events say about the shopper: contact data, consents, orders, what became of messages. */
final class ProfileUpdates {

  /** Attribute of a product in the catalog: after how many days it is used up, typically. */
  static final String REPLENISH_DAYS = "replenish_days";

  private static final int MAX_REPLENISH_DAYS = 3660;

  private ProfileUpdates() {}

  static void identified(Shopper shopper, Identified identified, long at) {
    Profile profile = shopper.profile();
    Profile.Contact known = profile.contact();
    profile =
        Suppressions.readdressed(
            profile,
            new Profile.Contact(
                newer(identified.getEmail(), known.email()),
                newer(identified.getPhone(), known.phone()),
                newer(identified.getFirstName(), known.firstName()),
                newer(identified.getLastName(), known.lastName()),
                newer(identified.getTimezone(), known.timezone()),
                newer(identified.getCountry(), known.country()),
                newer(identified.getLanguage(), known.language()),
                newer(identified.getBirthday(), known.birthday())));
    profile = ErasedAddresses.suppressed(profile, shopper.head().links().erased());
    profile = profile.withAttributes(identified.getAttributes());
    if (identified.getKnownId() != null) {
      profile = profile.knownAs(identified.getKnownId());
    }
    for (ConsentGiven consent : identified.getConsents()) {
      profile = ConsentRules.apply(profile, consent, at);
    }
    shopper.profile(profile);
  }

  static void consentChanged(Shopper shopper, ConsentGiven consent, long at) {
    shopper.profile(ConsentRules.apply(shopper.profile(), consent, at));
  }

  /** Was the order reported before, by whatever source? */
  static boolean isKnown(Shopper shopper, OrderCompleted order) {
    return shopper.profile().purchases().recent().contains(RecentIds.hash(order.getOrderId()));
  }

  static void ordered(Shopper shopper, OrderCompleted order, long at, Catalog catalog) {
    Profile.Purchases before = shopper.profile().purchases();
    Long total = order.getTotal() != null ? order.getTotal() : Items.value(order.getItems());
    String currency =
        order.getCurrency() != null ? order.getCurrency() : Items.currency(order.getItems());
    boolean sameCurrency =
        currency == null || before.currency() == null || currency.equals(before.currency());
    long spent = (sameCurrency ? before.spent() : 0) + (total == null ? 0 : total);
    shopper.profile(
        shopper
            .profile()
            .with(
                new Profile.Purchases(
                    before.count() + 1,
                    spent,
                    currency == null ? before.currency() : currency,
                    before.firstAt() == 0 ? at : Math.min(before.firstAt(), at),
                    Math.max(before.lastAt(), at),
                    before.recent().with(RecentIds.hash(order.getOrderId())),
                    bought(before.bought(), order.getItems(), at, catalog))));
  }

  /** A product in several lines of an order was bought once. */
  private static List<Bought> bought(
      List<Bought> before, List<Item> items, long at, Catalog catalog) {
    List<Bought> bought = before;
    Set<String> seen = new HashSet<>();
    for (Item item : items) {
      if (seen.size() == Bought.MAX_PRODUCTS) {
        break;
      }
      if (seen.add(item.getProductId())) {
        bought = Bought.with(bought, item, at, typicalDays(catalog.find(item.getProductId())));
      }
    }
    return bought;
  }

  private static @Nullable Integer typicalDays(@Nullable Product product) {
    Object days = product == null ? null : product.getAttributes().get(REPLENISH_DAYS);
    return days instanceof Number number && number.doubleValue() >= 1
        ? (int) Math.min(number.doubleValue(), MAX_REPLENISH_DAYS)
        : null;
  }

  static void orderChanged(Shopper shopper, OrderChanged change) {
    Long amount = change.getAmount();
    if (change.getStage() != OrderStage.REFUNDED || amount == null) {
      return;
    }
    Profile.Purchases before = shopper.profile().purchases();
    shopper.profile(
        shopper
            .profile()
            .with(
                new Profile.Purchases(
                    before.count(),
                    Math.max(0, before.spent() - amount),
                    before.currency(),
                    before.firstAt(),
                    before.lastAt(),
                    before.recent(),
                    before.bought())));
  }

  /** Returns what the report says of the shopper's address, whatever the profile makes of it. */
  static @Nullable Suppression feedback(Shopper shopper, MessageFeedback feedback, long at) {
    String commandId = feedback.getCommandId();
    SentMessage message = commandId == null ? null : shopper.sends().find(commandId);
    if (message != null) {
      SentMessage reported = reportedOn(message, feedback);
      if (!reported.equals(message)) {
        shopper.sends(shopper.sends().changed(reported));
      }
    }
    if (message != null
        && feedback.getHardBounce()
        && SentAddress.isFormer(message, shopper.profile().contact())) {
      return null; // of an address that the shopper has left
    }
    Channel channel = message != null ? message.channel() : feedback.getChannel();
    if (channel == null) {
      return null;
    }
    shopper.sends(
        shopper.sends().reported(channel, feedback.getKind(), feedback.getHardBounce(), at));
    shopper.profile(Feedback.apply(shopper.profile(), feedback, channel, at));
    return Feedback.suppression(feedback, channel, at);
  }

  private static SentMessage reportedOn(SentMessage message, MessageFeedback feedback) {
    SentMessage settled = message.asSettled();
    Response known = message.answer();
    return switch (feedback.getKind()) {
      case OPENED -> settled.answered(known.asOpened());
      case CLICKED -> settled.answered(known.clicked(feedback.getLink()));
      case REPLIED -> settled.answered(known.replied(feedback.getTopic()));
      default -> settled;
    };
  }

  private static @Nullable String newer(@Nullable String stated, @Nullable String known) {
    return stated == null ? known : stated;
  }
}

package io.beckon.engine.flow;

import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Offer;
import io.beckon.contract.Purpose;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Suggestion;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.Ids;
import io.beckon.engine.catalog.Content;
import io.beckon.engine.catalog.Shelf;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Profile;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SentBy;
import io.beckon.engine.shopper.SentMessage;
import io.beckon.engine.shopper.Shopper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts send commands together, with what is true at the moment of the release. */
final class Commands {

  private Commands() {}

  /** The id of a send: free of the flow's version, the same in every replay. */
  static String sendId(String store, Run run, String step) {
    return Ids.of("command", store, run.flow(), run.runId(), step, "SEND");
  }

  static Purpose purpose(Flow flow, Step.Send step) {
    Purpose own = step.purpose();
    return own == null ? flow.purpose() : own;
  }

  /**
   * A command to send the message of a step now.
   *
   * @param shelf what was judged for sale
   * @param variant the arm of a split that the step stands in; null: none
   * @param signer signs the cart in its link
   * @param codes those that its offer may give
   */
  static SendCommand send(
      Passage passage,
      Step.Send step,
      @Nullable String variant,
      String commandId,
      Shelf shelf,
      CartSigner signer,
      CodePools codes) {
    Content content = content(passage, shelf);
    List<Suggestion> suggestions = Suggested.of(passage, step, content, shelf);
    Facts facts = shown(passage, step, shelf, suggestions);
    Offer offer = Offers.of(passage, step, content, shelf, codes);
    String link = Links.of(passage, step, variant, facts, signer);
    Texts.Written written = Texts.of(passage, step, variant, facts, link, code(offer));
    return SendCommand.newBuilder()
        .setCommandId(commandId)
        .setAction(CommandAction.SEND)
        .setCancels(null)
        .setShopperId(passage.shopper.id())
        .setChannel(step.channel())
        .setPurpose(purpose(passage.flow(), step))
        .setFlow(passage.run.flow())
        .setFlowVersion(passage.run.version())
        .setRunId(passage.run.runId())
        .setStep(step.id())
        .setVariant(variant)
        .setAt(passage.at)
        .setSendBy(passage.at + step.sendBy().toMillis())
        .setPriority(passage.flow().priority())
        .setTemplate(step.template())
        .setRecipient(recipient(passage.shopper.profile().contact(), step.channel()))
        .setData(data(step, new MessageFacts(facts, link, code(offer)), shelf))
        .setItems(content.items())
        .setValue(content.value())
        .setCurrency(content.currency())
        .setOffer(offer)
        .setDeepLink(link)
        .setReason(null)
        .setSuggestions(suggestions)
        .setText(written.text())
        .setParts(written.parts())
        .build();
  }

  /** What the message of a step would say now, or why nothing; for the decision. */
  static Texts.Written text(
      Passage passage, Step.Send step, @Nullable String variant, Shelf shelf, CodePools codes) {
    if (step.text() == null) {
      return Texts.Written.NOTHING;
    }
    Content content = content(passage, shelf);
    Facts facts = shown(passage, step, shelf, Suggested.of(passage, step, content, shelf));
    String link = Links.of(passage, step, variant, facts, Links.ANY_KEY);
    String code = code(Offers.of(passage, step, content, shelf, codes));
    return Texts.of(passage, step, variant, facts, link, code);
  }

  private static Facts shown(
      Passage passage, Step.Send step, Shelf shelf, List<Suggestion> suggestions) {
    return new ShownFacts(
        passage.shopper, passage.run.origin(), passage.facts(), shelf, step.claims(), suggestions);
  }

  private static @Nullable String code(@Nullable Offer offer) {
    return offer == null ? null : offer.getCode();
  }

  /** What a message of a run is about, as things stand: the cart, or what started the run. */
  static Content content(Passage passage, Shelf shelf) {
    Origin origin = passage.run.origin();
    Cart cart = passage.shopper.cart();
    boolean aboutCart = origin.kind() == TriggerKind.CART || origin.kind() == TriggerKind.CHECKOUT;
    return aboutCart && cart != null
        ? shelf.content(cart.items(), cart.value(), cart.currency())
        : shelf.content(origin.items(), origin.value(), origin.currency());
  }

  /** A command to call back a message that was released. */
  static SendCommand cancel(Passage passage, String store, SentMessage message, String reason) {
    SentBy by =
        new SentBy(passage.run.version(), passage.flow().priority(), message.sentBy().address());
    return cancel(passage.shopper, store, message, by, passage.at, reason);
  }

  /** Calls a message back whose run may be over. */
  static SendCommand cancel(
      Shopper shopper, String store, SentMessage message, long at, String reason) {
    return cancel(shopper, store, message, message.sentBy(), at, reason);
  }

  private static SendCommand cancel(
      Shopper shopper, String store, SentMessage message, SentBy by, long at, String reason) {
    return SendCommand.newBuilder()
        .setCommandId(
            Ids.of("command", store, message.flow(), message.runId(), message.step(), "CANCEL"))
        .setAction(CommandAction.CANCEL)
        .setCancels(message.commandId())
        .setShopperId(shopper.id())
        .setChannel(message.channel())
        .setPurpose(message.purpose())
        .setFlow(message.flow())
        .setFlowVersion(by.flowVersion())
        .setRunId(message.runId())
        .setStep(message.step())
        .setVariant(message.variant())
        .setAt(at)
        .setSendBy(message.sendBy())
        .setPriority(by.priority())
        .setTemplate("")
        .setRecipient(Recipient.newBuilder().build())
        .setData(Map.of())
        .setItems(List.of())
        .setValue(null)
        .setCurrency(null)
        .setOffer(null)
        .setDeepLink(null)
        .setReason(reason)
        .build();
  }

  private static Recipient recipient(Profile.Contact contact, Channel channel) {
    String address =
        switch (channel) {
          case EMAIL -> contact.email();
          case SMS, WHATSAPP, CALL -> contact.phone();
          default -> null;
        };
    return Recipient.newBuilder()
        .setAddress(address)
        .setFirstName(contact.firstName())
        .setLastName(contact.lastName())
        .setLanguage(contact.language())
        .setTimezone(contact.timezone())
        .build();
  }

  private static Map<String, Object> data(Step.Send step, Facts facts, Shelf shelf) {
    Map<String, Expression> data = new LinkedHashMap<>(step.data());
    for (Step.Claim claim : step.claims()) {
      if (shelf.claims().confirmed(claim.fact()) == null) {
        data.keySet().removeAll(claim.data());
      }
    }
    return values(data, facts);
  }

  /** Values by name, without those that can't be evaluated. */
  static Map<String, Object> values(Map<String, Expression> expressions, Facts facts) {
    Map<String, Object> data = new LinkedHashMap<>();
    new TreeMap<>(expressions)
        .forEach(
            (name, expression) -> {
              Object value = expression.evaluate(facts);
              if (value != null) {
                data.put(name, value);
              }
            });
    return data;
  }

  static @Nullable String text(@Nullable Expression expression, Facts facts) {
    Object value = expression == null ? null : expression.evaluate(facts);
    return value == null ? null : value.toString();
  }
}

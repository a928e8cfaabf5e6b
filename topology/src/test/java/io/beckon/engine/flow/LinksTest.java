package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.replaying;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cartReplaced;
import static io.beckon.model.Events.item;
import static io.beckon.model.Events.variant;
import static io.beckon.model.Touches.inCart;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Item;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.FlowScenario;
import io.beckon.links.RestorableCart;
import io.beckon.links.RestorableCart.Line;
import io.beckon.model.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where messages lead: the address, what tells the visit apart, and the cart that comes back. */
class LinksTest {

  private final List<RestorableCart> signed = new ArrayList<>();

  @Test
  void shouldCarryTheCartAsItIsWhenTheMessageLeaves() {
    FlowScenario scenario =
        recovery("link: {to: \"https://shop.example/cart?x=1#top\", restore: cart}")
            .signing(
                cart -> {
                  signed.add(cart);
                  return "TOKEN";
                })
            .at("09:00", known("ann"))
            .at("10:00", inCart("c1", added("ann", variant("red", item("shoes", 2)))))
            .at("10:00", inCart("c1", added("ann", item("tea"))))
            .pass("12:00");

    assertThat(scenario.sent().get(0).getDeepLink())
        .isEqualTo(
            "https://shop.example/cart?x=1&utm_source=beckon&utm_medium=email"
                + "&utm_campaign=recovery&utm_content=reminder&restore=TOKEN#top");
    Instant left = Instant.ofEpochMilli(Clock.at("11:00:30"));
    assertThat(signed)
        .containsOnly(
            new RestorableCart(
                "c1",
                List.of(new Line("shoes", "red", 2), new Line("tea", null, 1)),
                left,
                left.plus(Duration.ofDays(30))));
    assertThat(sent(scenario).getInputs()).containsEntry("restores", "ITEMS");
  }

  @Test
  void shouldTellTheArmsOfASplitApart() {
    String flow =
"""
flow: trial
title: Trial
purpose: marketing
trigger: {on: event, event: Signed Up}
steps:
  - split:
      id: tone
      promote: warm
      arms:
        - id: warm
          steps:
            - send: {id: hello, channel: email, template: t, link: {to: "https://shop.example/"}}
        - {id: nobody, control: true}
""";
    FlowScenario scenario =
        replaying(flow).at("09:00", known("ann")).at("10:00", custom("Signed Up", Map.of(), "ann"));

    assertThat(scenario.sent().get(0).getDeepLink())
        .isEqualTo(
            "https://shop.example/?utm_source=beckon&utm_medium=email"
                + "&utm_campaign=trial&utm_content=hello.warm");
  }

  @Test
  void shouldLeadToThePageOfThePolicyAndNowhereWithoutOne() {
    FlowScenario on =
        pages(recovery("link: {page: cart, restore: cart, utm: false}"))
            .under("links: {cart: \"https://shop.example/cart\"}\n");
    FlowScenario off = pages(recovery("link: {page: cart, restore: cart, utm: false}"));
    FlowScenario other =
        pages(recovery("link: {page: cart, restore: cart, utm: false}"))
            .under("links: {checkout: \"https://shop.example/checkout\"}\n");

    assertThat(shopped(on).sent().get(0).getDeepLink())
        .isEqualTo("https://shop.example/cart?restore=TOKEN");
    assertThat(sent(on).getInputs()).containsEntry("restores", "ITEMS");
    for (FlowScenario none : List.of(shopped(off), shopped(other))) {
      assertThat(none.sent().get(0).getDeepLink()).isNull();
      assertThat(sent(none).getInputs()).doesNotContainKey("restores");
    }
  }

  private static FlowScenario pages(FlowScenario scenario) {
    return scenario.signing(cart -> "TOKEN");
  }

  private static FlowScenario shopped(FlowScenario scenario) {
    return scenario.at("09:00", known("ann")).at("10:00", added("ann", "tea")).pass("12:00");
  }

  @Test
  void shouldDecideAlikeWithoutAKey() {
    List<Decision> with = story(true).decisions();
    FlowScenario without = story(false);

    assertThat(without.decisions()).isEqualTo(with);
    assertThat(without.sent().get(0).getDeepLink()).isEqualTo("https://shop.example/cart");
    assertThat(without.sent().get(0).getCommandId())
        .isEqualTo(story(true).sent().get(0).getCommandId());
  }

  private FlowScenario story(boolean key) {
    return recovery("link: {to: \"https://shop.example/cart\", restore: cart, utm: false}")
        .signing(cart -> key ? "TOKEN" : null)
        .at("09:00", io.beckon.model.Touches.id("1", known("ann")))
        .at("10:00", io.beckon.model.Touches.id("2", added("ann", "tea")))
        .pass("12:00");
  }

  @Test
  void shouldCarryTheIdAloneWhenTheCartIsTooLongAndNothingWithoutOne() {
    Item[] many = new Item[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = item("product-" + i);
    }
    FlowScenario named = tooLong(inCart("c1", cartReplaced("ann", many)));
    assertThat(signed).hasSize(1);
    assertThat(signed.get(0).lines()).isEmpty();
    assertThat(signed.get(0).cartId()).isEqualTo("c1");
    assertThat(sent(named).getInputs()).containsEntry("restores", "CART_ID");

    FlowScenario nameless = tooLong(cartReplaced("ann", many));
    assertThat(signed).hasSize(1);
    assertThat(nameless.sent().get(0).getDeepLink()).isEqualTo("https://shop.example/cart");
    assertThat(sent(nameless).getInputs()).containsEntry("restores", "NOTHING");
  }

  private FlowScenario tooLong(ShopperEvent cart) {
    return recovery("link: {to: \"https://shop.example/cart\", restore: cart, utm: false}")
        .signing(
            restorable -> {
              signed.add(restorable);
              return "TOKEN";
            })
        .at("09:00", known("ann"))
        .at("10:00", cart)
        .pass("12:00");
  }

  @Test
  void shouldSayWhatTheAuthorSaysAndEncodeIt() {
    FlowScenario scenario =
        recovery(
                "link: {to: \"https://shop.example/?utm_source=own\","
                    + " utm: {campaign: \"fr\u00fchling & co\", term: \"${cart.itemCount}\"}}")
            .at("09:00", known("ann"))
            .at("10:00", added("ann", "tea"))
            .pass("12:00");

    assertThat(scenario.sent().get(0).getDeepLink())
        .isEqualTo(
            "https://shop.example/?utm_source=own&utm_medium=email"
                + "&utm_campaign=fr%C3%BChling%20%26%20co&utm_content=reminder&utm_term=1");
  }

  private static FlowScenario recovery(String link) {
    return replaying(
        """
        flow: recovery
        title: Recovery
        purpose: recovery
        trigger: {on: cart-abandoned}
        steps:
          - send:
              id: reminder
              channel: email
              template: t
              %s
        """
            .formatted(link));
  }

  private static Decision sent(FlowScenario scenario) {
    return scenario.decisions().stream()
        .filter(decision -> decision.getOutcome() == Outcome.SENT)
        .findFirst()
        .orElseThrow();
  }
}

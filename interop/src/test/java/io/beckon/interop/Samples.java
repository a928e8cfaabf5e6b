package io.beckon.interop;

import io.beckon.contract.CartReplaced;
import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Item;
import io.beckon.contract.Offer;
import io.beckon.contract.Purpose;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Records with something of everything: times, enums, unions, nested records, maps, non-ASCII. */
final class Samples {
  static final long AT = Instant.parse("2026-03-01T09:30:00.123Z").toEpochMilli();

  private Samples() {}

  static Item item() {
    return Item.newBuilder()
        .setProductId("p-1")
        .setQuantity(2)
        .setPrice(1_999L)
        .setCurrency("EUR")
        .setName("Grüner Tee 🍵")
        .build();
  }

  static ShopperEvent event() {
    CartReplaced cart =
        CartReplaced.newBuilder()
            .setCartId("c-1")
            .setItems(List.of(item()))
            .setValue(3_998L)
            .setCurrency("EUR")
            .build();
    return ShopperEvent.newBuilder()
        .setEventId("e-1")
        .setOccurredAt(AT)
        .setShopperId("shop/ann")
        .setSource("web")
        .setPayload(cart)
        .build();
  }

  static SendCommand command(int number) {
    return SendCommand.newBuilder()
        .setCommandId("command-" + number)
        .setAction(CommandAction.SEND)
        .setShopperId("shop/ann")
        .setChannel(Channel.EMAIL)
        .setPurpose(Purpose.RECOVERY)
        .setFlow("cart-recovery")
        .setFlowVersion(3)
        .setRunId("run-1")
        .setStep("reminder")
        .setAt(AT + number)
        .setSendBy(AT + 3_600_000)
        .setPriority(70)
        .setTemplate("cart-1")
        .setRecipient(
            Recipient.newBuilder().setAddress("ann@example.com").setFirstName("Ann").build())
        .setData(Map.of("percent", 10L, "first", true, "name", "Änne"))
        .setItems(List.of(item()))
        .setValue(3_998L)
        .setCurrency("EUR")
        .setOffer(
            Offer.newBuilder().setCode("BACK10").setPercent(10.0).setValidUntil(AT + 1).build())
        .build();
  }
}

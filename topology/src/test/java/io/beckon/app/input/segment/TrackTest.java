package io.beckon.app.input.segment;

import static io.beckon.app.input.segment.Calls.assertRefused;
import static io.beckon.app.input.segment.Calls.event;
import static io.beckon.app.input.segment.Calls.events;
import static io.beckon.app.input.segment.Calls.track;
import static io.beckon.app.input.segment.Calls.tracked;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.input.field.Reason;
import io.beckon.contract.CartReplaced;
import io.beckon.contract.CartViewed;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.CheckoutStepped;
import io.beckon.contract.CouponAction;
import io.beckon.contract.CouponChanged;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Item;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderChanged;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.OrderStage;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductListViewed;
import io.beckon.contract.ProductViewed;
import io.beckon.contract.ProductsSearched;
import io.beckon.contract.ShopperEvent;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackTest {

  private static final String PRODUCT =
      "{'product_id':'p1','checkout_id':'c','order_id':'o',"
          + "'coupon':'X','step':2,'channel':'email','state':'granted'}";

  @ParameterizedTest
  @CsvSource({
    "Product Viewed, ProductViewed",
    "product_viewed, ProductViewed",
    "PRODUCT  CLICKED, ProductViewed",
    "view_item, ProductViewed",
    "Product List Viewed, ProductListViewed",
    "Product List Filtered, ProductListViewed",
    "view_item_list, ProductListViewed",
    "Products Searched, ProductsSearched",
    "Product Added, ProductAdded",
    "add_to_cart, ProductAdded",
    "Product Removed, ProductRemoved",
    "remove_from_cart, ProductRemoved",
    "Cart Viewed, CartViewed",
    "view_cart, CartViewed",
    "Cart Updated, CartViewed",
    "Checkout Started, CheckoutStarted",
    "begin_checkout, CheckoutStarted",
    "Checkout Step Viewed, CheckoutStepped",
    "Checkout Step Completed, CheckoutStepped",
    "Payment Info Entered, PaymentAttempted",
    "add_payment_info, PaymentAttempted",
    "Payment Failed, PaymentAttempted",
    "Order Completed, OrderCompleted",
    "purchase, OrderCompleted",
    "Order Updated, OrderChanged",
    "Order Refunded, OrderChanged",
    "Order Cancelled, OrderChanged",
    "Order Fulfilled, OrderChanged",
    "Order Shipped, OrderChanged",
    "Order Delivered, OrderChanged",
    "Coupon Entered, CouponChanged",
    "Coupon Applied, CouponChanged",
    "Coupon Denied, CouponChanged",
    "Coupon Removed, CouponChanged",
    "Consent Changed, ConsentChanged",
    "Email Delivered, MessageFeedback",
    "Email Opened, MessageFeedback",
    "Email Link Clicked, MessageFeedback",
    "Email Bounced, MessageFeedback",
    "Email Marked as Spam, MessageFeedback",
    "Unsubscribed, MessageFeedback",
    "SMS Delivered, MessageFeedback",
    "SMS Failed, MessageFeedback",
    "sms_replied, MessageFeedback",
    "Push Notification Tapped, MessageFeedback",
    "Product Added to Wishlist, CustomEvent",
    "Email Preferences Opened, CustomEvent",
    "Quiz Finished, CustomEvent",
  })
  void shouldKnowTheEventByName(String name, String payload) {
    assertThat(event(track(name, PRODUCT)).getPayload().getClass().getSimpleName())
        .isEqualTo(payload);
  }

  @Test
  void shouldReadAllFieldsOfAProduct() {
    ProductAdded added =
        tracked(
            ProductAdded.class,
            "Product Added",
            "{'cart_id':'c1','product_id':'507f','sku':'G-32','category':'Games','name':'Monopoly',"
                + "'brand':'Hasbro','variant':'200 pieces','price':18.99,'quantity':2,"
                + "'currency':'eur','url':'https://shop.example/p','image_url':'https://i/p.jpg'}");
    assertThat(added.getCartId()).isEqualTo("c1");
    assertThat(added.getItem())
        .isEqualTo(
            new Item(
                "507f",
                "200 pieces",
                "G-32",
                2,
                1899L,
                "EUR",
                "Monopoly",
                "Hasbro",
                "Games",
                "https://shop.example/p",
                "https://i/p.jpg"));
  }

  @Test
  void shouldFallBackToTheSkuAndTheDefaultCurrency() {
    Item item = tracked(ProductViewed.class, "Product Viewed", "{'sku':'G','price':'5'}").getItem();
    assertThat(item.getProductId()).isEqualTo("G");
    assertThat(item.getPrice()).isEqualTo(500);
    assertThat(item.getCurrency()).isEqualTo("USD");
    assertThat(item.getQuantity()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAProductThatCannotBeRead() {
    assertRefused(Reason.NO_PRODUCT, track("Product Added", "{'name':'Monopoly'}"));
    assertRefused(Reason.NO_PRODUCT, track("add_to_cart", "{'items':[]}"));
    assertRefused(Reason.BAD_MONEY, track("Product Added", "{'sku':'G','price':'cheap'}"));
    assertRefused(Reason.BAD_MONEY, track("Product Added", "{'sku':'G','price':1e15}"));
    assertRefused(Reason.BAD_CURRENCY, track("Product Added", "{'sku':'G','currency':'EURO'}"));
    assertRefused(Reason.BAD_QUANTITY, track("Product Added", "{'sku':'G','quantity':'many'}"));
    assertRefused(Reason.BAD_QUANTITY, track("Product Added", "{'sku':'G','quantity':1e7}"));
    assertRefused(
        Reason.BAD_ID, track("Product Added", "{'product_id':'" + "p".repeat(129) + "'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3",
    "'\"3\"', 3",
    "0.25, 1",
    "1.5, 2",
    "0, 0",
    "-2, -2",
    "1e-99999, 1",
    "null, 1"
  })
  void shouldCountPieces(String quantity, int pieces) {
    ProductAdded added =
        tracked(ProductAdded.class, "Product Added", "{'sku':'G','quantity':" + quantity + "}");
    assertThat(added.getItem().getQuantity()).isEqualTo(pieces);
  }

  @Test
  void shouldMakeOneEventOfEachProductInGa4() {
    List<ShopperEvent> events =
        events(
            track(
                "add_to_cart",
                "{'currency':'JPY','items':[{'item_id':'a','item_name':'A','price':1200,"
                    + "'item_category':'Toys','item_category2':'Cars'},{'item_id':'b'}]}"));
    assertThat(events).extracting(ShopperEvent::getEventId).containsExactly("m1", "m1#2");
    Item first = ((ProductAdded) events.get(0).getPayload()).getItem();
    assertThat(first.getName()).isEqualTo("A");
    assertThat(first.getPrice()).isEqualTo(1200);
    assertThat(first.getCurrency()).isEqualTo("JPY");
    assertThat(first.getCategory()).isEqualTo("Toys/Cars");
  }

  @Test
  void shouldReadCarts() {
    CartViewed unlisted = tracked(CartViewed.class, "Cart Viewed", "{'cart_id':'c'}");
    assertThat(unlisted.getItems()).isNull();
    CartViewed listed = tracked(CartViewed.class, "Cart Viewed", "{'products':[{'sku':'G'}]}");
    assertThat(listed.getItems()).hasSize(1);
    CartReplaced replaced =
        tracked(
            CartReplaced.class,
            "Cart Updated",
            "{'cart_id':'c','value':10.5,'currency':'EUR','products':[]}");
    assertThat(replaced.getItems()).isEmpty();
    assertThat(replaced.getValue()).isEqualTo(1050);
    assertThat(replaced.getCurrency()).isEqualTo("EUR");
  }

  @Test
  void shouldReadTheCheckout() {
    CheckoutStarted started =
        tracked(
            CheckoutStarted.class,
            "Checkout Started",
            "{'checkout_id':'ck','value':25,'coupon':'X','currency':'KWD',"
                + "'products':[{'product_id':'p','price':19.1234}]}");
    assertThat(started.getValue()).isEqualTo(25_000);
    assertThat(started.getItems()).extracting(Item::getPrice).containsExactly(19_123L);
    assertThat(started.getCoupon()).isEqualTo("X");
    CheckoutStepped stepped =
        tracked(
            CheckoutStepped.class,
            "Checkout Step Completed",
            "{'checkout_id':'ck','step':2,'error':'address unknown'}");
    assertThat(stepped.getStep()).isEqualTo("2");
    assertThat(stepped.getCompleted()).isTrue();
    assertThat(stepped.getError()).isEqualTo("address unknown");
    PaymentAttempted payment =
        tracked(PaymentAttempted.class, "Payment Failed", "{'order_id':'o','reason':'declined'}");
    assertThat(payment.getFailed()).isTrue();
    assertThat(payment.getError()).isEqualTo("declined");
  }

  @Test
  void shouldNeverLoseAnOrder() {
    OrderCompleted order =
        tracked(
            OrderCompleted.class,
            "Order Completed",
            "{'total':'lots','discount':2.5,'products':[{'sku':'G','price':'n/a'},{'name':'x'},7]}");
    assertThat(order.getOrderId()).startsWith("event:");
    assertThat(order.getTotal()).isNull();
    assertThat(order.getDiscount()).isEqualTo(250);
    assertThat(order.getItems()).extracting(Item::getProductId).containsExactly("G");
    OrderCompleted foreign =
        tracked(
            OrderCompleted.class,
            "purchase",
            "{'transaction_id':'t1','value':3,'currency':'??','items':[{'item_id':'b','price':3}]}");
    assertThat(foreign.getOrderId()).isEqualTo("t1");
    assertThat(foreign.getTotal()).isNull();
    assertThat(foreign.getCurrency()).isNull();
    OrderCompleted longId =
        tracked(OrderCompleted.class, "Order Completed", "{'order_id':'" + "o".repeat(300) + "'}");
    assertThat(longId.getOrderId()).hasSize(36);
  }

  @Test
  void shouldReadWhatBecameOfAnOrder() {
    OrderChanged refunded =
        tracked(OrderChanged.class, "Order Refunded", "{'order_id':'o','total':30,'products':[]}");
    assertThat(refunded.getStage()).isEqualTo(OrderStage.REFUNDED);
    assertThat(refunded.getAmount()).isEqualTo(3000);
    OrderChanged shipped =
        tracked(
            OrderChanged.class,
            "Order Shipped",
            "{'order_id':'o','total':30,'tracking_url':'https://t/1','carrier':'DHL'}");
    assertThat(shipped.getAmount()).isNull();
    assertThat(shipped.getTrackingUrl()).isEqualTo("https://t/1");
    assertRefused(Reason.NO_ORDER, track("Order Delivered", "{}"));
  }

  @Test
  void shouldReadCoupons() {
    CouponChanged denied =
        tracked(
            CouponChanged.class,
            "Coupon Denied",
            "{'coupon_id':'may_deals','reason':'expired','discount':5}");
    assertThat(denied.getAction()).isEqualTo(CouponAction.DENIED);
    assertThat(denied.getCode()).isEqualTo("may_deals");
    assertThat(denied.getReason()).isEqualTo("expired");
    assertThat(denied.getDiscount()).isEqualTo(500);
    assertRefused(Reason.NO_COUPON, track("Coupon Applied", "{}"));
  }

  @Test
  void shouldReadLists() {
    ProductListViewed list =
        tracked(
            ProductListViewed.class,
            "Product List Viewed",
            "{'list_id':'l','category':'Games','products':[{'product_id':'a'},{'product_id':'b'}]}");
    assertThat(list.getListId()).isEqualTo("l");
    assertThat(list.getProducts()).hasSize(2);
    assertThat(
            tracked(ProductsSearched.class, "Products Searched", "{'query':'blue hats'}")
                .getQuery())
        .isEqualTo("blue hats");
    String many = "{'product_id':'a'},".repeat(500);
    assertThat(
            tracked(
                    ProductListViewed.class,
                    "Product List Viewed",
                    "{'products':[" + many.substring(0, many.length() - 1) + "]}")
                .getProducts())
        .hasSize(Products.MAX_LINES);
  }

  @Test
  void shouldReadFeedbackOfSenders() {
    MessageFeedback clicked =
        tracked(
            MessageFeedback.class,
            "Email Link Clicked",
            "{'command_id':'c1','link_url':'https://l'}");
    assertThat(clicked.getKind()).isEqualTo(FeedbackKind.CLICKED);
    assertThat(clicked.getCommandId()).isEqualTo("c1");
    assertThat(clicked.getLink()).isEqualTo("https://l");
    MessageFeedback reply =
        tracked(MessageFeedback.class, "SMS Replied", "{'text':'STOP','topic':'stop'}");
    assertThat(reply.getChannel()).hasToString("SMS");
    assertThat(reply.getText()).isEqualTo("STOP");
    assertThat(
            tracked(MessageFeedback.class, "Email Bounced", "{'bounce_type':'Hard'}")
                .getHardBounce())
        .isTrue();
    assertThat(tracked(MessageFeedback.class, "Email Bounced", "{}").getHardBounce()).isFalse();
    assertThat(tracked(MessageFeedback.class, "Unsubscribed", "{}").getChannel())
        .hasToString("EMAIL");
    assertThat(tracked(MessageFeedback.class, "Unsubscribed", "{'command_id':'c'}").getChannel())
        .isNull();
    assertThat(tracked(MessageFeedback.class, "Unsubscribed", "{'channel':'sms'}").getChannel())
        .hasToString("SMS");
  }

  @Test
  void shouldKeepTypedPropertiesOfCustomEvents() {
    CustomEvent custom =
        tracked(
            CustomEvent.class,
            "Quiz Finished",
            "{'won':true,'score':7,'share':0.5,'name':'skin','none':null,'big':1e400,"
                + "'tags':['a','b',3],'pets':[{'kind':'dog'}],'deep':{'a':{'b':1}},"
                + "'abyss':{'a':{'b':{'c':{'d':{'e':1}}}}}}");
    assertThat(custom.getName()).isEqualTo("Quiz Finished");
    assertThat(custom.getProperties())
        .containsEntry("won", true)
        .containsEntry("score", 7L)
        .containsEntry("share", 0.5)
        .containsEntry("name", "skin")
        .containsEntry("none", null)
        .containsEntry("tags", "a,b,3")
        .containsEntry("pets.0.kind", "dog")
        .containsEntry("deep.a.b", 1L)
        .hasSize(9)
        .extractingByKey("big", InstanceOfAssertFactories.STRING)
        .startsWith("1");
  }

  @Test
  void shouldBoundCustomProperties() {
    StringBuilder many = new StringBuilder("{'long':'" + "x".repeat(5000) + "'");
    for (int i = 0; i < 200; i++) {
      many.append(",'p").append(i).append("':1");
    }
    Map<String, Object> properties =
        tracked(CustomEvent.class, "Imported", many + "}").getProperties();
    assertThat(properties).hasSize(Attributes.MAX_ENTRIES).containsKey("p98");
    assertThat((String) properties.get("long")).hasSize(1024);
  }
}

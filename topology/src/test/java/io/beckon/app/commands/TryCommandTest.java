package io.beckon.app.commands;

import static io.beckon.app.Typed.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon try}: what people see of a walk. */
@SuppressWarnings("NullAway.Init")
class TryCommandTest {

  private static final String TRAITS =
      """
        "traits": {"email": "ann@example.com", "timezone": "Europe/Berlin",
                   "consent": {"email": "granted"}},
      """;
  private static final String CART =
      """
        "events": [
          {"event": "Product Added", "properties": {"product_id": "tea", "name": "Tea", "price": 4.5, "quantity": 2}}
      """;

  @TempDir Path folder;

  @Test
  void shouldWalkAShopperThroughAFlow() throws IOException {
    Typed run = walk("{" + TRAITS + CART + "]}");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            shopper ann

            Mon 2026-01-05 10:00:00  event      identify
            Mon 2026-01-05 11:00:00  event      Product Added
            Mon 2026-01-05 12:00:30  trigger    cart abandoned
            Mon 2026-01-05 12:00:30  entered    cart-recovery: STARTED
            Mon 2026-01-05 12:00:30  SEND       cart-recovery, step reminder
                                                email: cart-reminder to ann@example.com
                                                data.headline: You left something behind
                                                data.itemCount: 2
                                                item: 2 x Tea at 450 USD
                                                send by: Mon 2026-01-05 13:00:30
            """)
        .contains("Mon 2026-01-05 23:00:30  SEND       cart-recovery, step free-shipping\n")
        .contains("offer: 10 % off with COMEBACK10, until Wed 2026-01-07 11:00:30\n")
        .endsWith(
            """
            Tue 2026-01-06 12:01:00  completed  cart-recovery: FINISHED

            3 messages, 0 left out
            """);
  }

  @Test
  void shouldShowTheTextOfAMessageAndItsParts() throws IOException {
    Path flow =
        Files.writeString(
            folder.resolve("texts.yaml"),
            """
            flow: texts
            title: T
            purpose: transactional
            trigger: {on: event, event: Signed Up}
            texts: {hello: {en: "Hello ${shopper.firstName} – it’s here"}}
            steps:
              - send: {id: a, channel: sms, template: t, text: hello}
              - wait: {for: 1m}
              - send: {id: b, channel: sms, template: t2, text: {say: hello, parts: 1}}
            """);
    Path sample =
        Files.writeString(
            folder.resolve("ann.json"),
            "{\"traits\": {\"phone\": \"+4915112345678\", \"firstName\": \""
                + "Ann".repeat(30)
                + "\"}, \"events\": [{\"event\": \"Signed Up\"}]}");

    Typed run = type("try", "--flow", flow.toString(), "--shopper", sample.toString());

    assertThat(run.out())
        .contains("text: Hello " + "Ann".repeat(30) + " – it’s here\n")
        .contains("length: 2 parts, UCS-2, 108 units\n")
        .contains("texts, step b: TEXT_TOO_LONG (send.text)\n")
        .contains("text: 2 parts, UCS-2, 108 units; at most 1 part\n");
  }

  @Test
  void shouldShowAPurchaseBetweenSteps() throws IOException {
    Typed run =
        walk(
            "{"
                + TRAITS
                + CART
                + """
                , {"after": "2h", "event": "Email Opened", "message": "reminder"},
                  {"after": "3h", "event": "Order Completed", "properties": {"order_id": "o-1"}}]}
                """);

    assertThat(run.out())
        .contains(
            """
            Mon 2026-01-05 13:00:00  event      Email Opened (reminder)
            Mon 2026-01-05 14:00:00  event      Order Completed
            Mon 2026-01-05 14:00:00  exited     cart-recovery: ORDER_COMPLETED (Order Completed)

            1 messages, 0 left out
            """);
  }

  @Test
  void shouldSayWhyNothingIsSent() throws IOException {
    Typed run = walk("{\"traits\": {\"email\": \"ann@example.com\"}," + CART + "]}");

    assertThat(run.out())
        .contains("skipped    cart-recovery, step reminder: NO_CONSENT")
        .endsWith("0 messages, 3 left out\n");
  }

  @Test
  void shouldWalkEveryShopperOfAFolder() throws IOException {
    Files.writeString(folder.resolve("a.json"), "{" + CART + "]}");
    Files.writeString(folder.resolve("b.json"), "{\"shopper\": \"bob\"," + CART + "]}");

    Typed run = type("try", "--flow", "flows", "--shopper", folder.toString());

    assertThat(run.out()).startsWith("shopper a\n").contains("\n\nshopper bob\n");
  }

  @Test
  void shouldGiveTheCodesOfTheSample() throws IOException {
    Path flow =
        Files.writeString(
            folder.resolve("thanks.yaml"),
            """
            flow: thanks
            title: Thanks
            purpose: marketing
            trigger: {on: event, event: Order Completed}
            steps:
              - send:
                  id: code
                  channel: email
                  template: t
                  offer: {percent: 10, pool: summer, validFor: 7d, otherwise: stop}
            """);
    Path sample =
        Files.writeString(
            folder.resolve("ann.json"),
            "{"
                + TRAITS
                + """
                "codes": {"summer": ["S1"]},
                "events": [{"event": "Order Completed", "properties": {"order_id": "o-1"}},
                           {"event": "Order Completed", "properties": {"order_id": "o-2"}, "after": "40d"}]}
                """);

    Typed run = type("try", "--flow", flow.toString(), "--shopper", sample.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("offer: 10 % off with S1, until ")
        .contains("skipped    thanks, step code: OFFER_POOL_EMPTY")
        .endsWith("1 messages, 1 left out\n");
  }

  @Test
  void shouldShowWhatPeopleAreGivenToDo() throws IOException {
    Path flow =
        Files.writeString(
            folder.resolve("quote.yaml"),
            """
            flow: quote
            title: Quote
            purpose: transactional
            trigger: {on: event, event: Quote Requested}
            steps:
              - task: {id: quote, kind: sales, owner: bob, title: Make a quote, dueIn: 1d}
            """);
    Path sample =
        Files.writeString(
            folder.resolve("ann.json"),
            """
            {"shopper": "ann", "start": "2026-01-05T10:00:00Z",
             "events": [{"event": "Quote Requested", "properties": {"message": "500 of them"}}]}
            """);

    assertThat(type("try", "--flow", flow.toString(), "--shopper", sample.toString()).out())
        .contains(
            """
            Mon 2026-01-05 10:00:00  TASK       quote, step quote
                                                sales: Make a quote (normal)
                                                owner: bob
                                                message: 500 of them
                                                due by: Tue 2026-01-06 10:00:00
            """);
  }

  @Test
  void shouldFollowTheSegmentsBesideAFlow() throws IOException {
    Files.createDirectory(folder.resolve("segments"));
    Files.writeString(
        folder.resolve("segments/vip.yaml"),
        "segment: vip\ntitle: VIP\nwhen: shopper.spent > 50000\n");
    Path flow =
        Files.writeString(
            folder.resolve("thanks.yaml"),
            """
            flow: thanks
            title: Thanks
            purpose: transactional
            trigger: {on: segment-entered, segment: vip}
            steps:
              - send: {id: thanks, channel: email, template: thanks}
            """);
    Files.writeString(
        sample(),
        "{"
            + TRAITS
            + """
            "events": [{"event": "Order Completed", "properties": {"order_id": "o-1", "total": 501}}]}
            """);

    assertThat(type("try", "--flow", flow.toString(), "--shopper", sample().toString()).out())
        .contains("Mon 2026-01-05 11:00:00  SEND       thanks, step thanks\n");
  }

  @Test
  void shouldSayWhatIsWrongWithASample() throws IOException {
    assertThat(walk("{\n\"traits\": }").err())
        .startsWith("beckon: " + sample() + ":2: this is not JSON");
    assertThat(walk("{\"trait\": {}}").err())
        .isEqualTo(
            "beckon: "
                + sample()
                + ": the sample has an unknown key 'trait': expected codes, events, products, shopper, start, traits\n");
    assertThat(walk("{\"events\": [{\"event\": \"A\", \"after\": \"soon\"}]}").err())
        .isEqualTo(
            "beckon: "
                + sample()
                + ": event 1: 'after' is \"soon\": expected a time such as 30m, 12h or 2d\n");
    assertThat(walk("{\"events\": [{\"after\": \"1h\"}]}").err())
        .startsWith("beckon: " + sample() + ": event 1: no event name");
    assertThat(type("try", "--flow", "flows", "--shopper", "nobody.json"))
        .isEqualTo(new Typed(2, "", "beckon: can't read nobody.json\n"));
  }

  @Test
  void shouldReportAFlowThatIsWrong() throws IOException {
    Path flow = Files.writeString(folder.resolve("a.yaml"), "flow: a\n");
    Typed run = type("try", "--flow", flow.toString(), "--shopper", sample().toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("beckon: " + flow + ":1:1: a flow has no 'title'");
  }

  private Path sample() {
    return folder.resolve("ann.json");
  }

  private Typed walk(String sample) throws IOException {
    Files.writeString(sample(), sample);
    return type("try", "--flow", "flows/cart-recovery.yaml", "--shopper", sample().toString());
  }
}

package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;

import io.beckon.app.codes.CodeImport;
import io.beckon.app.rules.Rules;
import io.beckon.contract.Channel;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.Offer;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.SendCommand;
import io.beckon.engine.catalog.Goods;
import io.beckon.engine.catalog.ProductChanges;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * What goes on in a shop beside carts: addresses that two shoppers share, codes that are given out,
 * and products that become cheaper.
 */
final class ReshardScene {

  static final int PAIRS = 10;
  private static final int FIRST_PRODUCT = 500;
  private static final long SEEN_AT = 2_500;

  private static final String CHEAPER =
      """
      flow: cheaper
      title: Cheaper
      purpose: recovery
      priority: 60
      trigger: {on: price-drop, atLeast: 10%}
      entry: {key: product}
      steps:
        - send: {id: told, channel: email, template: cheaper}
      """;

  private ReshardScene() {}

  /** Cart recovery with codes of a pool, and a flow about lower prices. */
  static Rules rules(Path folder, String policy) {
    String recovery = TestRules.cartRecovery();
    if (!recovery.contains("code: COMEBACK10")) {
      throw new AssertionError("the ready-made flow has another offer");
    }
    return TestRules.of(
        folder, policy, recovery.replace("code: COMEBACK10", "pool: summer"), CHEAPER);
  }

  /** Two shoppers each come to share an address, and one of them complains of a message. */
  static void shareAddresses(Shop shop, long at) {
    for (int pair = 0; pair < PAIRS; pair++) {
      for (String who : List.of("left-", "right-")) {
        shop.append(who + pair, at, who + "here-" + pair, identified(pair));
      }
    }
    settle(shop);
    for (int pair = 0; pair < PAIRS; pair++) {
      MessageFeedback complaint =
          MessageFeedback.newBuilder()
              .setKind(FeedbackKind.COMPLAINED)
              .setChannel(Channel.EMAIL)
              .build();
      shop.append("left-" + pair, at + 1_000, "complaint-" + pair, complaint);
    }
    settle(shop);
  }

  /** Somebody else has each of the addresses, and somebody has one of their own. */
  static void newcomers(Shop shop, long at) {
    for (int pair = 0; pair < PAIRS; pair++) {
      shop.append("third-" + pair, at, "third-here-" + pair, identified(pair));
      shop.append("free-" + pair, at, "free-here-" + pair, identifiedWithConsent("free-" + pair));
    }
    settle(shop);
  }

  /** All of them leave something in the cart. */
  static void carts(Shop shop, long at) {
    for (int pair = 0; pair < PAIRS; pair++) {
      for (String who : List.of("left-", "right-", "third-", "free-")) {
        shop.append(who + pair, at, "cart-" + who + pair, added("p1"));
      }
    }
    shop.producer().flush();
  }

  /** Adds codes to the pool. */
  static void codes(Shop shop, String prefix, int count, long at) {
    List<String> codes =
        IntStream.range(0, count).mapToObj(i -> "%s%05d".formatted(prefix, i)).toList();
    CodeImport.add(shop.config(), "summer", codes, null, at);
  }

  /** Some products cost less: told to each partition, as the feed of changes does. */
  static void cheaper(Shop shop, int from, int count, long at) throws Exception {
    for (int i = FIRST_PRODUCT + from; i < FIRST_PRODUCT + from + count; i++) {
      ProductChanged change =
          Objects.requireNonNull(
              ProductChanges.between(product(i, SEEN_AT), product(i, SEEN_AT / 2), at));
      byte[] value = shop.encoded(Shop.event("", at, ProductChanges.id(change, at), change));
      for (int partition = 0; partition < shop.partitions(); partition++) {
        Future<RecordMetadata> written = shop.appendRaw(partition, null, at, value);
        written.get();
      }
    }
  }

  /** A command as it is whatever code it carries: which one depends on the partition. */
  static String withoutCode(SendCommand command) {
    Offer offer = command.getOffer();
    return offer == null || offer.getCode() == null
        ? command.toString()
        : SendCommand.newBuilder(command)
            .setOffer(Offer.newBuilder(offer).setCode("some").build())
            .build()
            .toString();
  }

  private static Identified identified(int pair) {
    return identifiedWithConsent("pair-" + pair);
  }

  private static Product product(int number, long price) {
    return Goods.of("p" + number).setCurrency("EUR").setStock(5).setPrice(price).build();
  }

  /** What shoppers and contacts tell each other has been read. */
  static void settle(Shop shop) {
    shop.producer().flush();
    Await.until(shop::isCaughtUp, Shop.LIMIT, () -> "lag " + shop.lag());
  }
}

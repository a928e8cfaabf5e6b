package io.beckon.it;

import static io.beckon.it.Payloads.added;
import static io.beckon.it.Payloads.identifiedWithConsent;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.Typed;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code beckon explain} over a running application. */
@SuppressWarnings("NullAway.Init")
final class ExplainIT {

  private static EmbeddedBroker broker;
  private static Shop shop;

  @BeforeAll
  static void open(@TempDir Path folder) {
    broker = EmbeddedBroker.start();
    shop = Shop.open(broker.bootstrapServers(), "explain", folder, Map.of());
    shop.publishRules(System::currentTimeMillis);
    shop.start();
  }

  @AfterAll
  static void close() {
    shop.close();
    broker.close();
  }

  @Test
  void shouldTellFromTheTopicsWhatIsRememberedAndWhy() {
    shop.append("ann", 0, identifiedWithConsent("ann"));
    shop.append("ann", 0, added("shoes"));
    shop.producer().flush();
    shop.decisions()
        .awaitOne(
            "ann's mail",
            d -> d.getShopperId().equals("ann") && d.getOutcome() == Outcome.SENT,
            Shop.LIMIT);

    Await.until(
        () -> explain("ann").out().contains("in           cart-recovery@1 since "),
        Shop.LIMIT,
        () -> "the state is in the changelogs");
    String out = explain("ann").out();
    assertThat(out)
        .contains("  cart         1 x ", "waits at 'wait-2' until ")
        .containsPattern("sent +.* email cart-reminder \\(cart-recovery, reminder\\)")
        .contains("email-daily: 1 of 4 used, 3 left")
        .contains("entered cart-recovery@1, because all rules of entry held")
        .contains("was sent, because nothing stood against it")
        .doesNotContain("ann@example.org");
    assertThat(explain("ann", "--contact").out()).contains("ann@example.org");
    assertThat(explain("nobody").exitCode()).isEqualTo(1);
  }

  private static Typed explain(String shopper, String... more) {
    List<String> args = new ArrayList<>(List.of("explain", "--shopper", shopper));
    args.addAll(List.of(more));
    shop.settings().forEach((key, value) -> args.addAll(List.of("--set", key + "=" + value)));
    return Typed.type(args.toArray(String[]::new));
  }
}

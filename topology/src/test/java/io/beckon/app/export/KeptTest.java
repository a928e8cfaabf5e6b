package io.beckon.app.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.FlowScenario;
import io.beckon.engine.People;
import io.beckon.engine.shopper.Shopper;
import io.beckon.model.Events;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeptTest {

  @Test
  void shouldTellEverythingThatIsKeptInWords() {
    Shopper ann =
        FlowScenario.replaying()
            .at("10:00", People.known("ann"))
            .at("10:01", Events.viewed("ann", "hat"))
            .at("10:02", Events.added("ann", Events.priced("shoes", 2, 4990)))
            .at("10:03", People.becomes("ann", "phone"))
            .shopper("ann");

    Map<String, Object> kept = Kept.of(ann.parts());

    assertThat(kept.toString())
        .contains("email=ann@example.com")
        .contains("phone=+4915112345678")
        .contains("productId=shoes")
        .contains("quantity=2")
        .contains("addedAt=2026-01-05T10:02:00Z")
        .contains("productId=hat")
        .contains("merged=[{id=phone");
    assertThat(kept.get("profile"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .extractingByKey("consents")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(6);
  }

  @Test
  void shouldTellNothingOfWhoWasNeverSeen() {
    assertThat(Kept.of(Shopper.Parts.EMPTY)).isEqualTo(Map.of());
    assertThat(List.copyOf(Kept.of(Shopper.unseen("ann").parts()).keySet())).isEmpty();
  }
}

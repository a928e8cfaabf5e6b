package io.beckon.app.flowdocs;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.Rulebooks;
import io.beckon.contract.Purpose;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is true of all flows that ship, taken together. */
class ShippedFlowsTest {

  private static final Path FLOWS = Path.of("flows");

  private final List<Flow> flows = Rulebooks.flows(FLOWS);

  @Test
  void shouldNeverSendTheSameMessageByTwoFlowsOrSteps() {
    Map<String, String> senders = new HashMap<>();
    for (Flow flow : flows) {
      for (Step.Send send : FlowSteps.sends(flow)) {
        String step = flow.id() + "/" + send.id();
        assertThat(senders.put(send.template(), step))
            .as(send.template() + " is sent by " + step + " too")
            .isNull();
      }
    }
    assertThat(senders).hasSizeGreaterThan(40);
  }

  @Test
  void shouldSayWhatTheyAreForAndWhatSuccessIs() {
    for (Flow flow : flows) {
      assertThat(flow.description()).as(flow.id()).isNotBlank();
      if (flow.purpose() != Purpose.TRANSACTIONAL && !FlowSteps.sends(flow).isEmpty()) {
        assertThat(flow.goal()).as("goal of " + flow.id()).isNotNull();
        assertThat(flow.goal().within()).as("window of the goal of " + flow.id()).isNotNull();
      }
    }
  }

  @Test
  void shouldPromiseNothingWithoutTermsOrThatIsOverOnArrival() {
    for (Flow flow : flows) {
      for (Step.Send send : FlowSteps.sends(flow)) {
        Step.OfferTerms offer = send.offer();
        if (offer != null) {
          String step = flow.id() + "/" + send.id();
          assertThat(offer.code()).as(step).isNotNull();
          assertThat(offer.terms()).as(step).isNotBlank();
          assertThat(offer.validFor()).as(step).isGreaterThan(send.sendBy());
        }
      }
    }
  }

  @Test
  void shouldNeverTreatCustomersWhoComeBackAsNewOnes() {
    Flow winBack = flow("win-back");
    for (Step.Send send : FlowSteps.sends(winBack)) {
      assertThat(send.template() + send.data() + send.offer())
          .doesNotContainIgnoringCase("new cust");
    }
    assertThat(FlowSteps.sends(winBack)).filteredOn(send -> send.offer() != null).hasSize(2);
  }

  @Test
  void shouldBeListedForMarketers() throws IOException {
    String list = Files.readString(Path.of("../docs/flows/README.md"));
    for (Flow flow : flows) {
      assertThat(list).contains("[" + flow.title() + "](" + flow.id() + ".md)");
      assertThat(Files.readString(Path.of("../docs/flows/" + flow.id() + ".md")))
          .as("what people wrote about " + flow.id())
          .containsPattern("## (Before you use it|What people change)");
    }
  }

  private Flow flow(String id) {
    return flows.stream().filter(flow -> flow.id().equals(id)).findFirst().orElseThrow();
  }
}

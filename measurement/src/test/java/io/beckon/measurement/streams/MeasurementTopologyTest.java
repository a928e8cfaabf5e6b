package io.beckon.measurement.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Attribution;
import io.beckon.contract.AttributionModel;
import io.beckon.contract.Channel;
import io.beckon.contract.Measure;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.TimeMark;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.measurement.core.Histories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTopologyTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;

  @TempDir private Path state;
  private Application application;

  @BeforeEach
  void open() {
    application = new Application(Histories.settings(), state);
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void shouldCallACartLostOfASilentShopperWhenTimeMarksHavePassedItsWindow() {
    tell("ann", HOUR, trigger("t1"));
    mark(5 * DAY);
    assertThat(application.measures()).extracting(Measure::getMeasure).containsExactly("triggers");

    mark(7 * DAY + 2 * HOUR);

    assertThat(application.measures())
        .extracting(Measure::getMeasure)
        .containsExactlyInAnyOrder("lost", "lost_value");
  }

  @Test
  void shouldRecoverALostCartNoMoreWhenTheOrderIsToldTooLate() {
    tell("ann", HOUR, trigger("t1"));
    mark(8 * DAY);
    application.measures();

    tell("ann", 9 * DAY, order("o1", 5_000L));

    assertThat(application.measures())
        .extracting(Measure::getMeasure)
        .doesNotContain("recovered", "lost");
  }

  @Test
  void shouldCorrectACreditWhenMoneyIsGivenBackAndTakeItBackWhenTheOrderIsCancelled() {
    tell("ann", 0, touch(TouchKind.SENT));
    tell("ann", HOUR, touch(TouchKind.CLICKED));
    tell("ann", 2 * HOUR, order("o1", 5_000L));
    tell("ann", 3 * DAY, adjusted("o1", OrderStage.REFUNDED, 1_250L));
    tell("ann", 4 * DAY, adjusted("o1", OrderStage.CANCELLED, null));

    List<Attribution> last =
        application.attributions().stream()
            .filter(credit -> credit.getModel() == AttributionModel.LAST_TOUCH)
            .toList();
    assertThat(last).extracting(Attribution::getValue).containsExactly(5_000L, 3_750L, 0L);
    assertThat(last).extracting(Attribution::getValueBefore).containsExactly(null, 5_000L, 3_750L);
    assertThat(last).extracting(Attribution::getShare).containsExactly(1_000_000L, 1_000_000L, 0L);
    assertThat(last.get(0).getTouch()).isEqualTo(TouchKind.CLICKED);
    assertThat(last.get(0).getStep()).isEqualTo("first");
  }

  @Test
  void shouldCreditAnOrderToAClickThatIsToldAfterIt() {
    tell("ann", 0, touch(TouchKind.SENT));
    tell("ann", 2 * HOUR, order("o1", 5_000L));
    assertThat(application.attributions()).isEmpty();

    application.tell(
        new OutcomeEvent(
            Histories.START + 3 * HOUR,
            Histories.START + HOUR,
            "ann",
            false,
            List.of(),
            touch(TouchKind.CLICKED),
            List.of(),
            null));

    assertThat(application.attributions())
        .extracting(Attribution::getModel)
        .containsExactlyInAnyOrder(
            AttributionModel.LAST_TOUCH,
            AttributionModel.FIRST_TOUCH,
            AttributionModel.LINEAR,
            AttributionModel.INFLUENCED);
  }

  @Test
  void shouldPutAsideWhatCantBeReadAndGoOn() {
    application.raw("ann", new byte[] {1, 2, 3}, Histories.START);
    tell("ann", HOUR, trigger("t1"));

    assertThat(application.deadLetters()).hasSize(1);
    assertThat(application.measures()).hasSize(1);
  }

  @Test
  void shouldRepartitionNothingBeforeTheJoins() {
    List<String> internal =
        Application.topology(Histories.settings()).describe().subtopologies().stream()
            .flatMap(part -> part.nodes().stream())
            .filter(TopologyDescription.Sink.class::isInstance)
            .map(node -> ((TopologyDescription.Sink) node).topic())
            .toList();

    assertThat(internal)
        .containsExactlyInAnyOrder(
            "attributions", "dead-letters", "amounts-repartition", "measures");
  }

  private void mark(long after) {
    tell("", after, new TimeMark(0));
  }

  private void tell(String shopper, long after, Object fact) {
    application.tell(event(shopper, after, fact));
  }

  private static OutcomeEvent event(String shopper, long after, Object fact) {
    long at = Histories.START + after;
    return new OutcomeEvent(at, at, shopper, false, List.of(), fact, List.of(), null);
  }

  private static TriggerSeen trigger(String id) {
    return TriggerSeen.newBuilder()
        .setTriggerId(id)
        .setKind(TriggerKind.CART)
        .setIdleSince(Histories.START)
        .setValue(4_200L)
        .setCurrency("EUR")
        .build();
  }

  private static Touched touch(TouchKind kind) {
    return Touched.newBuilder()
        .setKind(kind)
        .setChannel(Channel.EMAIL)
        .setCommandId("c1")
        .setFlow("cart")
        .setFlowVersion(1)
        .setStep("first")
        .setPurpose(Purpose.RECOVERY)
        .setSentAt(Histories.START)
        .build();
  }

  private static OrderSeen order(String id, long value) {
    return OrderSeen.newBuilder()
        .setOrderId(id)
        .setValue(value)
        .setCurrency("EUR")
        .setOrdinal(1)
        .build();
  }

  private static OrderAdjusted adjusted(String order, OrderStage stage, Long amount) {
    return OrderAdjusted.newBuilder()
        .setOrderId(order)
        .setStage(stage)
        .setAmount(amount)
        .setCurrency("EUR")
        .build();
  }
}

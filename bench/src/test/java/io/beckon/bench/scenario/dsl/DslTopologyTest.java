package io.beckon.bench.scenario.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.StreamsProperties;
import io.beckon.bench.scenario.dsl.DslTopology.Emission;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.CheckoutStarted;
import io.beckon.contract.Item;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ProductAdded;
import io.beckon.contract.ProductRemoved;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.TriggerKind;
import io.beckon.schemas.BeckonSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DslTopologyTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir Path directory;

  private TopologyTestDriver driver;
  private TestInputTopic<String, ShopperEvent> input;
  private TestOutputTopic<String, AbandonmentTrigger> output;

  private void start(Emission emission) {
    Properties properties =
        StreamsProperties.of(
            BeckonConfig.of(
                Map.of(
                    "application.id", "dsl-test",
                    "state.dir", directory.toString(),
                    "topics.replication.factor", "1")));
    driver =
        new TopologyTestDriver(
            DslTopology.build("in", "out", emission, properties, () -> {}), properties);
    input =
        driver.createInputTopic(
            "in", Serdes.String().serializer(), new BeckonSerde<>(ShopperEvent.class).serializer());
    output =
        driver.createOutputTopic(
            "out",
            Serdes.String().deserializer(),
            new BeckonSerde<>(AbandonmentTrigger.class).deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @ParameterizedTest
  @EnumSource(Emission.class)
  void shouldTellExactlyTheAbandonedCarts(Emission emission) {
    start(emission);
    at(0, "anna", added());
    at(1, "bert", page());
    at(2, "carl", added());
    at(3, "dora", added());
    at(10, "anna", page());
    at(11, "carl", CheckoutStarted.newBuilder().build());
    at(12, "carl", ordered("o1"));
    at(13, "dora", ordered("o2"));
    at(20, "dora", added());
    at(21, "fred", added());
    at(22, "fred", removed());
    at(23, "gina", CheckoutStarted.newBuilder().build());
    at(60, "emil", CheckoutStarted.newBuilder().setItems(List.of(item())).build());
    at(65, "anna", page());
    at(500, "time", page());

    assertThat(output.readValuesToList())
        .extracting(
            AbandonmentTrigger::getShopperId,
            AbandonmentTrigger::getKind,
            AbandonmentTrigger::getIdleSince)
        .containsExactlyInAnyOrder(
            tuple("anna", TriggerKind.CART, minute(65)),
            tuple("dora", TriggerKind.CART, minute(20)),
            tuple("emil", TriggerKind.CHECKOUT, minute(60)));
  }

  @ParameterizedTest
  @EnumSource(Emission.class)
  void shouldNotForgetAnAbandonmentWhenTheNextSessionEndsInAnOrder(Emission emission) {
    start(emission);
    at(0, "anna", added());
    at(90, "anna", added());
    at(91, "anna", ordered("o1"));
    at(500, "time", page());

    assertThat(output.readValuesToList())
        .extracting(AbandonmentTrigger::getIdleSince)
        .containsExactly(minute(0));
  }

  @ParameterizedTest
  @EnumSource(Emission.class)
  void shouldHoldASessionBackUntilItIsOver(Emission emission) {
    start(emission);
    at(0, "anna", added());
    at(60, "time", page());
    assertThat(output.isEmpty()).isTrue();

    at(62, "time", page());
    assertThat(output.readValuesToList()).hasSize(1);
  }

  private void at(int minute, String shopper, Object payload) {
    // On window close, results are looked for once in a second of wall-clock time.
    driver.advanceWallClockTime(Duration.ofSeconds(2));
    input.pipeInput(
        shopper,
        ShopperEvent.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(minute(minute))
            .setShopperId(shopper)
            .setPayload(payload)
            .build(),
        minute(minute));
  }

  private static long minute(int minute) {
    return START.plus(Duration.ofMinutes(minute)).toEpochMilli();
  }

  private static PageViewed page() {
    return PageViewed.newBuilder().setName("home").build();
  }

  private static ProductAdded added() {
    return ProductAdded.newBuilder().setItem(item()).build();
  }

  private static ProductRemoved removed() {
    return ProductRemoved.newBuilder().setItem(item()).build();
  }

  private static OrderCompleted ordered(String orderId) {
    return OrderCompleted.newBuilder().setOrderId(orderId).setItems(List.of(item())).build();
  }

  private static Item item() {
    return Item.newBuilder().setProductId("p1").setPrice(2_500L).setCurrency("EUR").build();
  }
}

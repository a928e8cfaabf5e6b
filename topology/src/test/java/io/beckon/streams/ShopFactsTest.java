package io.beckon.streams;

import static io.beckon.model.Events.custom;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.ShopFact;
import io.beckon.engine.People;
import io.beckon.engine.flow.FlowReasons;
import io.beckon.engine.flow.load.RuleLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic of facts, as messages see it. */
@SuppressWarnings("NullAway.Init")
class ShopFactsTest {

  private static final String FLOW =
      """
      flow: hello
      title: Hello
      purpose: recovery
      trigger: {on: event, event: Signed Up}
      steps:
        - send:
            id: hello
            channel: email
            template: t
            claims: [free-shipping]
            data: {from: "${facts['free-shipping'].threshold}"}
      """;

  @TempDir Path dir;
  private Partition partition;

  @BeforeEach
  void open() {
    partition = new Partition(dir).withReadyMadeFlows();
    partition.activate("hello", 1, FLOW, RuleLoader.hash(FLOW));
  }

  @AfterEach
  void close() {
    partition.close();
  }

  @Test
  void shouldClaimWhatAFactOfTheTopicConfirms() {
    partition.fact(fact("free-shipping-abroad", 1));
    partition.fact(fact("free-shipping/2026", 50));
    sendHello();

    assertThat(partition.commands())
        .singleElement()
        .satisfies(sent -> assertThat(sent.getData()).containsEntry("from", 50L));
  }

  @Test
  void shouldClaimNothingByAFactThatWasTakenBackOrCannotBeRead() {
    partition.fact(fact("free-shipping", 50));
    partition.fact("free-shipping", null);
    partition.fact("free-shipping/DE", "no fact".getBytes(StandardCharsets.UTF_8));
    sendHello();

    assertThat(partition.commands()).isEmpty();
    assertThat(partition.decisions())
        .filteredOn(d -> d.getOutcome() == Outcome.SKIPPED)
        .singleElement()
        .returns(FlowReasons.CLAIM_NOT_CONFIRMED, Decision::getReason);
    assertThat(partition.deadLetters()).isEmpty();
  }

  private void sendHello() {
    partition.append(People.known("ann"), 1);
    partition.append(custom("ann", "Signed Up"), 2);
    partition.wallClock(1_000);
  }

  private static ShopFact fact(String id, long threshold) {
    return ShopFact.newBuilder().setFactId(id).setValues(Map.of("threshold", threshold)).build();
  }
}

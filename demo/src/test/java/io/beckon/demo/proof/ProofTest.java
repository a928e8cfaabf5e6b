package io.beckon.demo.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Channel;
import io.beckon.contract.CommandAction;
import io.beckon.contract.Decision;
import io.beckon.contract.DecisionPhase;
import io.beckon.contract.Outcome;
import io.beckon.contract.Purpose;
import io.beckon.contract.Recipient;
import io.beckon.contract.SendCommand;
import io.beckon.contract.TriggerKind;
import io.beckon.schemas.ContractTrust;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProofTest {

  static {
    ContractTrust.grant();
  }

  private static final int PARTITION = 2;
  private static final long IDLE_SINCE = 1_000;
  private static final long SENT_AT = 5_000;
  private static final long TICK = 70;

  private final Purchases purchases = new Purchases();
  private final LogTimes log = new LogTimes();
  private final Proof proof = new Proof(purchases, log);

  ProofTest() {
    log.read(PARTITION, 10, IDLE_SINCE, false);
    log.read(PARTITION, TICK, SENT_AT, true);
  }

  @Test
  void shouldHoldWhenNobodyBoughtInBetween() {
    purchases.appended("s", "before", PARTITION, 5, IDLE_SINCE - 1);
    purchases.appended("s", "after", PARTITION, TICK + 1, SENT_AT);
    purchases.appended("other", "theirs", PARTITION, 30, 3_000);
    send("c");

    assertThat(proof.verdict()).isEqualTo(new Proof.Verdict(1, 3, 0, 0, 0));
    assertThat(proof.verdict().holds()).isTrue();
  }

  @Test
  void shouldFailWhenAPurchaseStoodBeforeTheTick() {
    purchases.appended("s", "o", PARTITION, TICK - 1, SENT_AT);
    send("c");

    assertThat(proof.verdict().afterPurchase()).isEqualTo(1);
    assertThat(proof.verdict().holds()).isFalse();
  }

  @Test
  void shouldTakeTheFirstReportOfAPurchase() {
    purchases.appended("s", "o", PARTITION, TICK + 1, SENT_AT);
    purchases.appended("s", "o", PARTITION, TICK - 1, 4_000);
    send("c");

    assertThat(proof.verdict()).isEqualTo(new Proof.Verdict(1, 1, 1, 0, 0));
  }

  @Test
  void shouldFailWhenACommandCameOutTwice() {
    send("c");
    send("c");

    assertThat(proof.verdict().sentTwice()).isEqualTo(1);
    assertThat(proof.verdict().holds()).isFalse();
  }

  @Test
  void shouldFailWhenAMessageCannotBeChecked() {
    proof.command(command("unexplained", SENT_AT), PARTITION);
    send("c");
    proof.command(command("c2", SENT_AT + 1), PARTITION);

    assertThat(proof.verdict().unplaced()).isEqualTo(2);
    assertThat(proof.verdict().holds()).isFalse();
  }

  private void send(String commandId) {
    proof.trigger(trigger());
    proof.decision(decision(commandId));
    proof.command(command(commandId, SENT_AT), PARTITION);
  }

  private static AbandonmentTrigger trigger() {
    return AbandonmentTrigger.newBuilder()
        .setTriggerId("t")
        .setKind(TriggerKind.CART)
        .setShopperId("s")
        .setDueAt(IDLE_SINCE + 100)
        .setIdleSince(IDLE_SINCE)
        .setAt(IDLE_SINCE + 100)
        .setItems(List.of())
        .build();
  }

  private static Decision decision(String commandId) {
    return Decision.newBuilder()
        .setDecisionId("d")
        .setShopperId("s")
        .setAt(SENT_AT)
        .setPhase(DecisionPhase.RELEASE)
        .setFlow("f")
        .setFlowVersion(1)
        .setRunId("r")
        .setOriginId("t")
        .setOutcome(Outcome.SENT)
        .setReason("ALLOWED")
        .setCommandId(commandId)
        .setInputs(Map.of())
        .setCompeting(List.of())
        .setRulesHash("h")
        .build();
  }

  private static SendCommand command(String id, long at) {
    return SendCommand.newBuilder()
        .setCommandId(id)
        .setAction(CommandAction.SEND)
        .setShopperId("s")
        .setChannel(Channel.EMAIL)
        .setPurpose(Purpose.RECOVERY)
        .setFlow("f")
        .setFlowVersion(1)
        .setRunId("r")
        .setStep("one")
        .setAt(at)
        .setSendBy(at + 1)
        .setPriority(1)
        .setTemplate("t")
        .setRecipient(Recipient.newBuilder().build())
        .setData(Map.of())
        .setItems(List.of())
        .build();
  }
}

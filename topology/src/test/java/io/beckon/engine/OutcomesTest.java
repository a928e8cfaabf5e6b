package io.beckon.engine;

import static io.beckon.model.Events.added;
import static io.beckon.model.Events.cancelled;
import static io.beckon.model.Events.custom;
import static io.beckon.model.Events.ordered;
import static io.beckon.model.Events.refunded;
import static io.beckon.model.Events.viewed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentChanged;
import io.beckon.contract.ConsentGiven;
import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.EntryKind;
import io.beckon.contract.FeedbackKind;
import io.beckon.contract.GoalReached;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.Purpose;
import io.beckon.contract.RunEntered;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.model.Clock;
import io.beckon.model.Touches;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final String MAIL =
      """
      flow: mail
      title: Mail
      purpose: recovery
      goal: {event: Order Completed, within: 2d}
      trigger: {on: cart-abandoned}
      exit: {on: [Order Completed]}
      steps:
        - send: {id: first, channel: email, template: reminder}
      """;

  private int ids;

  @Test
  void shouldTellATriggerAnEntryAndAMessageInTheOrderInWhichTheyCameAbout() {
    FlowScenario mail = withMail();

    List<OutcomeEvent> told = told(mail.at("10:00", added("ann", "shoes")).pass("12:00"));

    assertThat(told)
        .extracting(o -> o.getFact().getClass().getSimpleName())
        .containsExactly("TriggerSeen", "RunEntered", "Touched");
    assertThat(told).allMatch(o -> o.getShopperId().equals("ann"));
    TriggerSeen trigger = (TriggerSeen) told.get(0).getFact();
    assertThat(trigger.getKind()).isEqualTo(TriggerKind.CART);
    assertThat(trigger.getIdleSince()).isEqualTo(Clock.at("10:00"));
    RunEntered entered = (RunEntered) told.get(1).getFact();
    assertThat(entered.getKind()).isEqualTo(EntryKind.ENTERED);
    Touched sent = (Touched) told.get(2).getFact();
    assertThat(sent.getKind()).isEqualTo(TouchKind.SENT);
    assertThat(sent.getCommandId()).isEqualTo(mail.sent().get(0).getCommandId());
    assertThat(sent.getRunId()).isEqualTo(entered.getRunId());
    assertThat(told.get(2).getAt()).isEqualTo(mail.sent().get(0).getAt());
  }

  @Test
  void shouldTellOfAReportWhatTheSendLogKnowsOfItsMessage() {
    FlowScenario mail = withMail().at("10:00", added("ann", "shoes")).pass("12:00");
    String command = mail.sent().get(0).getCommandId();

    mail.at("13:00", report("ann", FeedbackKind.CLICKED, command));

    Touched clicked = (Touched) last(mail).getFact();
    assertThat(clicked.getKind()).isEqualTo(TouchKind.CLICKED);
    assertThat(clicked.getLink()).isEqualTo("cart");
    assertThat(clicked.getFlow()).isEqualTo("mail");
    assertThat(clicked.getFlowVersion()).isEqualTo(1);
    assertThat(clicked.getStep()).isEqualTo("first");
    assertThat(clicked.getPurpose()).isEqualTo(Purpose.RECOVERY);
    assertThat(clicked.getSentAt()).isEqualTo(mail.sent().get(0).getAt());
  }

  @Test
  void shouldTellTheOrderBeforeTheGoalThatItReaches() {
    FlowScenario mail = withMail().at("10:00", added("ann", "shoes")).pass("12:00");
    int before = told(mail).size();

    mail.at("13:00", ordered("ann", "o1"));

    List<OutcomeEvent> told = told(mail).subList(before, told(mail).size());
    assertThat(told)
        .extracting(o -> (Object) o.getFact().getClass())
        .containsExactly(OrderSeen.class, GoalReached.class);
    assertThat(((OrderSeen) told.get(0).getFact()).getOrdinal()).isEqualTo(1);
    GoalReached goal = (GoalReached) told.get(1).getFact();
    assertThat(goal.getFlow()).isEqualTo("mail");
    assertThat(goal.getEnteredAt()).isEqualTo(told(mail).get(1).getAt());
  }

  @Test
  void shouldReachAGoalAfterTheRunIsOverAndNotAfterItsTime() {
    FlowScenario mail = withMail().at("10:00", added("ann", "shoes")).pass("12:00");
    mail.at("day 2 13:00", ordered("ann", "o1")).at("day 4 13:00", ordered("ann", "o2"));

    assertThat(told(mail)).filteredOn(o -> o.getFact() instanceof GoalReached).hasSize(1);
    assertThat(told(mail)).filteredOn(o -> o.getFact() instanceof OrderSeen).hasSize(2);
  }

  @Test
  void shouldTellWhatSupportsAGoalInItsTimeAlsoWhenTheRunIsOver() {
    FlowScenario mail =
        supported(
            "[{event: Product Added, within: 4h}, Quiz Completed]", "entry: {again: never}\n");
    mail.at("10:00", added("ann", "shoes"))
        .at("13:00", viewed("ann", "hat"))
        .at("13:01", added("ann", "hat"))
        .at("14:00", custom("ann", "Quiz Completed"))
        .at("16:00", added("ann", "bag"))
        .at("day 4 10:00", custom("ann", "Quiz Completed"));

    assertThat(reached(mail))
        .extracting(GoalReached::getEvent, GoalReached::getSupporting)
        .containsExactly(tuple("Product Added", true), tuple("Quiz Completed", true));
    assertThat(reached(mail))
        .extracting(GoalReached::getEnteredAt)
        .containsOnly(entries(mail).get(0).getAt());
  }

  @Test
  void shouldTellWhatSupportsAGoalOfTheLatestEntryOnly() {
    FlowScenario mail = supported("[Product Added]", "entry: {key: cart}\n");
    mail.at("10:00", added("ann", "shoes")).pass("12:00");
    mail.at("13:00", ordered("ann", "o1")).at("14:00", added("ann", "hat")).pass("16:00");

    mail.at("17:00", added("ann", "bag"));

    assertThat(entries(mail)).hasSize(2);
    assertThat(reached(mail))
        .filteredOn(GoalReached::getSupporting)
        .extracting(GoalReached::getEnteredAt)
        .containsExactly(entries(mail).get(0).getAt(), entries(mail).get(1).getAt());
  }

  @Test
  void shouldTellWhatSupportsAGoalOfWhoIsHeldOut() {
    FlowScenario held = supported("[Quiz Completed]", "entry: {holdout: 50}\n");
    for (int i = 0; i < 40; i++) {
      held.at("10:00", added("ann" + i, "shoes"));
    }
    held.pass("12:00");
    for (int i = 0; i < 40; i++) {
      held.at("13:00", custom("ann" + i, "Quiz Completed"));
    }

    assertThat(entries(held))
        .extracting(o -> ((RunEntered) o.getFact()).getKind())
        .contains(EntryKind.ENTERED, EntryKind.HELD_OUT);
    assertThat(reached(held)).hasSize(40).allMatch(GoalReached::getSupporting);
  }

  @Test
  void shouldReachAGoalOnlyByAnEventThatIsMeant() {
    FlowScenario mail =
        FlowScenario.replaying(
                MAIL.replace(
                    "within: 2d",
                    "where: \"happened.value > 500 && happened.properties.order_id != 'o3'\""))
            .at("09:00", People.known("ann"));
    mail.at("10:00", added("ann", "shoes")).pass("12:00");

    mail.at("13:00", Touches.worth(400, ordered("ann", "o1")))
        .at("14:00", Touches.worth(600, ordered("ann", "o2")))
        .at("15:00", Touches.worth(600, ordered("ann", "o3")));

    assertThat(reached(mail)).extracting(GoalReached::getValue).containsExactly(600L);
  }

  @Test
  void shouldTellAnOrderOnceWhoeverReportsIt() {
    FlowScenario mail = withMail();
    mail.at("10:00", ordered("ann", "o1"))
        .at("10:01", Touches.reportedBy("web", ordered("ann", "o1")));

    assertThat(told(mail)).hasSize(1);
  }

  @Test
  void shouldTellWhatIsTakenBackOfAnOrderAndWhatAnImportSays() {
    FlowScenario mail = withMail();
    mail.at("10:00", Touches.historical(ordered("ann", "o1"))).at("10:01", cancelled("ann", "o1"));

    assertThat(told(mail)).extracting(OutcomeEvent::getHistorical).containsExactly(true, false);
    OrderAdjusted adjusted = (OrderAdjusted) last(mail).getFact();
    assertThat(adjusted.getStage()).isEqualTo(OrderStage.CANCELLED);
    assertThat(adjusted.getOrderId()).isEqualTo("o1");
  }

  @Test
  void shouldTellWhichLinesAreGivenBack() {
    FlowScenario mail = withMail();
    mail.at("10:00", ordered("ann", "o1")).at("10:01", refunded("ann", "o1", 500L, "shoes", 2));

    OrderAdjusted adjusted = (OrderAdjusted) last(mail).getFact();
    assertThat(adjusted.getStage()).isEqualTo(OrderStage.REFUNDED);
    assertThat(adjusted.getAmount()).isEqualTo(500L);
    assertThat(adjusted.getLines())
        .extracting(OrderLine::getProductId, OrderLine::getQuantity)
        .containsExactly(tuple("shoes", 2));
  }

  @Test
  void shouldTellWhetherAnythingWasKnownOfConsentsWhenSomethingWasAbandoned() {
    FlowScenario mail = withMail();
    mail.at("10:00", added("ann", "shoes")).at("10:01", added("stranger", "shoes")).pass("12:00");

    assertThat(mail.outcomes())
        .filteredOn(o -> o.getFact() instanceof TriggerSeen)
        .extracting(OutcomeEvent::getShopperId, o -> ((TriggerSeen) o.getFact()).getConsentKnown())
        .containsExactlyInAnyOrder(tuple("ann", true), tuple("stranger", false));
  }

  @Test
  void shouldTellWhichConsentIsTheFirst() {
    FlowScenario mail = withMail();
    mail.at("10:00", consent("bob", Purpose.MARKETING, ConsentState.GRANTED))
        .at("10:01", consent("bob", Purpose.RECOVERY, ConsentState.GRANTED));

    assertThat(mail.outcomes())
        .filteredOn(o -> o.getShopperId().equals("bob"))
        .extracting(o -> ((ConsentMoved) o.getFact()).getFirst())
        .containsExactly(true, false);
  }

  @Test
  void shouldTellNothingOfWhatIsOnlyLookedAt() {
    FlowScenario mail = withMail();

    mail.at("10:00", viewed("ann", "shoes")).at("10:01", added("ann", "shoes"));

    assertThat(told(mail)).isEmpty();
  }

  @Test
  void shouldTellAConsentWhenItIsAnotherOneThanBefore() {
    FlowScenario mail = withMail();
    mail.at("10:00", consent("bob", Purpose.MARKETING, ConsentState.GRANTED))
        .at("10:01", consent("bob", Purpose.MARKETING, ConsentState.GRANTED))
        .at("10:02", consent("bob", Purpose.MARKETING, ConsentState.DENIED));

    assertThat(agreed(mail, "bob"))
        .containsExactly(
            List.of(move(Purpose.MARKETING, ConsentState.UNKNOWN, ConsentState.GRANTED)),
            List.of(move(Purpose.MARKETING, ConsentState.GRANTED, ConsentState.DENIED)));
  }

  @Test
  void shouldTellAllConsentsOfAnEventInOneRecordAndOnlyThoseThatItChanged() {
    FlowScenario mail = withMail();
    mail.at("10:00", consent("bob", Purpose.RECOVERY, ConsentState.DENIED))
        .at("10:01", consent("bob", null, ConsentState.GRANTED))
        .at("10:02", consent("bob", Purpose.MARKETING, ConsentState.DENIED));

    assertThat(agreed(mail, "bob")).hasSize(3);
    assertThat(agreed(mail, "bob").get(1))
        .containsExactlyInAnyOrder(
            move(Purpose.TRANSACTIONAL, ConsentState.UNKNOWN, ConsentState.GRANTED),
            move(Purpose.RECOVERY, ConsentState.DENIED, ConsentState.GRANTED),
            move(Purpose.MARKETING, ConsentState.UNKNOWN, ConsentState.GRANTED));
    assertThat(agreed(mail, "bob").get(2))
        .containsExactly(move(Purpose.MARKETING, ConsentState.GRANTED, ConsentState.DENIED));
  }

  @Test
  void shouldTellWhoIsHeldOut() {
    FlowScenario held =
        FlowScenario.replaying(MAIL.replace("trigger:", "entry: {holdout: 50}\ntrigger:"));

    for (int i = 0; i < 40; i++) {
      held.at("10:00", added("ann" + i, "shoes"));
    }
    held.pass("12:00");

    List<RunEntered> entries =
        held.outcomes().stream()
            .filter(o -> o.getFact() instanceof RunEntered)
            .map(o -> (RunEntered) o.getFact())
            .toList();
    assertThat(entries).hasSize(40);
    assertThat(entries)
        .extracting(RunEntered::getKind)
        .contains(EntryKind.ENTERED, EntryKind.HELD_OUT);
  }

  private static List<OutcomeEvent> told(FlowScenario scenario) {
    return scenario.outcomes().stream()
        .filter(o -> !(o.getFact() instanceof ConsentMoved))
        .toList();
  }

  private static List<GoalReached> reached(FlowScenario scenario) {
    return scenario.outcomes().stream()
        .filter(o -> o.getFact() instanceof GoalReached)
        .map(o -> (GoalReached) o.getFact())
        .toList();
  }

  private static List<OutcomeEvent> entries(FlowScenario scenario) {
    return scenario.outcomes().stream().filter(o -> o.getFact() instanceof RunEntered).toList();
  }

  private static FlowScenario supported(String supporting, String entry) {
    return FlowScenario.replaying(
            MAIL.replace("within: 2d}", "within: 2d, supporting: " + supporting + "}")
                .replace("trigger:", entry + "trigger:"))
        .at("09:00", People.known("ann"));
  }

  private static OutcomeEvent last(FlowScenario scenario) {
    return scenario.outcomes().get(scenario.outcomes().size() - 1);
  }

  private FlowScenario withMail() {
    return FlowScenario.replaying(MAIL).at("09:00", People.known("ann"));
  }

  private static List<List<ConsentMove>> agreed(FlowScenario scenario, String shopper) {
    return scenario.outcomes().stream()
        .filter(o -> o.getShopperId().equals(shopper))
        .map(o -> ((ConsentMoved) o.getFact()).getMoves())
        .toList();
  }

  private static ConsentMove move(Purpose purpose, ConsentState before, ConsentState state) {
    return new ConsentMove(Channel.SMS, purpose, before, state, "web");
  }

  private ShopperEvent consent(String shopper, Purpose purpose, ConsentState state) {
    return event(shopper, new ConsentChanged(new ConsentGiven(Channel.SMS, purpose, state, "web")));
  }

  private ShopperEvent report(String shopper, FeedbackKind kind, String command) {
    return event(
        shopper, new MessageFeedback(kind, command, null, false, "cart", null, null, null));
  }

  private ShopperEvent event(String shopper, Object payload) {
    ids++;
    return new ShopperEvent("e" + ids, 0L, shopper, "test", false, payload);
  }
}

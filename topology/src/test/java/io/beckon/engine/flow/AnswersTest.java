package io.beckon.engine.flow;

import static io.beckon.engine.FlowScenario.live;
import static io.beckon.engine.People.custom;
import static io.beckon.engine.People.known;
import static io.beckon.engine.People.replied;
import static io.beckon.engine.People.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.SendCommand;
import io.beckon.engine.FlowScenario;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be said after STOP: that it was heard, once, and how to get out or in. */
class AnswersTest {

  private static final String REPLIES = "replies: {end: true}\n";

  private static final String ANSWERS =
      """
      flow: answers
      title: Answers
      purpose: transactional
      trigger: {on: event, event: Message Replied}
      entry: {key: event}
      steps:
        - branch:
            id: stop
            when: has(event.properties.topic) && event.properties.topic == "stop"
            then:
              - send: {id: stopped, channel: sms, template: stopped, answers: stop}
              - send: {id: more, channel: sms, template: more, answers: stop}
            else:
              - send: {id: help, channel: sms, template: help, answers: help}
              - send: {id: moreHelp, channel: sms, template: more, answers: help}
      """
          .replace("moreHelp", "more-help");

  private static final String NEWS =
      """
      flow: news
      title: News
      purpose: transactional
      trigger: {on: event, event: News}
      steps:
        - send: {id: news, channel: sms, template: news}
      """;

  private static FlowScenario ann() {
    return live(ANSWERS, NEWS).under(REPLIES).at("09:00", known("ann"));
  }

  private static FlowScenario writes(FlowScenario scenario, String text, String minute) {
    return scenario.at(minute + ":00", replied(text, Channel.SMS, "ann")).tick(minute + ":30");
  }

  private static List<String> templates(FlowScenario scenario) {
    return scenario.sent().stream().map(SendCommand::getTemplate).toList();
  }

  @Test
  void shouldConfirmAStopOnceAndNothingElse() {
    FlowScenario ann = writes(ann(), "STOP", "10:00");
    assertThat(templates(ann))
        .as("the second message of the run is none")
        .containsExactly("stopped");

    writes(ann, "stop", "10:10");
    ann.at("10:20", custom("News", Map.of(), "ann")).tick("10:21");
    assertThat(templates(ann)).containsExactly("stopped");
    assertThat(ann.story())
        .contains("10:10 SKIPPED stopped SUPPRESSED", "10:20 SKIPPED news SUPPRESSED");
    assertThat(ann.calledBack()).isEmpty();
  }

  @Test
  void shouldConfirmAgainAfterAnOptInAndAnotherStop() {
    FlowScenario ann = writes(ann(), "STOP", "10:00");
    ann.at("day 2 10:00", says(ConsentState.GRANTED, Channel.SMS, "ann"));
    writes(ann, "quit", "day 3 10:00");

    assertThat(templates(ann)).containsExactly("stopped", "stopped");
  }

  @Test
  void shouldNotConfirmAStopAfterFiveMinutes() {
    FlowScenario late =
        ann().at("10:00:00", replied("STOP", Channel.SMS, "ann")).tick("10:05:00.001");
    assertThat(templates(late)).isEmpty();

    FlowScenario justInTime =
        ann().at("10:00:00", replied("STOP", Channel.SMS, "ann")).tick("10:05:00");
    assertThat(templates(justInTime)).containsExactly("stopped");
  }

  @Test
  void shouldAnswerHelpBeforeAndAfterStopWithOneMessage() {
    FlowScenario ann = writes(ann(), "HELP", "09:30").tick("09:31");
    assertThat(templates(ann)).as("nothing forbids the second one").containsExactly("help", "more");

    writes(ann, "STOP", "10:00");
    writes(ann, "help", "10:10");
    writes(ann, "INFO", "10:20");
    assertThat(templates(ann)).containsExactly("help", "more", "stopped", "help", "help");
    assertThat(
            ann.decisions().stream()
                .filter(d -> d.getOutcome().name().equals("SENT"))
                .map(d -> String.valueOf(d.getInputs().get("answers"))))
        .containsExactly("null", "null", "STOP", "HELP", "HELP");
  }

  @Test
  void shouldAnswerNothingElseAfterStop() {
    FlowScenario ann = writes(ann(), "STOP", "10:00");
    writes(ann, "where is my parcel", "10:10");

    assertThat(templates(ann)).containsExactly("stopped");
  }

  @Test
  void shouldNotAnswerWhatBounces() {
    FlowScenario ann = ann().at("09:10", io.beckon.engine.People.bounced(Channel.SMS, "ann"));
    writes(ann, "HELP", "10:00");

    assertThat(templates(ann)).isEmpty();
  }

  @Test
  void shouldNotTakeAWordInASentenceForInfo() {
    FlowScenario ann = writes(ann(), "STOP", "10:00");
    writes(ann, "info about my order please", "10:10");

    assertThat(templates(ann)).containsExactly("stopped");
  }
}

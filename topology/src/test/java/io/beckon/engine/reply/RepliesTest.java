package io.beckon.engine.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.Purpose;
import io.beckon.engine.FlowScenario;
import io.beckon.engine.flow.load.RuleLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reply is about, by the words in it, and which flows it ends. */
class RepliesTest {

  private static final Replies REPLIES =
      replies(
          """
          replies:
            exempt: [transactional]
            topics:
              - {topic: auto-reply, end: false, words: [out of office]}
              - topic: agent
                words: {en: [agent, "call me", "real person"], de: [mensch, "ruf* mich an"], pt-br: [atendente]}
              - {topic: refund, words: [refund*, "money back"]}
              - {topic: size, channels: [chat], words: [size]}
          """);

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SMS, AGENT, en, agent
          SMS, 'Get me a real   person!', en, agent
          SMS, 'please CALL-ME', en, agent
          SMS, 'my agents told me', en,
          SMS, 'call him, me not', en,
          SMS, 'a call', en,
          SMS, 'ＡＧＥＮＴ', en, agent
          SMS, 'Bitte rufen Sie mich an', de,
          SMS, 'Rufen mich an', de, agent
          SMS, 'Ein Mensch bitte', de-AT, agent
          SMS, 'Ein Mensch bitte', en,
          SMS, 'Ein Mensch bitte', , agent
          SMS, 'atendente', pt, ''
          SMS, 'atendente', pt_BR, agent
          SMS, 'I want to be refunded by an agent', en, agent
          SMS, 'I want to be refunded', fr, refund
          SMS, 'I want my money back', fr, refund
          CHAT, 'which size?', en, size
          SMS, 'which size?', en,
          SMS, 'STOP. And give me an agent', en, stop
          SMS, 'HELP, agent', en, help
          EMAIL, 'stop', en, stop
          EMAIL, 'help', en, help
          EMAIL, 'please stop sending what an agent wrote', en, agent
          SMS, '...', en,
          SMS, '', en,
          """)
  void shouldTellTheTopicByTheFirstWordsThatApply(
      Channel channel, String text, String language, String topic) {
    String expected = topic == null || topic.isEmpty() ? null : topic;
    assertThat(REPLIES.topic(channel, text == null ? "" : text, language)).isEqualTo(expected);
  }

  @Test
  void shouldReadAMailUpToWhatItQuotes() {
    assertThat(
            REPLIES.topic(
                Channel.EMAIL,
                "Too big.\n\nOn Monday, Shop <hello@shop.example> wrote:\nTalk to an agent",
                "en"))
        .isNull();
    assertThat(REPLIES.topic(Channel.EMAIL, "> Talk to an agent\nYes, an agent", "en"))
        .isEqualTo("agent");
    assertThat(REPLIES.topic(Channel.EMAIL, "> Talk to an agent\nno", "en")).isNull();
    assertThat(REPLIES.topic(Channel.EMAIL, "no\n--\nJo, real estate agent", "en")).isNull();
    assertThat(REPLIES.topic(Channel.SMS, "> agent", "en")).isEqualTo("agent");
  }

  @Test
  void shouldNotReadWithoutEndWhenAReplyIsVeryLong() {
    String before = "x ".repeat(Wording.READ_CHARS / 2);
    assertThat(REPLIES.topic(Channel.SMS, "agent " + before, "en")).isEqualTo("agent");
    assertThat(REPLIES.topic(Channel.SMS, before + " agent", "en")).isNull();
  }

  @Test
  void shouldEndFlowsUnlessTheTopicOrThePurposeSaysOtherwise() {
    assertThat(REPLIES.ends("agent", Purpose.RECOVERY)).isTrue();
    assertThat(REPLIES.ends(null, Purpose.MARKETING)).isTrue();
    assertThat(REPLIES.ends("told-by-the-sender", Purpose.MARKETING)).isTrue();
    assertThat(REPLIES.ends("agent", Purpose.TRANSACTIONAL)).isFalse();
    assertThat(REPLIES.ends("auto-reply", Purpose.MARKETING)).isFalse();
    assertThat(REPLIES.ends("stop", Purpose.MARKETING)).isTrue();
    assertThat(REPLIES.ends("help", Purpose.MARKETING)).as("a question of the law").isFalse();
    assertThat(
            replies("replies: {topics: [{topic: help, end: true}]}")
                .ends("help", Purpose.MARKETING))
        .isTrue();
    Replies mute = replies("replies: {end: false, topics: [{topic: agent, end: true}]}");
    assertThat(mute.ends(null, Purpose.MARKETING)).isFalse();
    assertThat(mute.ends("agent", Purpose.MARKETING)).isTrue();
  }

  @Test
  void shouldDoNothingWithRepliesWhenThePolicySaysNothingOfThem() {
    Replies none = replies("");
    assertThat(none.topic(Channel.SMS, "help", "en")).isNull();
    assertThat(none.ends(null, Purpose.MARKETING)).isFalse();
  }

  private static Replies replies(String lines) {
    return RuleLoader.policy(FlowScenario.OPEN + lines, "policy.yaml", 1).replies();
  }
}

package io.beckon.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.engine.consent.RevocationWords.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop. ",
        "\"STOP\"",
        "“Stop”!!",
        "STOP!",
        "ＳＴＯＰ",
        "stopall",
        "Stop all",
        "STOP-ALL",
        "quit",
        "End",
        "revoke",
        "opt out",
        "Opt-Out",
        "OPTOUT",
        "cancel",
        "Unsubscribe",
        "stop texting me",
        "Stop, please",
        "STOP\nsent from my phone",
        "Please stop",
        "please unsubscribe me",
        "\uD83D\uDED1 stop",
        "opt out of this",
      })
  void shouldRevokeWhenATextIsOrLeadsWithAWord(String text) {
    assertThat(RevocationWords.meaning(Channel.SMS, text)).isEqualTo(Meaning.REVOKE);
    assertThat(RevocationWords.meaning(Channel.WHATSAPP, text)).isEqualTo(Meaning.REVOKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "?!",
        "yes",
        "Don't stop",
        "stopping by tomorrow",
        "nonstop",
        "S T O P P",
        "opt in",
        "opt",
        "out",
        "Is my order cancelled?",
        "please",
        "When does the sale end",
        "weekend",
        "start",
      })
  void shouldSayNothingWhenNoWordLeads(String text) {
    assertThat(RevocationWords.meaning(Channel.SMS, text)).isEqualTo(Meaning.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HELP", "help!", "Help me", "Please help"})
  void shouldAskForHelp(String text) {
    assertThat(RevocationWords.meaning(Channel.SMS, text)).isEqualTo(Meaning.HELP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unsubscribe",
        "STOP",
        "Please stop.",
        "\n\n  Unsubscribe \n\nOn Monday the shop wrote:\n> Your cart is waiting",
        "> Your cart is waiting\nopt out",
      })
  void shouldRevokeByMailWhenTheWordIsAloneOnItsLine(String text) {
    assertThat(RevocationWords.meaning(Channel.EMAIL, text)).isEqualTo(Meaning.REVOKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cancel my order 1001, please",
        "End of the week is fine",
        "Thanks!\n> Reply STOP to opt out",
        "> unsubscribe",
        "Help me choose",
      })
  void shouldSayNothingByMailWhenTheWordIsPartOfASentence(String text) {
    assertThat(RevocationWords.meaning(Channel.EMAIL, text)).isEqualTo(Meaning.NONE);
  }

  @Test
  void shouldSayNothingWhenThereIsNoText() {
    assertThat(RevocationWords.meaning(Channel.SMS, null)).isEqualTo(Meaning.NONE);
  }

  @Test
  void shouldReadTheBeginningOnlyWhenTheTextIsHuge() {
    assertThat(RevocationWords.meaning(Channel.SMS, "stop" + " x".repeat(1_000_000)))
        .isEqualTo(Meaning.REVOKE);
    assertThat(RevocationWords.meaning(Channel.SMS, ".".repeat(1_000_000) + "stop"))
        .isEqualTo(Meaning.NONE);
  }
}

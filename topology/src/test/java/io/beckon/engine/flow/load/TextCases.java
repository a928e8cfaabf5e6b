package io.beckon.engine.flow.load;

import java.util.List;

/** As {@link FlowCases}, for what messages say themselves and how long that may be. */
final class TextCases {

  static final String FLOW =
      """
      flow: texts
      title: Texts
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      texts:
        hello: {en: Hello, de: Hallo}
        news: {en: "News: ${message.link}"}
        brief: {en: News}
      steps:
        - send:
            id: one
            channel: sms
            template: one
            text: {say: [hello, news], optional: [hello], short: [news, brief], parts: 2}
            fallback:
              - {channel: push, template: one-push, text: brief}
        - send: {id: two, channel: whatsapp, template: two, text: [hello, news]}
      """;

  static final String POLICY =
      """
      policy: policy
      zone: UTC
      texts:
        sms: {parts: 2, characters: 300, link: 25, optOut: {en: Reply STOP to end, pt-BR: PARE}}
        push: {characters: 150}
      """;

  private TextCases() {}

  static List<WrongFile> flows() {
    return List.of(
        meaning(
            "channel: sms",
            "channel: email",
            "14:7: an e-mail is written by its template; expected 'data' for the template",
            "14:75: only text messages come in parts; expected channel: sms"),
        meaning(
            "text: brief",
            "text: brif",
            "16:53: there is no text 'brif'; did you mean 'brief'?; expected one of hello, news, brief"),
        shape(
            "say: [hello, news]",
            "say: []",
            "14:19: the list is empty; expected <key of a text of this flow, or a list of them>"),
        shape(
            "say: [hello, news], ",
            "",
            "14:13: 'text' has no 'say'; expected say: <key of a text of this flow, or a list of them>"),
        meaning(
            "optional: [hello]",
            "optional: [brief]",
            "14:45: 'brief' is not said; expected one of hello, news"),
        meaning(
            "optional: [hello]",
            "optional: [news, hello]",
            "14:34: everything may be left out; expected a text that is needed"),
        shape(
            "optional: [hello]",
            "optional: [hello, hello]",
            "14:52: 'hello' is there twice; expected each once"),
        shape(
            "parts: 2",
            "parts: 11",
            "14:82: '11' is not allowed here; expected a whole number from 1 to 10"),
        meaning(
            "text: brief}",
            "text: {say: brief, parts: 1}}",
            "16:66: only text messages come in parts; expected channel: sms"),
        shape(
            "short: [news",
            "brief: [news",
            "14:53: unknown key 'brief'; expected one of say, optional, short, parts"),
        meaning(
            "message.link",
            "message.lnk",
            "7:23: unknown name 'message.lnk'; did you mean 'message.link'?"));
  }

  static List<WrongFile> policies() {
    return List.of(
        policy(
            "push: {",
            "email: {",
            "5:3: an e-mail is as long as its template makes it; expected sms, push, whatsapp or another channel of short texts"),
        policy(
            "push: {characters: 150}",
            "push: {parts: 1}",
            "5:10: only text messages come in parts; expected characters: 160"),
        policy(
            "parts: 2",
            "parts: 0",
            "4:16: '0' is not allowed here; expected a whole number from 1 to 10"),
        policy(
            "link: 25",
            "link: short",
            "4:42: 'short' is not allowed here; expected a whole number from 1 to 2000"),
        policy(
            "pt-BR: PARE",
            "Portuguese: PARE",
            "4:78: 'Portuguese' is no language; expected a tag such as en, de or pt-BR"),
        policy(
            "characters: 150",
            "letters: 150",
            "5:10: unknown key 'letters'; expected one of parts, characters, link, optOut"));
  }

  private static WrongFile shape(String from, String to, String... said) {
    return WrongFile.shape(FLOW, from, to, said);
  }

  private static WrongFile meaning(String from, String to, String... said) {
    return WrongFile.meaning(FLOW, from, to, said);
  }

  private static WrongFile policy(String from, String to, String... said) {
    return to.startsWith("push")
        ? WrongFile.meaning(POLICY, from, to, said)
        : WrongFile.shape(POLICY, from, to, said);
  }
}

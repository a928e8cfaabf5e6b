package io.beckon.engine.flow.load;

import java.util.List;

/** As {@link FlowCases}, for the waits, splits, sets and messages that its flow does not use. */
final class StepCases {

  /** A flow with every kind of step in every form that {@link FlowCases#FLOW} does not have. */
  static final String FLOW =
      """
      flow: steps
      title: Steps
      purpose: marketing
      trigger: {on: event, event: Signed Up}
      entry: {again: 1d, holdout: 5}
      texts:
        hello: {en: Hello, de: "Hallo ${shopper.firstName}"}
      blocks:
        person:
          name: ${shopper.firstName}
          greeting: {text: hello}
      steps:
        - wait: {until: "09:00", days: [mon, tue]}
        - wait: {by: duration("36h")}
        - wait:
            id: opened
            event: [Message Opened, Message Clicked]
            where: happened.step == "first"
            for: 2d
            then:
              - set:
                  attributes: {reader: true, since: "${now}"}
                  addTags: [reader]
                  removeTags: [silent]
            else:
              - end:
        - split:
            id: offer
            arms:
              - id: percent
                weight: 45
                steps:
                  - send: {id: percent, channel: email, template: percent}
              - id: shipping
                weight: 45
                steps:
                  - send: {id: shipping, channel: email, template: shipping}
              - {id: nothing, weight: 10, control: true}
            rollout: {percent: 20, rest: percent}
            promote: shipping
        - send:
            id: last
            channel: email
            template: last
            blocks: [person]
            data:
              greeting: {text: hello}
              rows: 3
            unlessSent: 30d
            unless: sent.count > 5
            fallback:
              - channel: sms
                template: last-sms
                data: {rows: 1}
            stock: swap
        - task:
            id: quote
            kind: sales
            owner: wholesale desk
            priority: high
            title: Quote for ${shopper.firstName}
            reason: asked for a quote
            message: ${event.properties.question}
            dueIn: 1d
            blocks: [person]
            data: {pieces: "${cart.itemCount}"}
        - audience: {id: ads, join: asked, for: 14d}
        - audience: {leave: asked}
        - send:
            id: more
            channel: email
            template: more
            suggest: {from: [accessories, recommendations], of: bought, max: 4, otherwise: stop}
      exit:
        on: [Unsubscribed, {event: Order Cancelled, where: happened.value > 0}]
      """;

  private StepCases() {}

  static List<WrongFile> flows() {
    return List.of(
        shape(
            "from: [accessories, recommendations]",
            "from: [accessories, upsells]",
            "73:37: 'upsells' is not allowed here; expected one of accessories, bundles, similar, recommendations"),
        shape(
            "from: [accessories, recommendations]",
            "from: [bundles, bundles]",
            "73:33: 'bundles' is there twice; expected each once"),
        shape(
            "from: [accessories, recommendations], ",
            "",
            "73:16: 'suggest' has no 'from'; expected from: a list of accessories, bundles, similar, recommendations, in order"),
        shape(
            "from: [accessories, recommendations]",
            "from: []",
            "73:16: there is nothing that could be suggested; expected a list of accessories, bundles, similar, recommendations, in order"),
        shape(
            "of: bought, max: 4",
            "of: orders, max: 4",
            "73:59: 'orders' is not allowed here; expected one of message, bought, cart, viewed"),
        shape(
            "max: 4",
            "max: 13",
            "73:72: '13' is not allowed here; expected a whole number from 1 to 12"),
        shape(
            "max: 4, otherwise: stop",
            "max: 4, otherwise: skip",
            "73:86: 'skip' is not allowed here; expected one of leave-out, stop"),
        shape(
            "join: asked, for: 14d",
            "for: 14d",
            "67:15: an audience is joined or left; expected 'join' with 'for', or 'leave'"),
        shape(
            "{leave: asked}",
            "{leave: asked, for: 2d}",
            "68:30: 'for' does not belong to 'leave'; expected 'join' with 'for', or 'leave'"),
        shape(
            "join: asked, for: 14d",
            "join: asked",
            "67:15: the audience has no 'for'; expected for: "
                + Durations.EXPECTED
                + ", at most 90d"),
        meaning(
            "join: asked, for: 14d",
            "join: asked, for: 91d",
            "67:43: '91d' is too long; expected at most 90d"),
        shape(
            "      kind: sales\n",
            "",
            "57:7: the task has no 'kind'; expected kind: <what sort of task, for example sales>"),
        shape(
            "      title: Quote for ${shopper.firstName}\n",
            "",
            "57:7: the task has no 'title'; expected title: <what is to be done>"),
        shape(
            "priority: high",
            "priority: hight",
            "60:17: 'hight' is not allowed here; did you mean 'high'?; expected one of low, normal, high, urgent"),
        shape(
            "owner: wholesale desk",
            "owner: \" \"",
            "59:14: ' ' is not allowed here; expected text of at most 128 characters"),
        meaning(
            "Quote for ${shopper.firstName}",
            "Quote for ${shopper.firstNam}",
            "61:26: unknown name 'shopper.firstNam'; did you mean 'shopper.firstName'?"),
        shape(
            "stock: swap",
            "stock: replace",
            "55:14: 'replace' is not allowed here; expected one of keep, drop, swap, stop"),
        shape(
            "holdout: 5",
            "holdout: 60",
            "5:29: '60' is not allowed here; expected a number above 0 and up to 50"),
        meaning(
            "purpose: marketing",
            "purpose: transactional",
            "5:8: a transactional flow holds nobody out: its messages are owed; expected no 'holdout' here"),
        shape(
            "until: \"09:00\"",
            "until: 9am",
            "13:19: '9am' is not allowed here; expected a time of day in quotes, such as \"09:00\""),
        shape(
            "[mon, tue]",
            "[mon, tues]",
            "13:40: 'tues' is not allowed here; did you mean 'tue'?; expected one of mon, tue, wed, thu, fri, sat, sun"),
        shape("[mon, tue]", "[mon, mon]", "13:40: 'mon' is there twice; expected each once"),
        shape(
            "[mon, tue]",
            "[]",
            "13:34: 'days' is empty; expected at least one of mon, tue, wed, thu, fri, sat, sun"),
        shape(
            "until: \"09:00\", days",
            "for: 1d, days",
            "13:21: 'days' does not belong to a wait with 'for'; expected one way to wait: for, until with days, by, or event with for"),
        shape(
            "until: \"09:00\", days",
            "for: 1d, until: \"09:00\", days",
            "13:12: 'for' does not belong to a wait with 'until'; expected one way to wait: for, until with days, by, or event with for"),
        meaning(
            "duration(\"36h\")",
            "cart.value",
            "14:16: a wait ends at a timestamp or after a duration, but this is int; for example shopper.lastOrderAt + duration(\"720h\")"),
        meaning(
            "by: duration(\"36h\")",
            "by: \"now + duration('1h') + cart.valu\"",
            "14:40: unknown name 'cart.valu'; did you mean 'cart.value'?"),
        shape(
            "      id: opened\n",
            "",
            "16:7: the wait has no 'id'; expected id: <id, unique in the flow>"),
        shape(
            "      for: 2d\n",
            "",
            "16:7: the wait has no 'for'; expected for: " + Durations.EXPECTED),
        shape(
            "event: [Message Opened, Message Clicked]",
            "event: []",
            "17:14: 'event' is empty; expected at least one name of an event"),
        meaning(
            "Message Clicked",
            "Email Link Clicked",
            "17:31: reports of senders are named alike for all channels, and 'Email Link Clicked' never comes; expected 'Message Clicked'"),
        meaning(
            "[Message Opened, Message Clicked]",
            "order completed",
            "17:14: no event is named 'order completed'; did you mean 'Order Completed'?; expected 'Order Completed'"),
        meaning(
            "happened.step",
            "happened.stp",
            "18:14: unknown name 'happened.stp'; did you mean 'happened.step'?"),
        meaning(
            "sent.count > 5",
            "happened.step == \"first\"",
            "50:15: 'happened.step' is known only in the 'where' of a wait or of an exit"),
        shape(
            "attributes: {reader: true",
            "attributes: {very reader: true",
            "22:26: 'very reader' is no name for a value; expected letters, digits and '_', beginning with a letter, at most 64"),
        shape(
            "[reader]",
            "[\" \"]",
            "23:23: ' ' is not allowed here; expected text of at most 64 characters"),
        shape(
            "attributes: {reader: true, since: \"${now}\"}\n            addTags: [reader]\n            removeTags: [silent]",
            "id: nothing-set",
            "22:13: the set sets nothing; expected attributes, addTags, removeTags, score or stage"),
        shape(
            "{id: nothing, weight: 10, control: true}",
            "{id: nothing, weight: 0, control: true}",
            "38:33: '0' is not allowed here; expected a whole number from 1 to 10000"),
        shape(
            "{id: nothing, weight: 10, control: true}",
            "{id: nothing, weight: 10}",
            "38:11: the arm has no 'steps'; expected steps: a list of steps, or control: true"),
        shape(
            "{id: nothing, weight: 10, control: true}",
            "{id: nothing, control: maybe}",
            "38:11: the arm has no 'steps'; expected steps: a list of steps, or control: true",
            "38:34: 'maybe' is not allowed here; expected true or false"),
        shape(
            "control: true}",
            "control: true, steps: [end: ]}",
            "38:52: an arm with 'control: true' has no steps; expected one of the two"),
        meaning(
            "{id: nothing, weight",
            "{id: percent, weight",
            "38:16: the arm 'percent' is there twice; expected another id"),
        meaning(
            "rest: percent",
            "rest: percents",
            "39:36: 'percents' is no arm that can stand here; did you mean 'percent'?; expected one of percent, shipping, nothing"),
        meaning(
            "promote: shipping",
            "promote: nothing",
            "40:16: 'nothing' is no arm that can stand here; expected one of percent, shipping"),
        shape(
            "rollout: {percent: 20",
            "rollout: {percent: 120",
            "39:26: '120' is not allowed here; expected a number above 0 and up to 100"),
        meaning(
            "{text: hello}\n        rows",
            "{text: helo}\n        rows",
            "47:26: there is no text 'helo'; did you mean 'hello'?; expected one of hello"),
        meaning(
            "blocks: [person]",
            "blocks: [persons]",
            "45:16: there is no block 'persons'; did you mean 'person'?; expected one of person"),
        shape(
            "{text: hello}\n        rows",
            "{txt: hello}\n        rows",
            "47:19: a value has no 'text'; expected text: <key of a text of this flow>",
            "47:20: unknown key 'txt'; did you mean 'text'?; expected one of text"),
        shape(
            "hello: {en: Hello, de: \"Hallo ${shopper.firstName}\"}",
            "hello: {english: Hello}",
            "7:11: 'english' is no language; expected a tag such as en, de or pt-BR"),
        shape(
            "hello: {en: Hello, de: \"Hallo ${shopper.firstName}\"}",
            "hello: Hello",
            "7:10: the text 'hello' has no languages; expected a map such as {en: Hello, de: Hallo}; the first is for everybody else"),
        meaning(
            "${shopper.firstName}\"}",
            "${shopper.fistName}\"}",
            "7:35: unknown name 'shopper.fistName'; did you mean 'shopper.firstName'?"),
        shape(
            "unlessSent: 30d",
            "unlessSent: always",
            "49:19: 'always' is not allowed here; expected ever, or " + Durations.EXPECTED),
        meaning(
            "channel: sms\n",
            "channel: email\n",
            "52:11: the step uses this channel already; expected another channel"),
        shape(
            "          template: last-sms\n",
            "",
            "52:11: the fallback has no 'template'; expected template: <the sender's name of the template>"),
        shape(
            "{event: Order Cancelled, where",
            "{evnt: Order Cancelled, where",
            "75:22: an event to exit on has no 'event'; expected event: <name of an event>",
            "75:23: unknown key 'evnt'; did you mean 'event'?; expected one of event, where"),
        shape(
            "where: happened.value > 0",
            "where: 5",
            "75:54: '5' is not text; expected it in quotes: \"5\""),
        meaning(
            "where: happened.value > 0",
            "where: happened.valu > 0",
            "75:54: unknown name 'happened.valu'; did you mean 'happened.value'?"));
  }

  private static WrongFile shape(String from, String to, String... said) {
    return WrongFile.shape(FLOW, from, to, said);
  }

  private static WrongFile meaning(String from, String to, String... said) {
    return WrongFile.meaning(FLOW, from, to, said);
  }
}

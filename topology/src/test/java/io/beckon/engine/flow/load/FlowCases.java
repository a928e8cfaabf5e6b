package io.beckon.engine.flow.load;

import static io.beckon.engine.flow.load.WrongFile.meaning;
import static io.beckon.engine.flow.load.WrongFile.shape;

import java.util.List;

/**
 * Flows that are wrong in what stands before their steps, made from a right one by one change each.
 */
final class FlowCases {

  /** A flow that uses everything there is. */
  static final String FLOW =
      """
      flow: cart-recovery
      title: Cart recovery
      description: Everything at once
      priority: 70
      purpose: recovery
      goal: {event: Order Completed, within: 5d, supporting: [Checkout Started, {event: Product Added, where: happened.value > 100, within: 1d}]}
      trigger:
        on: cart-abandoned
        filter: cart.value >= 2000
      entry: {again: 1d, key: cart}
      exit:
        on: [Order Completed]
        when: "!cart.open"
      steps:
        - send:
            id: reminder
            channel: email
            template: cart-reminder
            data:
              headline: You left ${cart.itemCount} items
              urgent: true
              rows: 3
              share: 0.5
            deepLink: https://shop.example/cart?u=${shopper.id}
            sendBy: 1h
        - wait:
            for: 12h
            from: idle
        - branch:
            id: big
            when: cart.value >= 10000.5
            then:
              - send: {id: call, channel: call, purpose: marketing, template: call}
              - end: {id: done}
            else:
              - wait: {id: pause, for: PT1H30M}
              - end:
        - send:
            id: last
            channel: sms
            template: last
            offer:
              code: COMEBACK10
              percent: 10
              validFor: 24h
              terms: Once
      """;

  private FlowCases() {}

  static List<WrongFile> flows() {
    return List.of(
        shape(
            FLOW,
            "priority: 70",
            "prioritty: 70",
            "4:1: unknown key 'prioritty'; did you mean 'priority'?; expected one of flow, title, description, reviewBy, priority, purpose, goal, trigger, entry, exit, texts, blocks, steps"),
        shape(
            FLOW,
            "supporting: [",
            "suporting: [",
            "6:44: unknown key 'suporting'; did you mean 'supporting'?; expected one of event, where, within, supporting"),
        shape(
            FLOW,
            "[Checkout Started, {event: Product Added, where: happened.value > 100, within: 1d}]",
            "Checkout Started",
            "6:56: 'supporting' must be a list; expected event names, for example [Product Added, Checkout Started]"),
        meaning(
            FLOW,
            "[Checkout Started,",
            "[checkout started,",
            "6:57: no event is named 'checkout started'; did you mean 'Checkout Started'?; expected 'Checkout Started'"),
        shape(
            FLOW,
            "{event: Product Added, where",
            "{evnt: Product Added, where",
            "6:75: a supporting event has no 'event'; expected event: <name of an event>",
            "6:76: unknown key 'evnt'; did you mean 'event'?; expected one of event, where, within"),
        meaning(
            FLOW,
            "[Checkout Started,",
            "[Order Completed,",
            "6:57: 'Order Completed' is the goal itself; expected an event that leads to it"),
        meaning(
            FLOW,
            "[Checkout Started,",
            "[Product Added,",
            "6:72: 'Product Added' is there twice; expected each event once, with one 'where'"),
        meaning(
            FLOW,
            "happened.value > 100",
            "trigger.value > 100",
            "6:105: 'trigger.value' is not known of shoppers who are held out; a goal may ask for shopper., cart., history., happened., score, stage and now"),
        shape(
            FLOW,
            "flow: cart-recovery",
            "flow: Cart Recovery",
            "1:7: 'Cart Recovery' is not allowed here; expected lower-case words joined by '-', at most 64 characters, for example cart-recovery"),
        shape(
            FLOW,
            "title: Cart recovery\n",
            "",
            "1:1: a flow has no 'title'; expected title: <what people call it>"),
        shape(
            FLOW,
            "title: Cart recovery",
            "title: 2024",
            "2:8: '2024' is not text; expected it in quotes: \"2024\""),
        shape(FLOW, "title: Cart recovery", "title:", "2:7: nothing is not text; expected text"),
        shape(
            FLOW,
            "priority: 70",
            "priority: 101",
            "4:11: '101' is not allowed here; expected a whole number from 0 to 100"),
        shape(
            FLOW,
            "priority: 70",
            "priority: high",
            "4:11: 'high' is not allowed here; expected a whole number from 0 to 100"),
        shape(
            FLOW,
            "purpose: recovery",
            "purpose: recovry",
            "5:10: 'recovry' is not allowed here; did you mean 'recovery'?; expected one of transactional, recovery, marketing"),
        shape(
            FLOW,
            "within: 5d",
            "within: five days",
            "6:40: 'five days' is no length of time; expected a time such as 30m, 12h, 2d, 1d12h or PT1H"),
        shape(
            FLOW,
            "within: 5d",
            "within: 0h",
            "6:40: '0h' is no length of time; expected a time such as 30m, 12h, 2d, 1d12h or PT1H"),
        meaning(
            FLOW,
            "event: Order Completed",
            "event: order completed",
            "6:15: no event is named 'order completed'; did you mean 'Order Completed'?; expected 'Order Completed'"),
        shape(
            FLOW,
            "on: cart-abandoned",
            "on: cart-abandonned",
            "8:7: 'cart-abandonned' is not allowed here; did you mean 'cart-abandoned'?; expected one of cart-abandoned, checkout-abandoned, browse-abandoned, back-in-stock, price-drop, low-stock, product-published, segment-entered, segment-left, date, replenishment, score-reached, score-dropped, stage-changed, event"),
        shape(
            FLOW,
            "on: cart-abandoned",
            "on: cart-abandoned\n  event: Product Added",
            "9:3: 'event' does not belong to 'on: cart-abandoned'; expected on: event"),
        shape(
            FLOW,
            "on: cart-abandoned",
            "on: cart-abandoned\n  segment: vip",
            "9:3: 'segment' does not belong to 'on: cart-abandoned'; expected on: segment-entered or segment-left"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: segment-left",
            "8:3: 'trigger' has no 'segment'; expected segment: <id of a segment>"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: segment-entered\n  segment: VIP",
            "9:12: 'VIP' is not allowed here; expected lower-case words joined by '-', at most 64 characters, for example cart-recovery"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: event",
            "8:3: 'trigger' has no 'event'; expected event: <name of an event>"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: date",
            "8:3: the trigger has neither 'date' nor 'attribute'; expected date: one of birthday, last-order, first-order, last-visit, last-open; or attribute: <name>"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: date\n  date: birthday\n  every: year",
            "10:3: 'every' does not belong to date: birthday; expected before or after, at, and for dates that come each year leapDay"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: date\n  date: last-order",
            "8:3: 'trigger' has no 'after'; expected after: a time such as 30m, 12h, 2d, 1d12h or PT1H"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: date\n  attribute: end\n  before: 7d\n  after: 7d",
            "11:3: the trigger has both 'before' and 'after'; expected one of the two"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: date\n  attribute: end\n  leapDay: mar-1",
            "10:3: 'leapDay' does not belong to a date that comes once; expected before or after, at, and for dates that come each year leapDay"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: replenishment\n  after: 7d",
            "9:3: 'after' does not belong to 'on: replenishment'; expected on: date"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: replenishment\n  products: []",
            "9:13: 'products' is empty; expected a list of product ids"),
        shape(
            FLOW,
            "on: cart-abandoned",
            "on: cart-abandoned\n  before: 7d",
            "9:3: 'before' does not belong to 'on: cart-abandoned'; expected on: date or replenishment"),
        shape(
            FLOW,
            "on: cart-abandoned",
            "on: cart-abandoned\n  atLeast: 10%",
            "9:3: 'atLeast' does not belong to 'on: cart-abandoned'; expected on: price-drop"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: low-stock",
            "8:3: 'trigger' has no 'threshold'; expected threshold: <pieces that are few, 1 to 20>"),
        shape(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: price-drop\n  atLeast: ten",
            "9:12: 'ten' is not allowed here; expected a percentage such as 10%, or an amount in minor units such as 500"),
        meaning(
            FLOW.replace("from: idle", "from: step"),
            "on: cart-abandoned",
            "on: back-in-stock\n  interest: [brand]",
            "9:14: 'brand' is not allowed here; expected one of wished, carted, viewed"),
        shape(
            FLOW,
            "key: cart}",
            "key: cart, existing: {rate: 500/h}}",
            "10:41: 'existing' has no 'segment'; expected segment: <id of a segment>"),
        shape(
            FLOW,
            "key: cart}",
            "key: cart, existing: {segment: vip, rate: 0/h}}",
            "10:62: '0/h' is not allowed here; expected how many in how long, for each partition, such as 500/h; s, m, h or d"),
        meaning(
            FLOW,
            "filter: cart.value >= 2000",
            "filter: cart.vlaue >= 2000",
            "9:11: unknown name 'cart.vlaue'; did you mean 'cart.value'?"),
        meaning(
            FLOW,
            "filter: cart.value >= 2000",
            "filter: cart.value",
            "9:11: a condition must be true or false, but this is int; compare it with something"),
        meaning(
            FLOW,
            "filter: cart.value >= 2000",
            "filter: |\n    cart.open\n      && cart.vlaue > 1",
            "11:10: unknown name 'cart.vlaue'; did you mean 'cart.value'?"),
        meaning(
            FLOW,
            "filter: cart.value >= 2000",
            "filter: >-\n    cart.open &&\n\n    cart.value > 'x'",
            "12:16: '>' does not work on (int, string)"),
        meaning(
            FLOW,
            "filter: cart.value >= 2000",
            "filter: \"cart.coupon == \\\"X\\\" && cart.opn\"",
            "9:36: unknown name 'cart.opn'; did you mean 'cart.open'?"),
        shape(
            FLOW,
            "again: 1d",
            "again: sometimes",
            "10:16: 'sometimes' is not allowed here; expected never, always, or a time such as 30m, 12h, 2d, 1d12h or PT1H"),
        shape(
            FLOW,
            "when: \"!cart.open\"",
            "when: !cart.open",
            "13:9: YAML takes '!cart.open' for a tag; expected it in quotes: \"!cart.open\""),
        shape(
            FLOW,
            "when: \"!cart.open\"",
            "onReply: maybe",
            "13:12: 'maybe' is not allowed here; expected true or false"),
        shape(
            FLOW,
            "on: [Order Completed]",
            "on: Order Completed",
            "12:7: 'on' must be a list; expected event names, for example [Order Completed]"),
        meaning(
            FLOW,
            "when: \"!cart.open\"",
            "when: \"!cart.value\"",
            "13:10: '!' does not work on (int)"),
        shape(
            "flow: a\ntitle: A\npurpose: marketing\ntrigger: {on: cart-abandoned}\nsteps: []\n",
            "",
            "",
            "5:8: 'steps' has no steps; expected at least one step"),
        shape(
            "flow: a\ntitle: A\npurpose: marketing\ntrigger: {on: cart-abandoned}\n",
            "",
            "",
            "1:1: a flow has no 'steps'; expected steps: a list of steps"),
        shape(
            "- a\n",
            "",
            "",
            "1:1: the file is no map of keys to values; expected lines such as 'title: ...'"));
  }
}

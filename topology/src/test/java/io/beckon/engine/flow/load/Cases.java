package io.beckon.engine.flow.load;

import java.util.List;

/**
 * Files that are wrong, made from a right one by one change each, and what is to be said of them.
 */
final class Cases {

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

  /** A policy that uses everything there is. */
  static final String POLICY =
      """
      policy: policy
      zone: Europe/Berlin
      countryZones: {US: America/New_York}
      consent:
        - {purpose: transactional, rule: opt-out}
        - {channel: sms, purpose: transactional, rule: opt-in}
      caps:
        - name: email-daily
          channels: [email]
          max: 4
          per: 24h
          exempt: [transactional]
          then: defer
      quietHours:
        - name: night
          channels: [sms, push]
          from: "21:00"
          to: "08:00"
          days: [mon, sun]
          exempt: [transactional]
          then: skip
      staleAfter: 1d12h
      rates:
        email: {perSecond: 50, burst: 100}
        sms: {perSecond: 0.5}
      zones: best
      law: []
      gates: {wanted: re-evaluate, suppression: skip, address: re-evaluate, consent: skip, stock: re-evaluate}
      reevaluateEvery: 2h
      priority: {within: 12h, exempt: [transactional], then: re-evaluate}
      cooldowns:
        - name: after-cart
          after: [cart-recovery]
          hold: [browse-recovery]
          channels: [email]
          for: 3d
          sameProduct: true
          exempt: [transactional]
          then: skip
      repeats: {within: 14d, sameProducts: true, exempt: [transactional], then: skip}
      callbacks: {on: [Callback Requested], channels: [sms], for: 1d, exempt: [transactional], then: defer}
      subjects: {left-behind: [cart-recovery, checkout-recovery]}
      softBounces:
        - {name: soft, channels: [email], max: 3, pause: 7d, exempt: [transactional], then: defer}
      sunset:
        - {name: gone, channels: [email], messages: 12, silence: 90d, exempt: [transactional]}
      seasons:
        - name: black-week
          from: 2026-11-23
          to: 2026-11-30
          caps:
            - {name: email-daily, channels: [email], flows: [cart-recovery], each: [flow, subject], max: 2, days: 1, engaged: {within: 14d, max: 3, by: clicks}}
          quietHours:
            - {name: eve, from: "18:00", to: "00:00", holidays: ["12-24"], where: [DE, US-FL], validFrom: 2026-01-01, validTo: 2026-12-31, exceptRequested: true}
          rates: {email: {perSecond: 20}}
      replies:
        end: true
        exempt: [transactional]
        topics:
          - {topic: help, end: true}
          - {topic: agent, channels: [sms], words: {en: [agent, "call me"], pt-br: [atendente*]}}
          - topic: refund
            words: [refund*]
            end: false
      doubleOptIn: {expires: 7d}
      onSite: {within: 15m, channels: [email], exempt: [transactional], then: re-evaluate}
      links: {cart: "https://shop.example/cart"}
      owners:
        fallback: sales team
        people:
          - {owner: ada, queues: [wholesale desk], kinds: [sales], perDay: 12, fallback: ben, away: [{from: 2026-12-24, to: 2027-01-02}]}
          - {owner: ben, topics: [refund], segments: [vip], perDay: 6}
      """;

  private Cases() {}

  /**
   * A wrong file.
   *
   * @param text the file
   * @param shape can a schema see it? If not, it is about meaning: names, ids, conditions
   * @param said the problems, without the file name
   */
  record Case(String text, boolean shape, List<String> said) {
    @Override
    public String toString() {
      return said.get(0);
    }
  }

  static List<Case> flows() {
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
        meaning(
            FLOW,
            "on: cart-abandoned",
            "on: event\n  event: Product Added",
            "29:13: 'from: idle' needs a flow that starts with something abandoned; expected from: step"),
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
        shape(
            FLOW,
            "      deepLink:",
            "      link: {to: x}\n      deepLink:",
            "25:7: the message has both 'link' and 'deepLink'; expected one of the two"),
        shape(
            FLOW,
            "deepLink: https://shop.example/cart?u=${shopper.id}",
            "link: {restore: cart}",
            "24:13: the link has no 'to' and no 'page'; expected to: <address of a page of the shop>; or page: <name of one under 'links' of the policy>"),
        shape(
            FLOW,
            "deepLink: https://shop.example/cart?u=${shopper.id}",
            "link: {to: x, page: cart}",
            "24:13: the link has both 'to' and 'page'; expected to: <address of a page of the shop>; or page: <name of one under 'links' of the policy>"),
        meaning(
            FLOW,
            "deepLink: https://shop.example/cart?u=${shopper.id}",
            "answers: help",
            "24:7: the flow does not start with 'Message Replied': there is nothing to answer; expected trigger: {on: event, event: Message Replied}"),
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
            FLOW,
            "channel: email",
            "chanel: email",
            "16:7: the send has no 'channel'; expected channel: one of email, sms, push, whatsapp, messenger, instagram, onsite, chat, call, webhook",
            "17:7: unknown key 'chanel'; did you mean 'channel'?; expected one of id, channel, purpose, template, blocks, data, text, offer, deepLink, link, sendBy, claims, suggest, answers, stock, unlessSent, unless, fallback"),
        shape(
            FLOW,
            "channel: email",
            "channel: e-mail",
            "17:16: 'e-mail' is not allowed here; did you mean 'email'?; expected one of email, sms, push, whatsapp, messenger, instagram, onsite, chat, call, webhook"),
        shape(
            FLOW,
            "      id: reminder\n",
            "",
            "16:7: the send has no 'id'; expected id: <id, unique in the flow and part of every command id>"),
        meaning(
            FLOW,
            "id: last\n",
            "id: reminder\n",
            "39:11: the step id 'reminder' is there twice, first in line 16; expected another id"),
        meaning(
            FLOW,
            "${cart.itemCount} items",
            "${cart.itemCont} items",
            "20:30: unknown name 'cart.itemCont'; did you mean 'cart.itemCount'?"),
        meaning(
            FLOW,
            "${cart.itemCount} items",
            "${cart.itemCount items",
            "20:28: '${' is not closed by '}' (write $${ for the characters ${)"),
        meaning(
            FLOW,
            "${cart.itemCount} items",
            "${cart.items} items",
            "20:30: list(map(string, dyn)) cannot be put into a message; take a part of it, for example cart.items[0].name"),
        shape(
            FLOW,
            "urgent: true",
            "very urgent: true",
            "21:9: 'very urgent' is no name for a value; expected letters, digits and '_', beginning with a letter, at most 64"),
        shape(
            FLOW,
            "urgent: true",
            "urgent: [1]",
            "21:17: a list is no value; expected text, a number, or true or false"),
        shape(
            FLOW,
            "from: idle",
            "from: trigger",
            "28:13: 'trigger' is not allowed here; expected one of step, idle"),
        shape(
            FLOW,
            "- wait:\n      for: 12h\n      from: idle",
            "- wait: 12h",
            "26:11: '12h' is no wait; expected a map with keys of id, for, from, until, days, by, event, where, then, else"),
        shape(
            FLOW,
            "- branch:",
            "- brunch:",
            "29:5: unknown step 'brunch'; did you mean 'branch'?; expected one of send, wait, branch, split, set, task, audience, end"),
        shape(
            FLOW,
            "  - wait:\n      for: 12h",
            "  - wait:\n    for: 12h\n    xxx:",
            "26:5: a step has one key, but here are wait, for, xxx; expected one of send, wait, branch, split, set, task, audience, end, with the rest indented below it"),
        meaning(
            FLOW,
            "- end: {id: done}",
            "- end: {id: done}\n        - end:",
            "35:11: this step is never reached; expected no step after 'end'"),
        shape(
            FLOW,
            "percent: 10",
            "percent: 110",
            "44:18: '110' is not allowed here; expected a number above 0 and up to 100"),
        shape(
            FLOW,
            "percent: 10",
            "amount: 500",
            "43:9: the offer has an 'amount' without 'currency'; expected 'amount' in minor units (500 for 5.00) with 'currency'"),
        shape(
            FLOW,
            "percent: 10",
            "percent: 10\n        amount: 500\n        currency: EUR",
            "43:9: the offer has both 'percent' and 'amount'; expected one of the two"),
        shape(
            FLOW,
            "percent: 10\n",
            "percent: 10\n        pool: summer\n",
            "43:9: the offer has both 'code' and 'pool'; expected one of the two"),
        meaning(
            FLOW,
            "validFor: 24h\n",
            "validFor: 1h\n",
            "45:19: the offer may have expired when the message is sent, which can be 60 minutes after its release; expected longer than 'sendBy'"),
        shape(
            FLOW,
            "percent: 10\n",
            "gift: mug\n        shipping: free\n",
            "43:9: the offer has both 'shipping' and 'gift'; expected one of the two"),
        shape(
            FLOW,
            "percent: 10\n",
            "code2: x\n",
            "43:9: the offer has neither 'percent' nor 'amount'; expected one of percent, amount, shipping, gift, bundle",
            "44:9: unknown key 'code2'; did you mean 'code'?; expected one of code, pool, percent, amount, currency, shipping, gift, bundle, validFor, terms, name, segment, once, minValue, exclude, otherwise"),
        shape(
            FLOW,
            "validFor: 24h\n",
            "terms2: x\n",
            "43:9: 'offer' has no 'validFor'; expected validFor: a time such as 30m, 12h, 2d, 1d12h or PT1H",
            "45:9: unknown key 'terms2'; did you mean 'terms'?; expected one of code, pool, percent, amount, currency, shipping, gift, bundle, validFor, terms, name, segment, once, minValue, exclude, otherwise"),
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

  static List<Case> policies() {
    return List.of(
        shape(
            POLICY,
            "{owner: ben, topics: [refund], segments: [vip], perDay: 6}",
            "{owner: ben, perDay: 0}",
            "72:28: '0' is not allowed here; expected a whole number from 1 to 100000"),
        meaning(
            POLICY,
            "{owner: ben, topics: [refund], segments: [vip], perDay: 6}",
            "{owner: ada, perDay: 6, fallback: ada}",
            "71:84: there is no owner 'ben'; expected one of ada",
            "72:8: the owner 'ada' is there twice; expected each once"),
        meaning(
            POLICY,
            "to: 2027-01-02",
            "to: 2026-01-02",
            "71:119: 2026-01-02 is before 2026-12-24; expected a day from 'from' on"),
        shape(
            POLICY,
            "\"https://shop.example/cart\"",
            "\"${shopper.url}\"",
            "67:15: '${shopper.url}' is not allowed here; expected the address of a page, such as https://shop.example/cart, without placeholders"),
        shape(
            POLICY,
            "{expires: 7d}",
            "{expires: soon}",
            "65:24: 'soon' is no length of time; expected a time such as 30m, 12h, 2d, 1d12h or PT1H"),
        shape(
            POLICY,
            "channels: [email]\n    max: 4",
            "channels: [email, ads]\n    recipient: true\n    max: 4",
            "10:5: an advertisement goes to no address; expected no 'recipient' where 'ads' count"),
        shape(
            POLICY,
            "topics:\n",
            "topic:\n",
            "59:3: unknown key 'topic'; did you mean 'topics'?; expected one of end, exempt, topics"),
        shape(
            POLICY,
            "{topic: help, end: true}",
            "{end: true}",
            "60:7: a topic has no 'topic'; expected topic: <what a reply is about>"),
        meaning(
            POLICY,
            "{topic: help, end: true}",
            "{topic: stop, words: [halt]}",
            "60:21: the words of 'stop' are set by law; expected no 'words' here"),
        meaning(
            POLICY,
            "topic: refund",
            "topic: agent",
            "62:7: the topic 'agent' is there twice; expected each topic once"),
        shape(
            POLICY,
            "pt-br: [",
            "pt_BR: [",
            "61:71: 'pt_BR' is no language; expected a tag in small letters such as en or pt-br"),
        shape(
            POLICY,
            "words: [refund*]",
            "words: [\"**\"]",
            "63:15: '**' holds no word; expected letters or digits"),
        shape(
            POLICY,
            "words: [refund*]",
            "words: refund*",
            "63:14: 'refund*' is no list of words; expected a list of words, or lists of words by language"),
        shape(
            POLICY, "words: [refund*]", "words: []", "63:14: there are 0 words; expected 1 to 200"),
        shape(
            POLICY,
            "policy: policy",
            "policy: mine",
            "1:9: 'mine' is not allowed here; expected policy"),
        shape(
            POLICY,
            "zone: Europe/Berlin\n",
            "",
            "1:1: a policy has no 'zone'; expected zone: a time zone such as Europe/Berlin"),
        meaning(
            POLICY,
            "Europe/Berlin",
            "Europe/Berlim",
            "2:7: unknown time zone 'Europe/Berlim'; did you mean 'Europe/Berlin'?; expected an IANA name such as Europe/Berlin"),
        meaning(
            POLICY,
            "{US:",
            "{XX:",
            "3:16: unknown country 'XX'; expected an ISO-3166 code of two capital letters such as DE"),
        shape(
            POLICY,
            "{US:",
            "{usa:",
            "3:16: unknown country 'usa'; expected an ISO-3166 code of two capital letters such as DE"),
        shape(
            POLICY,
            "rule: opt-out",
            "rule: optout",
            "5:36: 'optout' is not allowed here; did you mean 'opt-out'?; expected one of opt-in, opt-out"),
        meaning(
            POLICY,
            "channel: sms, purpose",
            "purpose",
            "6:5: there is a rule for this channel and purpose already; expected one rule for each"),
        shape(
            POLICY,
            "max: 4",
            "max: 0",
            "10:10: '0' is not allowed here; expected a whole number from 1 to 300"),
        meaning(
            POLICY,
            "per: 24h",
            "per: 31d",
            "11:10: '31d' is longer than sends are remembered; expected at most 30d"),
        shape(
            POLICY,
            "max: 4",
            "max: 301",
            "10:10: '301' is more than the 300 sends that are remembered; expected a whole number from 1 to 300"),
        shape(
            POLICY,
            "per: 24h",
            "days: 31",
            "11:11: '31' is not allowed here; expected a whole number from 1 to 30"),
        shape(
            POLICY,
            "per: 24h",
            "days: 1\n    per: 24h",
            "8:5: the cap has both 'per' and 'days'; expected one of the two"),
        shape(
            POLICY,
            "    per: 24h\n",
            "",
            "8:5: a cap has no 'per' and no 'days'; expected per: a time such as 30m, 12h, 2d, 1d12h or PT1H, a rolling window; or days: how many days of the shopper's calendar"),
        shape(
            POLICY,
            "each: [flow, subject]",
            "each: [flow, topic]",
            "52:85: 'topic' is not allowed here; expected one of channel, flow, subject"),
        shape(
            POLICY,
            "zones: best",
            "zones: first",
            "26:8: 'first' is not allowed here; expected one of strictest, best"),
        shape(
            POLICY,
            "law: []",
            "law: [usa]",
            "27:7: 'usa' is not allowed here; did you mean 'us'?; expected one of us"),
        meaning(
            POLICY,
            "name: email-daily",
            "name: us-fl-hours",
            "8:5: the name 'us-fl-hours' is that of a rule of the law; expected another name"),
        shape(
            POLICY,
            "address: re-evaluate",
            "address: defer",
            "28:58: 'defer' is not allowed here; expected one of skip, re-evaluate"),
        meaning(
            POLICY,
            "for: 3d",
            "for: 40d",
            "36:10: '40d' is longer than sends are remembered; expected at most 30d"),
        shape(
            POLICY,
            "sameProduct: true",
            "sameProduct: maybe",
            "37:18: 'maybe' is not allowed here; expected true or false"),
        shape(
            POLICY,
            "{on: [Callback Requested], ",
            "{",
            "41:12: 'callbacks' has no 'on'; expected on: a list of events such as Callback Requested"),
        meaning(
            POLICY,
            "[cart-recovery, checkout-recovery]",
            "[cart-recovery], other: [cart-recovery]",
            "42:42: the flow 'cart-recovery' has the subject 'left-behind' already; expected each flow under one subject"),
        shape(
            POLICY,
            "max: 3, pause: 7d",
            "max: 0, pause: 7d",
            "44:42: '0' is not allowed here; expected a whole number from 1 to 1000"),
        shape(
            POLICY,
            "messages: 12, silence: 90d",
            "messages: 12",
            "46:5: a sunset has no 'silence'; expected silence: a time such as 30m, 12h, 2d, 1d12h or PT1H"),
        meaning(
            POLICY,
            "to: 2026-11-30",
            "to: 2026-11-31",
            "50:9: '2026-11-31' is no day of the calendar; expected a date such as 2026-11-23",
            "50:9: 1970-01-01 is before 2026-11-23; expected the season's last day"),
        meaning(
            POLICY,
            "to: 2026-11-30",
            "to: 2026-11-20",
            "50:9: 2026-11-20 is before 2026-11-23; expected the season's last day"),
        meaning(
            POLICY,
            "US-FL",
            "US-FI",
            "54:82: nothing tells that a shopper is in 'US-FI'; did you mean 'US-FL'?; expected one of the states or provinces of US"),
        meaning(
            POLICY,
            "where: [DE,",
            "where: [DE-BY,",
            "54:78: nothing tells that a shopper is in 'DE-BY'; expected the country: its parts are not known here"),
        meaning(
            POLICY,
            "12-24",
            "02-30",
            "54:60: '02-30' is no day of the year; expected a month and a day in quotes, such as \"12-25\""),
        meaning(
            POLICY,
            "validTo: 2026-12-31",
            "validTo: 2025-12-31",
            "54:122: 2025-12-31 is before 2026-01-01; expected a day from validFrom on"),
        meaning(
            POLICY,
            "    rates: {email: {perSecond: 20}}",
            "  - {name: late, from: 2026-11-30, to: 2026-12-01}",
            "55:5: it overlaps the season 'black-week'; expected days that belong to one season only"),
        shape(
            POLICY,
            "then: defer",
            "then: wait",
            "13:11: 'wait' is not allowed here; expected one of skip, defer, re-evaluate"),
        shape(
            POLICY,
            "channels: [email]",
            "channels: []",
            "9:15: 'channels' is empty; expected at least one of email, sms, push, whatsapp, messenger, instagram, onsite, chat, call, webhook, ads"),
        shape(
            POLICY,
            "channels: [sms, push]",
            "channels: [sms, sms]",
            "16:21: 'sms' is there twice; expected each once"),
        meaning(
            POLICY,
            "name: night",
            "name: email-daily",
            "15:5: the name 'email-daily' is there twice; expected another name"),
        shape(
            POLICY,
            "from: \"21:00\"",
            "from: 9pm",
            "17:11: '9pm' is not allowed here; expected a time of day in quotes, such as \"21:00\""),
        shape(
            POLICY,
            "to: \"08:00\"",
            "to: \"24:00\"",
            "18:9: '24:00' is not allowed here; expected a time of day in quotes, such as \"21:00\""),
        shape(
            POLICY,
            "[mon, sun]",
            "[mon, sunday]",
            "19:17: 'sunday' is not allowed here; expected one of mon, tue, wed, thu, fri, sat, sun"),
        shape(
            POLICY,
            "perSecond: 0.5",
            "perSecond: 0",
            "25:20: '0' is not allowed here; expected a number above 0 and up to 1000000"),
        shape(
            POLICY,
            "sms: {perSecond: 0.5}",
            "fax: {perSecond: 1}",
            "25:3: 'fax' is not allowed here; expected one of email, sms, push, whatsapp, messenger, instagram, onsite, chat, call, webhook"),
        shape(
            POLICY,
            "burst: 100",
            "burst: 0",
            "24:33: '0' is not allowed here; expected a whole number from 1 to 1000000"));
  }

  private static Case shape(String file, String from, String to, String... said) {
    return new Case(changed(file, from, to), true, List.of(said));
  }

  private static Case meaning(String file, String from, String to, String... said) {
    return new Case(changed(file, from, to), false, List.of(said));
  }

  private static String changed(String file, String from, String to) {
    int at = file.indexOf(from);
    if (at < 0) {
      throw new IllegalArgumentException("not in the file: " + from);
    }
    return file.substring(0, at) + to + file.substring(at + from.length());
  }
}

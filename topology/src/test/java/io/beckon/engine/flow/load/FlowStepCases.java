package io.beckon.engine.flow.load;

import static io.beckon.engine.flow.load.FlowCases.FLOW;
import static io.beckon.engine.flow.load.WrongFile.meaning;
import static io.beckon.engine.flow.load.WrongFile.shape;

import java.util.List;

/** As {@link FlowCases}, wrong in the steps of its flow. */
final class FlowStepCases {

  private FlowStepCases() {}

  static List<WrongFile> flows() {
    return List.of(
        meaning(
            FLOW,
            "on: cart-abandoned",
            "on: event\n  event: Product Added",
            "29:13: 'from: idle' needs a flow that starts with something abandoned; expected from: step"),
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
            "45:9: unknown key 'terms2'; did you mean 'terms'?; expected one of code, pool, percent, amount, currency, shipping, gift, bundle, validFor, terms, name, segment, once, minValue, exclude, otherwise"));
  }
}

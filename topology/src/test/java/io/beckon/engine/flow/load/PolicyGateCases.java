package io.beckon.engine.flow.load;

import static io.beckon.engine.flow.load.PolicyCases.POLICY;
import static io.beckon.engine.flow.load.WrongFile.meaning;
import static io.beckon.engine.flow.load.WrongFile.shape;

import java.util.List;

/** As {@link PolicyCases}, wrong in gates, seasons, replies, links and owners. */
final class PolicyGateCases {

  private PolicyGateCases() {}

  static List<WrongFile> policies() {
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
            "55:5: it overlaps the season 'black-week'; expected days that belong to one season only"));
  }
}

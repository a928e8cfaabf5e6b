package io.beckon.engine.flow.load;

import static io.beckon.engine.flow.load.WrongFile.meaning;
import static io.beckon.engine.flow.load.WrongFile.shape;

import java.util.List;

/** Policies that are wrong in consent, caps, quiet hours and rates. */
final class PolicyCases {

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

  private PolicyCases() {}

  static List<WrongFile> policies() {
    return List.of(
        shape(
            POLICY,
            "channels: [email]\n    max: 4",
            "channels: [email, ads]\n    recipient: true\n    max: 4",
            "10:5: an advertisement goes to no address; expected no 'recipient' where 'ads' count"),
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
        meaning(
            POLICY,
            "name: email-daily",
            "name: us-fl-hours",
            "8:5: the name 'us-fl-hours' is that of a rule of the law; expected another name"),
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
}

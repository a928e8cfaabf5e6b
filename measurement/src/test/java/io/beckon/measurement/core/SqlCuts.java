package io.beckon.measurement.core;

import java.util.List;

/**
 * The queries of {@link SqlOracle} for what is no attribution: feedback, cuts, scores, consents.
 */
final class SqlCuts {

  private static final String MESSAGE =
      " messages|' || flow || '|' || version || '|' || step || '|' || coalesce(variant, '') || '|'"
          + " || channel || '|||||";

  static final List<String> QUERIES =
      List.of(
          "select day(sent) || '"
              + MESSAGE
              + "reported', count(distinct command) from touches"
              + " where kind not in ('SENT', 'CALLED_BACK') and ts - sent <= 86400000 group by all",
          "select day(sent) || '"
              + MESSAGE
              + "parts', sum(parts) from touches x where kind = 'SENT' and not exists ("
              + "select 1 from touches c where c.command = x.command and c.kind = 'CALLED_BACK'"
              + " and c.ts - c.sent <= 5007600000) group by all",
          """
          select day(sent) || ' sources||0|' || told_by || '||' || channel || '|||||reported',
            count(*) from (
            select *, row_number() over (partition by command order by ts, told_by) as place
            from touches
            where kind not in ('SENT', 'CALLED_BACK') and ts - sent <= 86400000)
          where place = 1 group by all""",
          """
          select day(ts) || ' sources||0|' || source || '||' || channel || '|||||heard', count(*)
          from heard_from group by all""",
          """
          select day(sent) || ' categories|' || flow || '|0||||||' || category || '||'
            || lower(kind), count(distinct command)
          from touches join shown using (command) where ts - sent <= 5184000000 group by all""",
          """
          select day(sent) || ' segments|' || flow || '|0|||||' || segment || '|||' || lower(kind),
            count(distinct command)
          from touches join touch_segments using (command) where ts - sent <= 5184000000
          group by all""",
          """
          select day(sent) || cut, sum(thousandths * greatest(1, parts)) from (
            select command, ' categories|' || flow || '|0||||||' || category
              || '|EUR|message_cost_thousandths' as cut
            from touches join shown using (command) where kind = 'SENT'
            union all select command, ' segments|' || flow || '|0|||||' || segment
              || '||EUR|message_cost_thousandths'
            from touches join touch_segments using (command) where kind = 'SENT')
          join touches x using (command) join prices using (channel)
          where kind = 'SENT' and not exists (select 1 from touches c
            where c.command = x.command and c.kind = 'CALLED_BACK' and c.ts - c.sent <= 5007600000)
          group by all""",
          """
          select day(t) || ' ' || cut || currency || '|discount_cost', sum(discount) from (
            select d.*, 'categories|' || flow || '|0||||||' || category || '|' as cut
            from discounts d join shown using (command)
            union all select d.*, 'segments|' || flow || '|0|||||' || segment || '||'
            from discounts d join touch_segments using (command)) group by all""",
          """
          select day(t) || ' segments||0|||||' || segment || '|||' || name, count(*) from (
            select id, t, 'orders' as name from worth where live
            union all select id, t,
              case when ordinal > 1 then 'repeat_orders' else 'first_orders' end
            from worth where live) join order_segments using (id) group by all""",
          """
          select day(t) || ' segments||0|||||' || segment || '||' || currency || '|revenue',
            sum(net)
          from worth join order_segments using (id) where live group by all""",
          """
          select day(ordered) || ' segments|' || flow || '|0|||||' || segment
            || '|||orders_last_touch', 1000000 * count(*)
          from credits join order_segments using (id) where is_last group by all""",
          """
          select day(ordered) || ' segments|' || flow || '|0|||||' || segment || '||' || currency
            || '|revenue_last_touch', sum(net)
          from credits join order_segments using (id) where is_last group by all""",
          """
          select day(ordered) || ' flows|' || flow || '|0||||||||'
            || case when ordinal > 1 then 'repeat_orders' else 'first_orders' end, count(*)
          from credits join orders using (id) where is_last group by all""",
          """
          select day(t) || ' categories||0||||||' || category || '||'
            || case when ordinal > 1 then 'repeat_orders' else 'first_orders' end, count(*)
          from worth join fractions using (id) where live group by all""",
          """
          select day(t) || ' segments||0|||||' || segment || '|||orders_influenced', count(*)
          from worth join order_segments using (id) where id in (select id from credits)
          group by all""",
          """
          select day(t) || ' segments||0|||||' || segment || '||' || currency
            || '|revenue_influenced', sum(net)
          from worth join order_segments using (id) where id in (select id from credits)
          group by all""",
          """
          select day(t) || ' categories||0||||||' || category || '||orders_influenced', count(*)
          from worth join fractions using (id) where id in (select id from credits) group by all""",
          """
          select day(t) || ' categories||0||||||' || category || '|' || currency
            || '|revenue_influenced', sum(amount)
          from worth join fractions using (id) where id in (select id from credits) group by all""",
          """
          select day(t) || ' segments|' || flow || '|0|||||' || segment || '|||' || grp, count(*)
          from entries join entry_segments using (id) where grp in ('entered', 'held_out')
          group by all""",
          """
          select day(entered) || ' segments|' || flow || '|0|||||' || segment || '|||' || name,
            count(*)
          from (
            select distinct r.shopper, r.flow, r.entered, s.segment,
              case when r.supporting then 'supported' else 'goals' end as name
            from reached r join entries e on e.shopper = r.shopper and e.flow = r.flow
              and e.t = r.entered and e.version = r.version and e.grp in ('entered', 'held_out')
            join entry_segments s on s.id = e.id)
          group by all""",
          fates("'triggers||0||||' || kind || '||||'", ""),
          fates(
              "'flows|' || flow || '|' || version || '||||' || kind || '||||'",
              " join (select distinct origin as id, flow, version from entries"
                  + " where grp in ('entered', 'held_out')) using (id)"),
          fates(
              "'categories||0||||' || kind || '||' || category || '||'",
              " join trigger_categories using (id)"),
          fates(
              "'segments||0||||' || kind || '|' || segment || '|||'",
              " join trigger_segments using (id)"),
          """
          select day(t) || ' stages|' || rule || '|' || version || '|' || target || '|'
            || coalesce(frm, '') || '||||||' || lower(reason), count(*) from moves group by all""",
          """
          select day(t) || ' stages|' || rule || '|' || version || '|' || target
            || '|||||||score_converted', count(*)
          from (select distinct shopper, rule, version, target, ts, t from moves
            where reason = 'SCORE_REACHED') m
          where exists (select 1 from worths w
            where w.by_whom = 'move ' || m.shopper || m.rule || m.target || m.ts and w.live)
          group by all""",
          """
          select day(t) || ' stages|' || rule || '|' || version || '|' || target || '||||||'
            || w.currency || '|score_revenue', sum(w.net)
          from (select distinct shopper, rule, version, target, ts, t as t from moves
            where reason = 'SCORE_REACHED') m
          join (select by_whom, currency, net from worths where live) w
            on w.by_whom = 'move ' || m.shopper || m.rule || m.target || m.ts
          group by all""",
          """
          select day(ts) || ' consents||0||||||||captured', count(distinct shopper)
          from firsts group by day(ts)""",
          """
          select day(ts) || ' consents||0||||||||not_captured', count(distinct shopper)
          from triggers r where not consent_known
            and not exists (select 1 from firsts f where f.shopper = r.shopper
              and f.ts // 86400000 = r.ts // 86400000)
          group by day(ts)""");

  private SqlCuts() {}

  /** What became of abandonments: how many, how many of each fate, and how soon. */
  private static String fates(String key, String cut) {
    return """
        select day(ts) || ' ' || %s || fate, sum(n) from (
          select id, ts, kind, 'triggers' as fate, 1 as n from fates
          union all select id, ts, kind, case when recovered is not null then 'recovered'
            when bought > 0 then 'bought' else 'lost' end, 1 from fates
          union all select id, ts, kind, 'recovery_ms', recovered - idle from fates
            where recovered is not null)%s group by all"""
        .formatted(key, cut);
  }
}

package io.beckon.measurement.core;

import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.ConsentState;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.StageMoved;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts a second time, in plain SQL over the dumped outcomes. It knows the definitions in
 * docs/measurement.md and the shipped windows, and nothing of how they are counted elsewhere.
 */
public final class SqlOracle implements AutoCloseable {

  private final Connection connection;
  private final Set<String> moments = new HashSet<>();
  private long adjustments;

  /** Takes outcomes in, in any order; with the shipped windows and no prices. */
  public SqlOracle(List<OutcomeEvent> outcomes) throws SQLException {
    this(outcomes, "");
  }

  /**
   * Reads outcomes.
   *
   * @param own statements that tell other windows, and prices; "" for the shipped ones
   */
  SqlOracle(List<OutcomeEvent> outcomes, String own) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    run(
        """
        create table touches(shopper text, command text, kind text, channel text, purpose text,
          flow text, version int, step text, variant text, ts bigint, t bigint, sent bigint,
          code text, hard boolean, told_by text, parts int);
        create table shown(command text, category text);
        create table entry_segments(id text, segment text);
        create table touch_segments(command text, segment text);
        create table order_segments(id text, segment text);
        create table trigger_segments(id text, segment text);
        create table trigger_categories(id text, category text);
        create table heard_from(source text, channel text, ts bigint);
        create table moves(shopper text, rule text, version int, reason text, frm text, target text,
          ts bigint, t bigint);
        create table firsts(shopper text, ts bigint);
        create table recovery_flows(flow text, ms bigint);
        create table recovery_categories(category text, ms bigint);
        create table orders(shopper text, id text, ts bigint, t bigint, value bigint,
          currency text, discount bigint, ordinal int, coupon text);
        create table lines(id text, product text, category text, pieces bigint, value bigint);
        create table goals(shopper text, flow text, event text, supporting boolean,
          entered bigint, ts bigint);
        create table flow_channels(flow text, channel text);
        create table flow_windows(flow text, channel text, kind text, ms bigint);
        create table category_channels(category text, channel text);
        create table category_windows(category text, channel text, kind text, ms bigint);
        create table prices(channel text, thousandths bigint);
        create table adjustments(adj bigint, id text, stage text, amount bigint, currency text,
          occurred bigint, told bigint, named text);
        create table returned(adj bigint, product text, pieces bigint, value bigint);
        create table triggers(shopper text, id text, kind text, ts bigint, idle bigint,
          value bigint, currency text, consent_known boolean);
        create table entries(shopper text, id text, grp text, flow text, version int, step text,
          arm text, t bigint, origin text);
        create table consents(channel text, purpose text, state text, t bigint);
        create table windows(channel text, kind text, ms bigint);
        insert into windows values
          ('EMAIL', 'OPENED', 432000000), ('EMAIL', 'CLICKED', 432000000),
          ('SMS', 'DELIVERED', 43200000), ('SMS', 'CLICKED', 432000000),
          ('PUSH', 'OPENED', 86400000), ('PUSH', 'CLICKED', 86400000);
        """);
    for (OutcomeEvent event : outcomes) {
      insert(event);
    }
    run(own);
    run(BOUGHT);
    run(WORTH);
    run(WINDOWS);
    run(CREDITS);
  }

  /** An order's time is its own, but not more than two days before it was told. */
  private static long time(OutcomeEvent event) {
    return Math.max(Math.min(event.getOccurredAt(), event.getAt()), event.getAt() - 172_800_000L);
  }

  /** What was paid, by category: as fractions of the value with a common bottom. */
  private static final String BOUGHT =
      """
      create view priced_lines as
        select l.id, l.product, coalesce(l.category, '-') as category, l.pieces,
          case when sum(l.value) over (partition by l.id) > 0 then l.value else l.pieces end
            as weight
        from lines l;
      create table products as
        select id, product, any_value(category) as category, sum(pieces) as pieces,
          sum(weight) as weight
        from priced_lines group by id, product;
      create table weights as
        select o.id, coalesce(l.category, '-') as category,
          sum(coalesce(l.weight, 1))::hugeint as weight
        from orders o left join priced_lines l on l.id = o.id group by all;
      create table bought as
        select id, category, weight,
          coalesce(value, 0)::hugeint * until // whole
            - coalesce(value, 0)::hugeint * (until - weight) // whole as share
        from (
          select w.*, o.value, sum(weight) over (partition by id order by category) as until,
            sum(weight) over (partition by id) as whole
          from weights w join orders o using (id));
      """;

  /**
   * What is left of orders, seen from themselves and from entries before them: an entry hears of
   * refunds until 60 days after it.
   */
  private static final String WORTH =
      """
      create table seen as
        select 'orders' as by_whom, id, t, ts, t as since from orders
        union all
        select e.id, o.id, o.t, o.ts, least(e.t, o.t)
        from entries e left join recovery_flows w using (flow) join orders o
          on o.shopper = e.shopper and o.t - e.t between 0 and coalesce(w.ms, 432000000)
        union all
        select 'move ' || m.shopper || m.rule || m.target || m.ts, o.id, o.t, o.ts,
          least(m.t, o.t)
        from (select distinct shopper, rule, target, ts, t from moves
          where reason = 'SCORE_REACHED') m join orders o
          on o.shopper = m.shopper and o.t - m.t between 0 and 1209600000;
      create table heard as
        select s.by_whom, s.id, a.stage, a.amount, a.named, any_value(a.adj) as adj
        from seen s join adjustments a using (id)
        where a.told - s.since <= 5184000000 and s.ts - a.told <= 5184000000
        group by s.by_whom, s.id, a.stage, a.amount, a.currency, a.occurred, a.named;
      create table back as
        select h.by_whom, h.id, h.adj, h.amount, r.product, p.category,
          p.weight::hugeint * least(r.pieces, p.pieces) // p.pieces as weight, r.pieces, r.value
        from heard h join returned r using (adj)
        left join products p on p.id = h.id and p.product = r.product
        where h.stage = 'REFUNDED';
      create table named as
        select by_whom, id, category,
          (amount::hugeint * until // whole - amount::hugeint * (until - weight) // whole) as amount
        from (
          select *, sum(weight) over (partition by by_whom, adj order by category) as until,
            sum(weight) over (partition by by_whom, adj) as whole
          from (
            select by_whom, id, adj, amount, category, sum(weight) as weight from back
            where category is not null and amount is not null group by all))
        where whole > 0;
      insert into named
        select by_whom, x.id, x.category, b.share * sum(x.weight) // any_value(b.weight)
        from (
          select k.by_whom, k.id, p.category,
            p.weight::hugeint * least(sum(k.pieces), p.pieces) // p.pieces as weight
          from back k join products p on p.id = k.id and p.product = k.product
          where k.amount is null
          group by k.by_whom, k.id, p.product, p.category, p.weight, p.pieces) x
        join bought b on b.id = x.id and b.category = x.category
        where b.weight > 0 group by by_whom, x.id, x.category, b.share;
      create table unnamed as
        select h.by_whom, h.id,
          case when h.amount is not null then
              case when coalesce(sum(k.weight), 0) > 0 then 0 else h.amount end
            when count(k.category) > 0 then 0
            when coalesce(sum(k.value), 0) > 0 then sum(k.value)
            else any_value(o.value) end as amount
        from heard h join orders o using (id)
        left join back k on k.by_whom = h.by_whom and k.adj = h.adj
        where h.stage = 'REFUNDED' group by h.by_whom, h.id, h.adj, h.amount;
      create table worths as
        select s.by_whom, o.*,
          not exists (select 1 from heard x
            where x.by_whom = s.by_whom and x.id = o.id and x.stage = 'CANCELLED') as live,
          case when o.value is null then null else o.value - least(o.value,
            coalesce((select sum(x.amount) from named x
              where x.by_whom = s.by_whom and x.id = o.id), 0)
            + coalesce((select sum(x.amount) from unnamed x
              where x.by_whom = s.by_whom and x.id = o.id), 0)) end as net
        from seen s join orders o using (id);
      create view worth as select * exclude (by_whom) from worths where by_whom = 'orders';
      create table shares as
        select id, category, share, sum(share) over (partition by id order by category) as until,
          sum(share) over (partition by id) as whole from (
          select b.id, b.category, b.share - least(b.share, coalesce((select sum(x.amount)
            from named x where x.by_whom = 'orders' and x.id = b.id and x.category = b.category),
            0)) as share
          from bought b);
      create table fractions as
        select id, category, case when whole > 0 then coalesce(net, 0)::hugeint * until // whole
            - coalesce(net, 0)::hugeint * (until - share) // whole else 0 end as amount,
          sum(amount) over (partition by id order by category) as until,
          coalesce(net, 0)::hugeint as whole
        from shares join worth using (id);
      """;

  /** Which window holds for a touch of a flow before an order: by its categories. */
  private static final String WINDOWS =
      """
      create view order_categories as
        select distinct o.id, coalesce(l.category, '') as category
        from orders o left join lines l on l.id = o.id;
      create view rules as
        select oc.id, oc.category, c.channel,
          arg_max(c.category, length(c.category)) as rule
        from order_categories oc join category_channels c
          on oc.category = c.category or starts_with(oc.category, c.category || '.')
        group by oc.id, oc.category, c.channel;
      create table window_of as
        select o.id, x.flow, x.channel, x.kind,
          case when f.flow is not null then any_value(fw.ms)
            else max(case when r.rule is not null then cw.ms else w.ms end) end as ms
        from orders o
        cross join (select distinct flow, channel, kind from touches) x
        join order_categories oc on oc.id = o.id
        left join flow_channels f on f.flow = x.flow and f.channel = x.channel
        left join flow_windows fw
          on fw.flow = x.flow and fw.channel = x.channel and fw.kind = x.kind
        left join rules r
          on r.id = o.id and r.category = oc.category and r.channel = x.channel
        left join category_windows cw
          on cw.category = r.rule and cw.channel = x.channel and cw.kind = x.kind
        left join windows w on w.channel = x.channel and w.kind = x.kind
        group by o.id, x.flow, x.channel, x.kind, f.flow;
      """;

  private static final String CREDITS =
      """
      create table paired as
        select o.id, o.t as ordered, o.net, o.currency, x.command, x.kind, x.t, x.flow,
          x.version, x.step, x.variant, x.channel
        from worth o
        join touches x on x.shopper = o.shopper
        join window_of w on w.id = o.id and w.flow = x.flow and w.channel = x.channel
          and w.kind = x.kind
        where o.live and x.purpose <> 'TRANSACTIONAL' and o.t - x.t between 0 and w.ms;
      create table messages as
        select id, command, any_value(ordered) as ordered, any_value(net) as net,
          any_value(currency) as currency, any_value(flow) as flow, any_value(version) as version,
          any_value(step) as step, any_value(variant) as variant, any_value(channel) as channel,
          min(t) as first_at, max(t) as last_at
        from paired group by id, command;
      create table credits as
        select *,
          row_number() over (partition by id order by last_at desc, command desc) = 1 as is_last,
          row_number() over (partition by id order by first_at, command) = 1 as is_first,
          row_number() over (partition by id order by first_at, command) - 1 as place,
          count(*) over (partition by id) as n
        from messages;
      create view parts as
        select *,
          1000000 // n + case when place < 1000000 % n then 1 else 0 end as share,
          case when net is null then 0
               else net // n + case when place < net % n then 1 else 0 end end as part,
          coalesce(place * (net // n) + least(place, net % n), 0) as before
        from credits;
      """;

  private void insert(OutcomeEvent event) throws SQLException {
    if (event.getHistorical()) {
      return;
    }
    long t = time(event);
    if (event.getToldBy() != null) {
      row(
          "insert into heard_from values (?,?,?)",
          event.getToldBy(),
          event.getFact() instanceof Touched touch ? touch.getChannel().name() : "",
          event.getAt());
    }
    if (event.getFact() instanceof Touched touch) {
      // Of what two sources tell of one moment the first counts.
      String moment = event.getOccurredAt() + " " + event.getAt();
      if (!moments.add(touch.getCommandId() + " " + touch.getKind() + " " + moment)) {
        return;
      }
      if (touch.getKind() == TouchKind.SENT) {
        for (String category : touch.getCategories()) {
          row("insert into shown values (?,?)", touch.getCommandId(), category);
        }
        for (String segment : event.getSegments()) {
          row("insert into touch_segments values (?,?)", touch.getCommandId(), segment);
        }
      }
      row(
          "insert into touches values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
          event.getShopperId(),
          touch.getCommandId(),
          touch.getKind().name(),
          touch.getChannel().name(),
          touch.getPurpose().name(),
          touch.getFlow(),
          touch.getFlowVersion(),
          touch.getStep(),
          touch.getVariant(),
          event.getAt(),
          t,
          touch.getSentAt(),
          touch.getCode(),
          touch.getHardBounce(),
          event.getToldBy(),
          touch.getParts());
    } else if (event.getFact() instanceof OrderSeen order) {
      row(
          "insert into orders values (?,?,?,?,?,?,?,?,?)",
          event.getShopperId(),
          order.getOrderId(),
          event.getAt(),
          t,
          order.getValue(),
          order.getCurrency(),
          order.getDiscount(),
          order.getOrdinal(),
          order.getCoupon());
      for (String segment : event.getSegments()) {
        row("insert into order_segments values (?,?)", order.getOrderId(), segment);
      }
      for (OrderLine line : order.getLines()) {
        row(
            "insert into lines values (?,?,?,?,?)",
            order.getOrderId(),
            line.getProductId(),
            line.getCategory(),
            line.getQuantity(),
            line.getPrice() == null ? 0L : line.getPrice() * line.getQuantity());
      }
    } else if (event.getFact() instanceof OrderAdjusted adjusted) {
      adjustments++;
      row(
          "insert into adjustments values (?,?,?,?,?,?,?,?)",
          adjustments,
          adjusted.getOrderId(),
          adjusted.getStage().name(),
          adjusted.getAmount(),
          adjusted.getCurrency(),
          event.getOccurredAt(),
          event.getAt(),
          adjusted.getLines().toString());
      for (OrderLine line : adjusted.getLines()) {
        row(
            "insert into returned values (?,?,?,?)",
            adjustments,
            line.getProductId(),
            line.getQuantity(),
            line.getPrice() == null ? 0L : line.getPrice() * line.getQuantity());
      }
    } else if (event.getFact() instanceof TriggerSeen trigger) {
      row(
          "insert into triggers values (?,?,?,?,?,?,?,?)",
          event.getShopperId(),
          trigger.getTriggerId(),
          trigger.getKind().name(),
          event.getAt(),
          trigger.getIdleSince(),
          trigger.getValue(),
          trigger.getCurrency(),
          trigger.getConsentKnown());
      for (String category : trigger.getCategories()) {
        row("insert into trigger_categories values (?,?)", trigger.getTriggerId(), category);
      }
      for (String segment : event.getSegments()) {
        row("insert into trigger_segments values (?,?)", trigger.getTriggerId(), segment);
      }
    } else if (event.getFact() instanceof GoalReached goal) {
      row(
          "insert into goals values (?,?,?,?,?,?)",
          event.getShopperId(),
          goal.getFlow(),
          goal.getEvent(),
          goal.getSupporting(),
          goal.getEnteredAt(),
          event.getAt());
    } else if (event.getFact() instanceof RunEntered entered) {
      String group =
          switch (entered.getKind()) {
            case ENTERED -> "entered";
            case HELD_OUT -> "held_out";
            default ->
                entered.getPromoted() ? "given" : entered.getControl() ? "control" : "assigned";
          };
      row(
          "insert into entries values (?,?,?,?,?,?,?,?,?)",
          event.getShopperId(),
          entered.getRunId(),
          group,
          entered.getFlow(),
          entered.getFlowVersion(),
          entered.getStep(),
          entered.getArm(),
          t,
          entered.getOriginId());
      for (String segment : event.getSegments()) {
        row("insert into entry_segments values (?,?)", entered.getRunId(), segment);
      }
    } else if (event.getFact() instanceof StageMoved moved) {
      row(
          "insert into moves values (?,?,?,?,?,?,?,?)",
          event.getShopperId(),
          moved.getRule(),
          moved.getVersion(),
          moved.getReason(),
          moved.getFrom(),
          moved.getTo(),
          event.getAt(),
          t);
    } else if (event.getFact() instanceof ConsentMoved moved) {
      for (ConsentMove move : moved.getMoves()) {
        row(
            "insert into consents values (?,?,?,?)",
            move.getChannel().name(),
            move.getPurpose().name(),
            move.getState().name(),
            t);
      }
      if (moved.getFirst()
          && moved.getMoves().stream().anyMatch(m -> m.getState() == ConsentState.GRANTED)) {
        row("insert into firsts values (?,?)", event.getShopperId(), event.getAt());
      }
    }
  }

  /** What became of messages, orders, what they are credited to, recovery, and groups. */
  public Map<String, Long> counts() throws SQLException {
    Map<String, Long> counts = new TreeMap<>();
    ask(
        counts,
        """
        select day(sent) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '|||||' || lower(kind),
          count(distinct command)
        from touches where ts - sent <= 5184000000 group by all\
        """);
    ask(
        counts,
        """
        select day(t) || ' orders||0||||||||' || name, count(*) from (
          select t, 'orders' as name from worth where live
          union all select t, 'cancelled' from worth where not live
          union all select t, case when ordinal > 1 then 'repeat_orders' else 'first_orders' end
            from worth where live) group by all\
        """);
    ask(
        counts,
        """
        select day(t) || ' orders||0|||||||' || currency || '|revenue', sum(net)
        from worth where live group by all\
        """);
    ask(
        counts,
        """
        select day(t) || ' orders||0|||||||' || currency || '|refunded', sum(value - net)
        from worth where live group by all\
        """);
    ask(
        counts,
        """
        select day(ordered) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '|||||orders_' || model, sum(share) from (
          select *, 'last_touch' as model, 1000000 as share from credits where is_last
          union all by name select *, 'first_touch' as model, 1000000 as share from credits
            where is_first
          union all by name select *, 'influenced' as model, 1000000 as share from credits
          union all by name select *, 'linear' as model from parts) group by all\
        """);
    ask(
        counts,
        """
        select day(ordered) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '||||' || currency || '|revenue_' || model,
          sum(value) from (
          select *, 'last_touch' as model, net as value from credits where is_last
          union all by name select *, 'first_touch' as model, net as value from credits
            where is_first
          union all by name select *, 'influenced' as model, net as value from credits
          union all by name select *, 'linear' as model, part as value from parts)
        group by all\
        """);
    ask(
        counts,
        """
        select day(ordered) || ' flows|' || flow || '|0|||||||' || '|orders_influenced',
          count(distinct id) from credits group by all\
        """);
    ask(
        counts,
        """
        select day(ordered) || ' orders||0||||||||orders_influenced', count(distinct id)
        from credits group by all\
        """);
    ask(
        counts,
        """
        select day(t) || ' orders||0|||||||' || currency || '|discount', sum(discount)
        from worth where live group by all""");
    ask(
        counts,
        """
        select day(ordered) || ' flows|' || flow || '|0|||||||' || currency
          || '|revenue_influenced', sum(net) from (
          select distinct id, ordered, flow, currency, net from credits) group by all""");
    ask(
        counts,
        """
        select day(ordered) || ' orders||0|||||||' || currency || '|revenue_influenced', sum(net)
        from (select distinct id, ordered, currency, net from credits) group by all""");
    ask(
        counts,
        """
        select day(sent) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '|||||bounced_hard',
          count(distinct command)
        from touches where ts - sent <= 5184000000 and hard group by all""");
    ask(
        counts,
        """
        select day(t) || ' consents||0|' || purpose || '||' || channel || '|||||'
          || case state when 'UNKNOWN' then 'withdrawn' else lower(state) end, count(*)
        from consents group by all""");
    categories(counts);
    costs(counts);
    goals(counts);
    triggers(counts);
    groups(counts);
    for (String sql : SqlCuts.QUERIES) {
      ask(counts, sql);
    }
    counts.values().removeIf(amount -> amount == 0);
    return counts;
  }

  /** An order's money by category: no cent is lost, and none comes twice. */
  private void categories(Map<String, Long> counts) throws SQLException {
    ask(
        counts,
        """
        select day(t) || ' categories||0||||||' || category || '|' || currency || '|revenue',
          sum(amount)
        from worth join fractions using (id) where live group by all""");
    ask(
        counts,
        """
        select day(ordered) || ' categories|' || flow || '|0||||||' || category || '|' || currency
          || '|revenue_' || model, sum(amount) from (
          select ordered, flow, category, currency, 'last_touch' as model, amount
            from credits join fractions using (id) where is_last
          union all select ordered, flow, category, currency, 'first_touch', amount
            from credits join fractions using (id) where is_first
          union all select ordered, flow, category, currency, 'influenced', any_value(amount)
            from credits join fractions using (id) group by id, ordered, flow, category, currency
          union all select ordered, flow, category, p.currency, 'linear',
            case when f.whole > 0 then
              ((p.before + p.part)::hugeint * f.until // f.whole
                - (p.before + p.part)::hugeint * (f.until - f.amount) // f.whole)
              - (p.before::hugeint * f.until // f.whole
                - p.before::hugeint * (f.until - f.amount) // f.whole) else 0 end
            from parts p join fractions f using (id)) group by all""");
    ask(
        counts,
        """
        select day(ordered) || ' categories|' || flow || '|0||||||' || category
          || '||orders_' || model, sum(share) from (
          select ordered, flow, category, 'first_touch' as model, 1000000 as share
            from credits join fractions using (id) where is_first
          union all select ordered, flow, category, 'linear', share
            from parts join fractions using (id)
          union all select ordered, flow, category, 'influenced', 1
            from (select distinct id, ordered, flow from credits) join fractions using (id))
        group by all""");
    ask(
        counts,
        """
        select day(t) || ' categories||0||||||' || category || '||orders', count(*)
        from worth join fractions using (id) where live group by all""");
    ask(
        counts,
        """
        select day(ordered) || ' categories|' || flow || '|0||||||' || category
          || '||orders_last_touch', 1000000 * count(*)
        from credits join fractions using (id) where is_last group by all""");
    ask(
        counts,
        """
        select day(t) || ' categories||0||||||' || coalesce(category, '-') || '|' || currency
          || '|line_value', sum(l.value)
        from worth join lines l using (id) where live group by all""");
  }

  /** What two outcomes are looked at together for is told within 58 days less an hour. */
  private void costs(Map<String, Long> counts) throws SQLException {
    ask(
        counts,
        """
        select day(sent) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '||||EUR|message_cost_thousandths',
          sum(thousandths * greatest(1, parts))
        from touches x join prices using (channel)
        where kind = 'SENT' and not exists (select 1 from touches c
          where c.command = x.command and c.kind = 'CALLED_BACK' and c.ts - c.sent <= 5007600000)
        group by all""");
    run(
        """
        create table discounts as
          select * from (
            select o.t, o.currency, o.discount, x.command, x.flow, x.version, x.step, x.variant,
              x.channel,
              row_number() over (partition by o.id order by x.ts desc, x.command desc) as place
            from worth o join touches x on x.shopper = o.shopper and x.kind = 'SENT'
              and lower(trim(x.code)) = lower(trim(o.coupon))
              and o.t - x.ts between 0 and 5007600000
            where o.live) where place = 1""");
    ask(
        counts,
        """
        select day(t) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '||||' || currency || '|discount_cost',
          sum(discount) from discounts group by all""");
  }

  /** A goal is the version's that was entered. */
  private void goals(Map<String, Long> counts) throws SQLException {
    run(
        """
        create table reached as select distinct g.shopper, g.flow, g.event, g.supporting, g.entered,
          (select max(e.version) from entries e where e.shopper = g.shopper and e.flow = g.flow
            and e.t = g.entered and e.grp in ('entered', 'held_out')) as version
        from goals g where g.ts - g.entered <= 5007600000""");
    ask(
        counts,
        """
        select day(entered) || ' flows|' || flow || '|' || version || '||||||||'
          || case when supporting then 'supported' else 'goals' end,
          count(distinct shopper || entered)
        from reached group by day(entered), flow, version, supporting""");
    ask(
        counts,
        """
        select day(entered) || ' flows|' || flow || '|' || version || '|' || event
          || '|||||||supporting', count(*)
        from reached where supporting group by all""");
  }

  /** An abandonment sees what was told of an order until 60 days after it. */
  private void triggers(Map<String, Long> counts) throws SQLException {
    run(
        """
        create table trigger_windows as select r.id, coalesce(
            (select max(w.ms) from entries e join recovery_flows w using (flow)
              where e.origin = r.id and e.grp in ('entered', 'held_out')),
            (select max(coalesce(ms, 432000000)) from (
              select c.category, arg_max(w.ms, length(w.category)) as ms
              from trigger_categories c left join recovery_categories w on c.category = w.category
                or starts_with(c.category, w.category || '.')
              where c.id = r.id group by c.category)),
            432000000) as ms
          from triggers r;
        create table fates as select r.id, r.kind, r.ts, r.idle, r.value, r.currency,
          min(o.t) filter (where o.t >= r.ts and not gone) as recovered,
          count(*) filter (where o.t < r.ts and not gone) as bought
        from triggers r join trigger_windows w using (id) left join (
          select x.*, x.t as ordered from orders x) o
          on o.shopper = r.shopper and o.t - r.idle between 0 and w.ms
        left join lateral (
          select count(*) > 0 as gone from adjustments a
          where a.id = o.id and a.stage = 'CANCELLED' and a.told - r.idle <= 5184000000
            and a.told - o.t <= 5184000000 and o.ts - a.told <= 5184000000) on true
        group by all\
        """);
    ask(
        counts,
        """
        select day(t) || ' orders||0||||' || kind || '||||recovered_orders', count(*) from (
          select o.t, r.kind, row_number() over (partition by o.id order by r.ts desc, r.id desc)
            as place
          from worth o join triggers r on r.shopper = o.shopper
          join trigger_windows w on w.id = r.id and o.t - r.idle <= w.ms and o.t >= r.ts
          where o.live) where place = 1 group by all""");
    ask(
        counts,
        """
        select day(t) || ' orders||0||||' || kind || '|||' || currency || '|recovered_revenue',
          sum(net) from (
          select o.t, o.net, o.currency, r.kind,
            row_number() over (partition by o.id order by r.ts desc, r.id desc) as place
          from worth o join triggers r on r.shopper = o.shopper
          join trigger_windows w on w.id = r.id and o.t - r.idle <= w.ms and o.t >= r.ts
          where o.live) where place = 1 group by all""");
    ask(
        counts,
        """
        select day(ts) || ' triggers||0||||' || kind || '|||' || currency || '|lost_value',
          sum(value)
        from fates where recovered is null and bought = 0 group by all""");
  }

  private void groups(Map<String, Long> counts) throws SQLException {
    run(
        """
        create table spent as select e.id as entry, e.step as split, w.currency,
          coalesce(w.net, 0) as net
        from entries e join worths w on w.by_whom = e.id where w.live\
        """);
    String name =
        "day(t) || ' entries|' || flow || '|' || version || '|' || coalesce(step, '') || '|'"
            + " || coalesce(arm, '') || '|||||'";
    ask(counts, "select " + name + " || '|' || grp, count(*) from entries group by all");
    ask(
        counts,
        "select "
            + name
            + " || '|' || grp || '_converted', count(*) from entries e"
            + " where exists (select 1 from spent b where b.entry = e.id) group by all");
    ask(
        counts,
        "select "
            + name
            + " || currency || '|' || grp || '_revenue', sum(spent) from entries e join (select"
            + " entry, currency, sum(net) as spent from spent group by all) b on b.entry = e.id"
            + " group by all");
    ask(
        counts,
        "select "
            + name
            + " || currency || '|' || grp || '_revenue_squared', sum(spent * spent) from entries e"
            + " join (select entry, currency, sum(net) as spent from spent group by all) b on"
            + " b.entry = e.id group by all");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql.split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private void row(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private void ask(Map<String, Long> counts, String sql) throws SQLException {
    String byDay =
        sql.replaceAll("\\bday\\((\\w+)\\)", "strftime(make_timestamp($1 * 1000), '%Y-%m-%d')");
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(byDay)) {
      while (rows.next()) {
        if (rows.getString(1) != null) {
          counts.merge(rows.getString(1), rows.getLong(2), Long::sum);
        }
      }
    }
  }

  /** Is there a query for it? */
  public static boolean isAsked(MeasureKey key) {
    return !key.cube().equals("messages") || !key.name().equals("offers");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package io.beckon.measurement.core;

import io.beckon.contract.ConsentMove;
import io.beckon.contract.ConsentMoved;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderLine;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts a second time, in plain SQL over the dumped outcomes. It knows the definitions in
 * docs/measurement.md and the shipped windows, and nothing of how they are counted elsewhere.
 */
public final class SqlOracle implements AutoCloseable {

  private final Connection connection;

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
          code text, hard boolean);
        create table orders(shopper text, id text, ts bigint, t bigint, value bigint,
          currency text, discount bigint, ordinal int, coupon text);
        create table lines(id text, category text, pieces bigint, value bigint);
        create table goals(shopper text, flow text, event text, supporting boolean,
          entered bigint, ts bigint);
        create table flow_channels(flow text, channel text);
        create table flow_windows(flow text, channel text, kind text, ms bigint);
        create table category_channels(category text, channel text);
        create table category_windows(category text, channel text, kind text, ms bigint);
        create table prices(channel text, thousandths bigint);
        create table adjustments(id text, stage text, amount bigint, currency text, ts bigint,
          told bigint);
        create table triggers(shopper text, id text, kind text, ts bigint, idle bigint,
          value bigint, currency text);
        create table entries(shopper text, id text, grp text, flow text, version int, step text,
          arm text, t bigint);
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
    run(WORTH);
    run(WINDOWS);
    run(CREDITS);
    run(SHARES);
  }

  /** An order's time is its own, but not more than two days before it was told. */
  private static long time(OutcomeEvent event) {
    return Math.max(Math.min(event.getOccurredAt(), event.getAt()), event.getAt() - 172_800_000L);
  }

  private static final String WORTH =
      """
      create view told as
        select o.id, a.stage, a.amount, a.told
        from orders o join adjustments a on a.id = o.id
        where a.told - o.t <= 5184000000 and o.ts - a.told <= 5184000000;
      create view worth as
        select o.*,
          not exists (select 1 from told x where x.id = o.id and x.stage = 'CANCELLED') as live,
          case when o.value is null then null
               when exists (select 1 from told x where x.id = o.id and x.amount is null) then 0
               else o.value - least(o.value, coalesce(
                 (select sum(x.amount) from told x where x.id = o.id), 0)) end as net
        from orders o;
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

  /** Which part of an order is of which category, as fractions with a common bottom. */
  private static final String SHARES =
      """
      create view bought_of as
        select o.id, coalesce(l.category, '-') as category, sum(coalesce(l.value, 0)) as value,
          sum(coalesce(l.pieces, 1)) as pieces
        from orders o left join lines l on l.id = o.id group by all;
      create view weights as
        select id, category,
          case when sum(value) over (partition by id) > 0 then value else pieces end as weight
        from bought_of;
      create table fractions as
        select id, category,
          (sum(weight) over (partition by id order by category))::hugeint as until,
          weight::hugeint as weight, (sum(weight) over (partition by id))::hugeint as whole
        from weights;
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
               else net // n + case when place < net % n then 1 else 0 end end as part
        from credits;
      """;

  private void insert(OutcomeEvent event) throws SQLException {
    if (event.getHistorical()) {
      return;
    }
    long t = time(event);
    if (event.getFact() instanceof Touched touch) {
      row(
          "insert into touches values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
          touch.getHardBounce());
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
      for (OrderLine line : order.getLines()) {
        row(
            "insert into lines values (?,?,?,?)",
            order.getOrderId(),
            line.getCategory(),
            line.getQuantity(),
            line.getPrice() == null ? 0L : line.getPrice() * line.getQuantity());
      }
    } else if (event.getFact() instanceof OrderAdjusted adjusted) {
      row(
          "insert into adjustments values (?,?,?,?,?,?)",
          adjusted.getOrderId(),
          adjusted.getStage().name(),
          adjusted.getAmount(),
          adjusted.getCurrency(),
          t,
          event.getAt());
    } else if (event.getFact() instanceof TriggerSeen trigger) {
      row(
          "insert into triggers values (?,?,?,?,?,?,?)",
          event.getShopperId(),
          trigger.getTriggerId(),
          trigger.getKind().name(),
          event.getAt(),
          trigger.getIdleSince(),
          trigger.getValue(),
          trigger.getCurrency());
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
          "insert into entries values (?,?,?,?,?,?,?,?)",
          event.getShopperId(),
          entered.getRunId(),
          group,
          entered.getFlow(),
          entered.getFlowVersion(),
          entered.getStep(),
          entered.getArm(),
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
    counts.values().removeIf(amount -> amount == 0);
    return counts;
  }

  /** An order's money by category: no cent is lost, and none comes twice. */
  private void categories(Map<String, Long> counts) throws SQLException {
    String shared =
        " * until // whole - %1$s * (until - weight) // whole".replace("%1$s", "amount::hugeint");
    ask(
        counts,
        "select day(t) || ' categories||0||||||' || category || '|' || currency || '|revenue',"
            + " sum(amount::hugeint"
            + shared
            + ") from (select w.t, w.currency, coalesce(w.net, 0) as amount, f.*"
            + " from worth w join fractions f using (id) where live) group by all");
    ask(
        counts,
        "select day(ordered) || ' categories|' || flow || '|0||||||' || category || '|' || currency"
            + " || '|revenue_last_touch', sum(amount::hugeint"
            + shared
            + ") from (select c.ordered, c.flow, c.currency, coalesce(c.net, 0) as amount, f.*"
            + " from credits c join fractions f using (id) where is_last) group by all");
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
          sum(thousandths)
        from touches x join prices using (channel)
        where kind = 'SENT' and not exists (select 1 from touches c
          where c.command = x.command and c.kind = 'CALLED_BACK' and c.ts - c.sent <= 5007600000)
        group by all""");
    ask(
        counts,
        """
        select day(t) || ' messages|' || flow || '|' || version || '|' || step || '|'
          || coalesce(variant, '') || '|' || channel || '||||' || currency || '|discount_cost',
          sum(discount) from (
          select o.t, o.currency, o.discount, x.flow, x.version, x.step, x.variant, x.channel,
            row_number() over (partition by o.id order by x.ts desc, x.command desc) as place
          from worth o join touches x on x.shopper = o.shopper and x.kind = 'SENT'
            and lower(trim(x.code)) = lower(trim(o.coupon)) and o.t - x.ts between 0 and 5007600000
          where o.live) where place = 1 group by all""");
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
        create table fates as select r.id, r.kind, r.ts, r.idle, r.value, r.currency,
          min(o.t) filter (where o.t >= r.ts and not gone) as recovered,
          count(*) filter (where o.t < r.ts and not gone) as bought
        from triggers r left join (
          select w.*, w.t as ordered from orders w) o
          on o.shopper = r.shopper and o.t - r.idle between 0 and 432000000
        left join lateral (
          select count(*) > 0 as gone from adjustments a
          where a.id = o.id and a.stage = 'CANCELLED' and a.told - r.idle <= 5184000000
            and a.told - o.t <= 5184000000 and o.ts - a.told <= 5184000000) on true
        group by all\
        """);
    ask(
        counts,
        """
        select day(ts) || ' triggers||0||||' || kind || '||||' || fate, count(*) from (
          select ts, kind, 'triggers' as fate from fates
          union all select ts, kind, case when recovered is not null then 'recovered'
            when bought > 0 then 'bought' else 'lost' end from fates) group by all\
        """);
    ask(
        counts,
        """
        select day(ts) || ' triggers||0||||' || kind || '||||recovery_ms', sum(recovered - idle)
        from fates where recovered is not null group by all\
        """);
    ask(
        counts,
        """
        select day(t) || ' orders||0||||' || kind || '||||recovered_orders', count(*) from (
          select o.t, r.kind, row_number() over (partition by o.id order by r.ts desc, r.id desc)
            as place
          from worth o join triggers r on r.shopper = o.shopper
            and o.t - r.idle <= 432000000 and o.t >= r.ts
          where o.live) where place = 1 group by all""");
    ask(
        counts,
        """
        select day(t) || ' orders||0||||' || kind || '|||' || currency || '|recovered_revenue',
          sum(net) from (
          select o.t, o.net, o.currency, r.kind,
            row_number() over (partition by o.id order by r.ts desc, r.id desc) as place
          from worth o join triggers r on r.shopper = o.shopper
            and o.t - r.idle <= 432000000 and o.t >= r.ts
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
        create table bought as select e.id as entry, e.step as split, o.currency, case
            when o.value is null then 0
            when exists (select 1 from adjustments a where a.id = o.id and a.amount is null
              and a.told - e.t <= 5184000000 and o.ts - a.told <= 5184000000) then 0
            else o.value - least(o.value, coalesce((select sum(a.amount) from adjustments a
              where a.id = o.id and a.told - e.t <= 5184000000
              and o.ts - a.told <= 5184000000), 0)) end as net
        from entries e join orders o on o.shopper = e.shopper and o.t - e.t between 0 and 432000000
        where not exists (select 1 from adjustments a where a.id = o.id and a.stage = 'CANCELLED'
          and a.told - e.t <= 5184000000 and o.ts - a.told <= 5184000000)\
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
            + " where exists (select 1 from bought b where b.entry = e.id) group by all");
    ask(
        counts,
        "select "
            + name
            + " || currency || '|' || grp || '_revenue', sum(spent) from entries e join (select"
            + " entry, currency, sum(net) as spent from bought group by all) b on b.entry = e.id"
            + " group by all");
    ask(
        counts,
        "select "
            + name
            + " || currency || '|' || grp || '_revenue_squared', sum(spent * spent) from entries e"
            + " join (select entry, currency, sum(net) as spent from bought group by all) b on"
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
    return switch (key.cube()) {
      case "messages" -> !key.name().equals("offers");
      case "orders", "flows", "triggers", "entries", "consents" -> true;
      case "categories" -> key.trigger().isEmpty() && !key.name().equals("sent");
      default -> false;
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

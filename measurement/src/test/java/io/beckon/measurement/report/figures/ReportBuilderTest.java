package io.beckon.measurement.report.figures;

import static io.beckon.contract.TouchKind.DELIVERED;
import static io.beckon.measurement.report.figures.Outcomes.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.MessagePrices;
import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.OrderStage;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.TouchKind;
import io.beckon.contract.TriggerKind;
import io.beckon.contract.TriggerSeen;
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Headline;
import io.beckon.measurement.report.Money;
import io.beckon.measurement.report.Notice;
import io.beckon.measurement.report.Report;
import io.beckon.measurement.report.Row;
import io.beckon.measurement.report.Section;
import io.beckon.measurement.report.Table;
import io.beckon.measurement.report.render.JsonReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {

  private static final ReportSettings MONTH =
      ReportSettings.of(
          "March",
          START,
          START.plus(Duration.ofDays(31)),
          BeckonConfig.of(Map.of("application.id", "t", "kafka.bootstrap.servers", "none:9092"))
              .measure());
  private static final double DAY = 24;

  @Test
  void shouldCountACartAsWonBackWhenAnOrderFollowsInItsWindow() {
    Report report =
        report(
            new Outcomes("won").trigger(1, TriggerKind.CART, "t1").order(11, "o1", 5_000),
            new Outcomes("late").trigger(1, TriggerKind.CART, "t2").order(7 * DAY + 2, "o2", 9_000),
            new Outcomes("twice")
                .trigger(1, TriggerKind.CART, "t3")
                .trigger(30, TriggerKind.CHECKOUT, "t4")
                .order(31, "o3", 7_000),
            new Outcomes("open").trigger(30 * DAY, TriggerKind.CHECKOUT, "t5"),
            new Outcomes("looked").trigger(2, TriggerKind.BROWSE, "t6").order(3, "o4", 100));

    assertThat(headline(report, "recovery-rate")).isEqualTo(new Figure.Share(3, 5));
    assertThat(headline(report, "recovered-revenue")).isEqualTo(sum(12_000));
    assertThat(headline(report, "time-to-recovery"))
        .isEqualTo(new Figure.Lasting(3, Duration.ofHours(10), Duration.ofHours(30)));
    assertThat(cell(report, "recovery", "Carts", "left")).isEqualTo(count(3));
    assertThat(cell(report, "recovery", "Carts", "lost")).isEqualTo(count(1));
    assertThat(cell(report, "recovery", "Checkouts", "open")).isEqualTo(count(1));
    assertThat(cell(report, "recovery", "Visits without a cart", "rate"))
        .isEqualTo(new Figure.Share(1, 1));
  }

  @Test
  void shouldShareAnOrderAmongTheMessagesThatTouchedIt() {
    Report report =
        report(
            new Outcomes("a")
                .touched(1, TouchKind.SENT, Channel.EMAIL, "m1", "browse/look")
                .touched(2, TouchKind.CLICKED, Channel.EMAIL, "m1", "browse/look")
                .touched(3, TouchKind.SENT, Channel.EMAIL, "m2", "cart/first")
                .touched(4, TouchKind.OPENED, Channel.EMAIL, "m2", "cart/first")
                .touched(5, TouchKind.SENT, Channel.SMS, "m3", "cart/second")
                .touched(6, TouchKind.DELIVERED, Channel.SMS, "m3", "cart/second")
                .order(10, "o1", 10_000));

    assertThat(row(report, "attribution", "cart"))
        .containsEntry("revenue", sum(10_000))
        .containsEntry("revenue-first", sum(0))
        .containsEntry("revenue-linear", sum(3_333 + 3_333))
        .containsEntry("revenue-influenced", sum(10_000))
        .containsEntry("orders", count(1))
        .containsEntry("assisted", count(0));
    assertThat(row(report, "attribution", "browse"))
        .containsEntry("revenue", sum(0))
        .containsEntry("revenue-first", sum(10_000))
        .containsEntry("revenue-linear", sum(3_334))
        .containsEntry("revenue-influenced", sum(10_000))
        .containsEntry("assisted", count(1));
    assertThat(headline(report, "automation-share"))
        .isEqualTo(new Figure.Portion(money(10_000), money(10_000)));
    assertThat(headline(report, "revenue-per-recipient"))
        .isEqualTo(new Figure.Each(money(10_000), 1));
    assertThat(cell(report, "channels", "SMS", "revenue")).isEqualTo(sum(10_000));
    assertThat(cell(report, "categories", "tea", "revenue")).isEqualTo(sum(10_000));
  }

  @Test
  void shouldCreditNobodyWhenTheWindowIsOver() {
    Report report =
        report(
            new Outcomes("a")
                .touched(1, TouchKind.SENT, Channel.SMS, "m1", "cart/first")
                .touched(1, TouchKind.DELIVERED, Channel.SMS, "m1", "cart/first")
                .order(13.01, "after-the-end", 100)
                .mail(20, TouchKind.SENT, "m2")
                .mail(20, TouchKind.DELIVERED, "m2")
                .order(21, "delivered-mails-do-not-count", 100));

    assertThat(headline(report, "automation-share"))
        .isEqualTo(new Figure.Portion(money(0), money(200)));
    assertThat(cell(report, "windows", "twice as long", "touched"))
        .isEqualTo(new Figure.Share(2, 2));
    assertThat(cell(report, "windows", "as they are", "touched")).isEqualTo(new Figure.Share(0, 2));
  }

  @Test
  void shouldCountAnOrderThatWasToldLateAtItsOwnTime() {
    Outcomes shopper = new Outcomes("a").trigger(10, TriggerKind.CART, "t");
    shopper.order(30, "told-late", 500);
    List<OutcomeEvent> events = shopper.events();
    events.set(1, OutcomeEvent.newBuilder(events.get(1)).setOccurredAt(Outcomes.at(9)).build());
    events.set(0, OutcomeEvent.newBuilder(events.get(0)).setFact(idle(shopper, 8)).build());

    Report report = report(shopper);

    assertThat(cell(report, "recovery", "Carts", "bought")).isEqualTo(count(1));
    assertThat(headline(report, "recovery-rate")).isEqualTo(new Figure.Share(0, 0));
  }

  private static Object idle(Outcomes shopper, double hours) {
    return TriggerSeen.newBuilder((TriggerSeen) shopper.events().get(0).getFact())
        .setIdleSince(Outcomes.at(hours))
        .build();
  }

  @Test
  void shouldCorrectWhatWasRefundedAndForgetWhatWasCancelled() {
    Report report =
        report(
            new Outcomes("a")
                .mail(1, TouchKind.SENT, "m1")
                .mail(2, TouchKind.CLICKED, "m1")
                .order(3, "o1", 10_000)
                .order(4, "o2", 4_000)
                .order(5, "o3", 1_000)
                .adjusted(40 * DAY, "o1", OrderStage.REFUNDED, 2_500L)
                .adjusted(41 * DAY, "o1", OrderStage.REFUNDED, 9_999L)
                .adjusted(42 * DAY, "o2", OrderStage.CANCELLED, null)
                .adjusted(43 * DAY, "o4", OrderStage.CANCELLED, null));

    assertThat(cell(report, "flows", "cart-recovery", "orders")).isEqualTo(count(2));
    assertThat(cell(report, "flows", "cart-recovery", "revenue")).isEqualTo(sum(1_000));
    assertThat(notices(report)).contains("unknown-orders");
  }

  @Test
  void shouldMakeRatesOfWhatSendersReport() {
    Report report =
        report(
            new Outcomes("a")
                .mail(1, TouchKind.SENT, "m1")
                .mail(1, TouchKind.OPENED, "m1")
                .mail(2, TouchKind.OPENED, "m1")
                .mail(2, TouchKind.CLICKED, "m1")
                .mail(30, TouchKind.SENT, "m2")
                .mail(31, TouchKind.BOUNCED, "m2")
                .mail(40, TouchKind.SENT, "m3")
                .mail(40, TouchKind.CALLED_BACK, "m3"),
            new Outcomes("b")
                .mail(1, TouchKind.SENT, "m4")
                .mail(1, TouchKind.DELIVERED, "m4")
                .mail(2, TouchKind.CLICKED, "m4")
                .mail(3, TouchKind.UNSUBSCRIBED, "m4")
                .order(4, "o", 100)
                .mail(29 * DAY, TouchKind.SENT, "m5")
                .mail(29 * DAY, TouchKind.CLICKED, "m5"));

    assertThat(row(report, "channels", "EMAIL"))
        .containsEntry("sent", count(4))
        .containsEntry("delivery-rate", new Figure.Share(3, 4))
        .containsEntry("bounce-rate", new Figure.Share(1, 4))
        .containsEntry("open-rate", new Figure.Share(3, 3))
        .containsEntry("click-rate", new Figure.Share(3, 3))
        .containsEntry("click-without-conversion", new Figure.Share(1, 2))
        .containsEntry("opt-out-rate", new Figure.Share(1, 3))
        .containsEntry("complaint-rate", new Figure.Share(0, 3));
    assertThat(cell(report, "flows", "cart-recovery", "recipients")).isEqualTo(count(2));
  }

  @Test
  void shouldCountTheConversionOfTheRunsInWhichAStepWasSent() {
    Report report =
        report(
            new Outcomes("a")
                .in("vip")
                .entered(1, "cart", 1, "r1")
                .touched(2, TouchKind.SENT, Channel.EMAIL, "m1", "cart/first/b")
                .touched(3, TouchKind.SENT, Channel.EMAIL, "m2", "cart/second")
                .goal(4, "cart", 1, false)
                .goal(4, "cart", 1, true),
            new Outcomes("b")
                .entered(1, "cart", 1, "r2")
                .touched(2, TouchKind.SENT, Channel.EMAIL, "m3", "cart/first/a"));

    assertThat(cell(report, "flows", "cart", "conversion")).isEqualTo(new Figure.Share(1, 2));
    assertThat(cell(report, "flows", "cart", "supporting")).isEqualTo(new Figure.Share(1, 2));
    assertThat(cell(report, "steps", "cart · first", "conversion"))
        .isEqualTo(new Figure.Share(1, 2));
    assertThat(cell(report, "steps", "cart · second", "conversion"))
        .isEqualTo(new Figure.Share(1, 1));
    assertThat(cell(report, "variants", "cart · first · b", "conversion"))
        .isEqualTo(new Figure.Share(1, 1));
    assertThat(cell(report, "segments", "vip", "conversion")).isEqualTo(new Figure.Share(1, 1));
  }

  @Test
  void shouldCompareArmsWithTheirControlAndLeaveOutWhoWasNotDrawn() {
    List<Outcomes> shoppers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      boolean control = i % 2 == 0;
      Outcomes shopper =
          new Outcomes("s" + i).dealt(1, "cart", "offer", control ? "none" : "ten", control);
      if (i % 20 == 0 || i % 10 == 1) {
        shopper.goal(20, "cart", 1, false).order(20, "o" + i, 5_000);
      }
      shoppers.add(shopper);
    }
    shoppers.add(
        new Outcomes("given").promoted(1, "cart", "offer", "ten").goal(2, "cart", 1, false));
    shoppers.add(new Outcomes("last").mail(30 * DAY, TouchKind.SENT, "m"));

    Report report = report(shoppers.toArray(Outcomes[]::new));

    Map<String, Figure> row = row(report, "experiments", "cart · offer · ten · none");
    assertThat(row)
        .containsEntry("arm", new Figure.Share(200, 1_000))
        .containsEntry("control", new Figure.Share(100, 1_000))
        .containsEntry("to-go", count(((Figure.Count) row.get("to-go")).count()));
    assertThat(((Figure.Text) row.get("verdict")).text()).startsWith("Promote: ");
    assertThat(((Figure.Estimated) row.get("revenue")).estimate().value()).isEqualTo(5_000 * 100.0);
    assertThat(notices(report)).doesNotContain("no-control");
  }

  @Test
  void shouldCompareAFlowWithItsHoldout() {
    List<Outcomes> shoppers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Outcomes shopper = new Outcomes("s" + i);
      if (i % 10 == 0) {
        shopper.heldOut(1, "cart");
      } else {
        shopper.entered(1, "cart", 1, "r" + i);
      }
      shoppers.add(i % 4 == 0 ? shopper.goal(9, "cart", 1, false) : shopper);
    }

    Report report = report(shoppers.toArray(Outcomes[]::new));

    assertThat(row(report, "holdouts", "cart"))
        .containsEntry("arm", new Figure.Share(200, 900))
        .containsEntry("control", new Figure.Share(50, 100));
  }

  @Test
  void shouldReckonCostsAndWhatComesBackOfThem() {
    ReportSettings priced =
        new ReportSettings(
            "March",
            MONTH.from(),
            MONTH.to(),
            null,
            null,
            MONTH.measure(),
            MONTH.effect(),
            new MessagePrices(Map.of(Channel.EMAIL, 400L), "EUR"),
            0.1,
            0.05);
    Outcomes shopper = new Outcomes("a");
    for (int i = 0; i < 10; i++) {
      shopper.mail(1 + i, TouchKind.SENT, "m" + i);
    }
    shopper
        .mail(20, TouchKind.CLICKED, "m3")
        .order(21, "o1", 5_420L, "EUR", "CODE-m3", 538L)
        .order(22, "o2", 100L, "EUR", "SUMMER", 50L);

    Report report = ReportBuilder.of(priced, stories(List.of(shopper)));

    assertThat(cell(report, "flows", "cart-recovery", "cost")).isEqualTo(sum(542));
    assertThat(cell(report, "flows", "cart-recovery", "return"))
        .isEqualTo(new Figure.Times(money(5_520), money(542)));
  }

  @Test
  void shouldTellWhoCameBackAndWhoGaveConsent() {
    Report report =
        report(
            new Outcomes("old")
                .imported(true)
                .order(-900, "o0", 1_000)
                .imported(false)
                .order(5, "o1", 1_000),
            new Outcomes("new").order(5, "o2", 1_000),
            new Outcomes("asked")
                .trigger(1, TriggerKind.CART, "t")
                .consent(2, ConsentState.UNKNOWN, ConsentState.GRANTED),
            new Outcomes("known").consent(2, ConsentState.GRANTED, ConsentState.DENIED));

    assertThat(headline(report, "repeat-rate")).isEqualTo(new Figure.Share(1, 2));
    assertThat(headline(report, "capture-rate")).isEqualTo(new Figure.Share(1, 3));
    assertThat(cell(report, "buyers", "Buyers known", "figure")).isEqualTo(count(2));
  }

  @Test
  void shouldTellHowShoppersMoved() {
    Report report =
        report(
            new Outcomes("a")
                .moved(1, "stages:sales", "STAGE_CHANGED", null, "contacted")
                .moved(2, "score:lead", "SCORE_REACHED", null, "50")
                .order(3, "o", 100),
            new Outcomes("b").moved(2, "score:lead", "SCORE_REACHED", null, "50"));

    assertThat(cell(report, "stages", "sales · – · contacted", "moves")).isEqualTo(count(1));
    assertThat(cell(report, "scores", "lead · 50", "conversion")).isEqualTo(new Figure.Share(1, 2));
  }

  @Test
  void shouldWarnWhenDataAreMissing() {
    List<Outcomes> shoppers = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      shoppers.add(new Outcomes("s" + i).mail(1, TouchKind.SENT, "m" + i));
    }
    shoppers.add(
        new Outcomes("x")
            .order(4 * DAY, "o1", 100)
            .order(4 * DAY, "o2", 100)
            .order(4 * DAY, "usd", 100L, "USD", null, null)
            .order(4 * DAY, "none", null, null, null, null));

    Report report = report(shoppers.toArray(Outcomes[]::new));

    assertThat(notices(report))
        .contains(
            "stale",
            "silent-days",
            "no-feedback",
            "orders-without-value",
            "other-currency",
            "no-control");
    assertThat(report.currency()).isEqualTo("EUR");
  }

  @Test
  void shouldBeTheSameWhateverOrderShoppersComeInAndIfToldTwice() {
    List<Outcomes> shoppers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      shoppers.add(
          new Outcomes("s" + i)
              .trigger(1, TriggerKind.CART, "t" + i)
              .mail(2, TouchKind.SENT, "m" + i)
              .mail(3 + i % 7, TouchKind.CLICKED, "m" + i)
              .order(5 + i, "o" + i, 100L * i));
    }
    String once = JsonReport.text(report(shoppers.toArray(Outcomes[]::new)));
    Collections.reverse(shoppers);
    Stories twice = stories(shoppers);
    shoppers.forEach(shopper -> shopper.events().forEach(twice::tell));

    assertThat(JsonReport.text(ReportBuilder.of(MONTH, twice))).isEqualTo(once);
  }

  @Test
  void shouldShareAnOrderAmongItsCategoriesToTheCent() {
    Outcomes shopper =
        new Outcomes("a")
            .mail(1, TouchKind.SENT, "m")
            .mail(2, TouchKind.CLICKED, "m")
            .bought(3, "o1", 1_001, "tea", 300, "cups", 700)
            .bought(24 * 20, "o2", 500, "tea", 1);

    Report report = report(shopper);

    assertThat(row(report, "bought", "tea"))
        .containsEntry("orders", count(2))
        .containsEntry("revenue", sum(801))
        .containsEntry("from-flows", new Figure.Portion(money(301), money(801)));
    assertThat(row(report, "bought", "cups")).containsEntry("revenue", sum(700));
  }

  @Test
  void shouldSayWhatEachVersionDealtAndWhatBecameOfItsArms() {
    Outcomes one = new Outcomes("a").entered(1, "cart", 1, "r1").given(1, "cart", 1, "ten", true);
    Outcomes two = new Outcomes("b").entered(2, "cart", 1, "r2").given(2, "cart", 1, "five", true);
    Outcomes three =
        new Outcomes("c").entered(30, "cart", 2, "r3").given(30, "cart", 2, "ten", false);

    Report report = report(one, two, three);

    assertThat(cell(report, "editions", "cart · 1", "arms"))
        .isEqualTo(new Figure.Text("offer: 'five' 1, 'ten' 1"));
    assertThat(cell(report, "editions", "cart · 2", "arms"))
        .isEqualTo(new Figure.Text("offer: 'ten' promoted (1), no longer 'five'"));
    assertThat(cell(report, "editions", "cart · 2", "since"))
        .isEqualTo(new Figure.Text("2026-03-02 06:00"));
  }

  @Test
  void shouldSayWhichSourceWentSilent() {
    Outcomes shop = new Outcomes("a").from("shop");
    Outcomes mail = new Outcomes("b").from("mail");
    for (int i = 0; i < 30; i++) {
      shop.order(i * 5, "o" + i, 100);
      mail.mail(i, TouchKind.SENT, "m" + i);
    }

    assertThat(report(shop, mail).health())
        .filteredOn(notice -> notice.id().equals("silent-source"))
        .extracting(Notice::text)
        .hasSize(1)
        .allMatch(text -> text.startsWith("The source 'mail' has told nothing for "));
  }

  @Test
  void shouldSayWhichSenderToldNothingAndSinceWhen() {
    Outcomes shopper = new Outcomes("a");
    for (int i = 0; i < 30; i++) {
      shopper
          .from(null)
          .mail(i * 2, TouchKind.SENT, "m" + i)
          .touched(i * 2, TouchKind.SENT, Channel.SMS, "t" + i, "cart/first")
          .touched(i * 2, TouchKind.SENT, Channel.SMS, "u" + i, "welcome/hello");
      shopper.from("courier").touched(i * 2 + 1, DELIVERED, Channel.SMS, "t" + i, "cart/first");
      shopper.from("pigeon").touched(i * 2 + 1, DELIVERED, Channel.SMS, "u" + i, "welcome/hello");
      if (i < 5) {
        shopper.from("post").mail(i * 2 + 1, DELIVERED, "m" + i);
      }
    }
    shopper.from("pigeon").touched(200, DELIVERED, Channel.SMS, "u0", "welcome/hello");

    Report report = report(shopper);

    assertThat(row(report, "senders", "EMAIL · post"))
        .containsEntry("told", count(5))
        .containsEntry("missing", new Figure.Share(25, 30))
        .containsEntry("since", new Figure.Text("2026-03-01 10:00"))
        .containsEntry("unheard", count(25))
        .containsEntry("heard", new Figure.Text("2026-03-01 09:00"));
    assertThat(row(report, "senders", "SMS · courier"))
        .containsEntry("missing", new Figure.Share(0, 30))
        .containsEntry("since", new Figure.Text("–"));
    assertThat(row(report, "senders", "SMS · pigeon")).containsEntry("told", count(30));
    assertThat(report.health())
        .filteredOn(notice -> notice.id().equals("no-feedback"))
        .extracting(Notice::text)
        .hasSize(1)
        .allMatch(
            text ->
                text.startsWith(
                    "The EMAIL sender (post) has told nothing of 25 messages that left since"
                        + " 2026-03-01 10:00, all of them more than 24 h ago"));
  }

  @Test
  void shouldNotMissFeedbackBeforeItsTimeIsOverAndMissWhatCameTooLate() {
    Report report =
        report(
            new Outcomes("a")
                .mail(1, TouchKind.SENT, "soon")
                .mail(1, TouchKind.SENT, "late")
                .mail(30, TouchKind.SENT, "open")
                .from("post")
                .mail(25, DELIVERED, "soon")
                .mail(25.01, DELIVERED, "late")
                .order(50, "o", 100));

    assertThat(row(report, "senders", "EMAIL · post"))
        .containsEntry("told", count(1))
        .containsEntry("missing", new Figure.Share(1, 2))
        .containsEntry("since", new Figure.Text("–"));
  }

  @Test
  void shouldNameEachSenderThatMayHaveFailedWhenSeveralTellOfAStep() {
    Outcomes shopper = new Outcomes("a");
    shopper.mail(1, TouchKind.SENT, "m1").mail(1, TouchKind.SENT, "m2");
    shopper.mail(1, TouchKind.SENT, "m3");
    shopper.from("post").mail(2, DELIVERED, "m1").from("courier").mail(2, DELIVERED, "m2");
    shopper.touched(90, TouchKind.SENT, Channel.PUSH, "p", "cart/first");

    Report report = report(shopper, new Outcomes("b").order(24 * 20, "o", 1));

    assertThat(row(report, "senders", "EMAIL · courier or post"))
        .containsEntry("missing", new Figure.Share(1, 1));
    assertThat(row(report, "senders", "PUSH · nobody yet")).containsEntry("told", count(0));
  }

  @Test
  void shouldTakeARefundOffTheLinesThatItNames() {
    Outcomes shopper =
        new Outcomes("a")
            .mail(1, TouchKind.SENT, "m")
            .mail(2, TouchKind.CLICKED, "m")
            .bought(3, "o1", 900, "tea", 300, "cups", 700)
            .refunded(4, "o1", null, "p2", 1);

    Report report = report(shopper);

    assertThat(row(report, "bought", "tea"))
        .containsEntry("revenue", sum(270))
        .containsEntry("from-flows", new Figure.Portion(money(270), money(270)));
    assertThat(row(report, "bought", "cups")).containsEntry("revenue", sum(0));
    assertThat(cell(report, "flows", "cart-recovery", "revenue")).isEqualTo(sum(270));
  }

  @Test
  void shouldJudgeWhatWasLeftByTheWindowOfItsFlowAndCategories() {
    ReportSettings own =
        month(
            Map.of(
                "measure.recovery.windows.flows", "browse: 2d",
                "measure.recovery.windows.categories", "sofas: 20d"));
    Report report =
        ReportBuilder.of(
            own,
            stories(
                List.of(
                    new Outcomes("a")
                        .trigger(1, TriggerKind.BROWSE, "t1")
                        .entered(1, "browse", 1, "r1", "t1")
                        .order(1 + 3 * DAY, "o1", 500),
                    new Outcomes("b")
                        .trigger(1, TriggerKind.CART, "t2", "sofas.red")
                        .order(1 + 15 * DAY, "o2", 900),
                    new Outcomes("c")
                        .trigger(1, TriggerKind.CART, "t3", "tea")
                        .order(1 + 15 * DAY, "o3", 70))));

    assertThat(row(report, "recovery-flows", "browse"))
        .containsEntry("window", new Figure.Text("2 d"))
        .containsEntry("rate", new Figure.Share(0, 1))
        .containsEntry("lost", count(1));
    assertThat(row(report, "recovery-categories", "sofas.red"))
        .containsEntry("window", new Figure.Text("20 d"))
        .containsEntry("rate", new Figure.Share(1, 1))
        .containsEntry("revenue", sum(900));
    assertThat(cell(report, "recovery-categories", "tea", "lost")).isEqualTo(count(1));
    assertThat(cell(report, "recovery", "Carts", "rate")).isEqualTo(new Figure.Share(1, 2));
    assertThat(report.settings())
        .anyMatch(words -> words.contains("where 'browse' was entered: 2 d"));
  }

  @Test
  void shouldPayForEachPartOfAText() {
    ReportSettings priced =
        month(Map.of("measure.cost.sms", "7.5", "measure.cost.currency", "EUR"));
    Outcomes shopper =
        new Outcomes("a").text(1, "t1", 3).text(2, "t2", 1).text(3, "t3", 0).order(4, "o", 100);

    Report report = ReportBuilder.of(priced, stories(List.of(shopper)));

    assertThat(row(report, "channels", "SMS"))
        .containsEntry("parts", count(4))
        .containsEntry("cost", sum(38));
    assertThat(report.settings())
        .anyMatch(words -> words.endsWith("A text has the price of each of its parts."));
  }

  @Test
  void shouldSayWhenTheCatalogIsStale() {
    Stories stories = stories(List.of(new Outcomes("a").order(24 * 10, "o", 100)));

    assertThat(notices(ReportBuilder.of(MONTH, stories, null, MONTH.from())))
        .contains("stale-feed");
    assertThat(
            notices(ReportBuilder.of(MONTH, stories, null, MONTH.from().plus(Duration.ofDays(9)))))
        .doesNotContain("stale-feed");
  }

  @Test
  void shouldBeWholeWhenNothingHappened() {
    Report report = report();

    assertThat(notices(report)).contains("empty");
    assertThat(headline(report, "recovery-rate")).isEqualTo(new Figure.Share(0, 0));
    assertThat(report.currency()).isEqualTo("XXX");
  }

  @Test
  void shouldTellOnlyOfOneFlowWhenAsked() {
    ReportSettings one =
        new ReportSettings(
            "Cart",
            MONTH.from(),
            MONTH.to(),
            "cart",
            "EUR",
            MONTH.measure(),
            MONTH.effect(),
            MONTH.prices(),
            0.1,
            0.05);
    Outcomes shopper =
        new Outcomes("a")
            .touched(1, TouchKind.SENT, Channel.EMAIL, "m1", "cart/first")
            .touched(2, TouchKind.CLICKED, Channel.EMAIL, "m1", "cart/first")
            .touched(3, TouchKind.SENT, Channel.EMAIL, "m2", "other/first")
            .touched(4, TouchKind.CLICKED, Channel.EMAIL, "m2", "other/first")
            .order(5, "o", 100);

    Report report = ReportBuilder.of(one, stories(List.of(shopper)));

    assertThat(section(report, "flows").table().rows()).hasSize(1);
    assertThat(cell(report, "flows", "cart", "orders")).isEqualTo(count(0));
    assertThat(cell(report, "attribution", "cart", "assisted")).isEqualTo(count(1));
  }

  private static ReportSettings month(Map<String, String> own) {
    Map<String, String> all = new java.util.HashMap<>(own);
    all.put("application.id", "t");
    all.put("kafka.bootstrap.servers", "none:9092");
    return ReportSettings.of("March", MONTH.from(), MONTH.to(), BeckonConfig.of(all).measure());
  }

  private static Report report(Outcomes... shoppers) {
    return ReportBuilder.of(MONTH, stories(List.of(shoppers)));
  }

  private static Stories stories(List<Outcomes> shoppers) {
    Stories stories = new Stories(MONTH.measure());
    shoppers.forEach(shopper -> shopper.events().forEach(stories::tell));
    return stories;
  }

  private static Figure headline(Report report, String id) {
    return report.headlines().stream()
        .filter(headline -> headline.id().equals(id))
        .map(Headline::figure)
        .findFirst()
        .orElseThrow();
  }

  private static Section section(Report report, String id) {
    return report.sections().stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private static Map<String, Figure> row(Report report, String section, String label) {
    Table table = section(report, section).table();
    Row row = table.rows().stream().filter(r -> r.label().equals(label)).findFirst().orElseThrow();
    Map<String, Figure> figures = new java.util.HashMap<>();
    for (int i = 0; i < table.columns().size(); i++) {
      figures.put(table.columns().get(i).id(), row.figures().get(i));
    }
    return figures;
  }

  private static Figure cell(Report report, String section, String label, String column) {
    return row(report, section, label).get(column);
  }

  private static List<String> notices(Report report) {
    return report.health().stream().map(Notice::id).toList();
  }

  private static Figure count(long count) {
    return new Figure.Count(count);
  }

  private static Money money(long minor) {
    return new Money(minor, "EUR");
  }

  private static Figure sum(long minor) {
    return new Figure.Sum(money(minor));
  }
}

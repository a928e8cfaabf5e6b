package io.beckon.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.FeedbackKind;
import io.beckon.contract.Identified;
import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderCompleted;
import io.beckon.contract.PaymentAttempted;
import io.beckon.contract.ShopperEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopTest {

  @Test
  void shouldHaveAllKindsOfPeopleAndDeedsWhenItIsLarge() {
    List<Report> reports = Shops.reports(1, 400);
    Set<Class<?>> deeds =
        reports.stream()
            .map(report -> report.event().getPayload().getClass())
            .collect(Collectors.toSet());
    Set<String> countries =
        payloads(reports, Identified.class).stream()
            .map(Identified::getCountry)
            .collect(Collectors.toSet());

    assertThat(deeds).hasSizeGreaterThanOrEqualTo(11);
    assertThat(countries).hasSize(Country.values().length);
    assertThat(payloads(reports, PaymentAttempted.class)).anyMatch(PaymentAttempted::getFailed);
    assertThat(reports).anyMatch(report -> report.event().getShopperId().startsWith("anon-"));
    assertThat(
            reports.stream()
                .filter(report -> report.event().getPayload() instanceof OrderCompleted)
                .map(report -> report.event().getSource()))
        .contains("pixel", "webhook");
  }

  @Test
  void shouldLetPeopleSleepAtNight() {
    Map<String, ZoneId> zones = new java.util.HashMap<>();
    List<Report> reports = Shops.reports(2, 300);
    for (Report report : reports) {
      if (report.event().getPayload() instanceof Identified identified) {
        ZoneId zone = ZoneId.of(Country.valueOf(identified.getCountry()).zone());
        zones.put(report.event().getShopperId(), zone);
      }
    }
    List<Integer> hours =
        reports.stream()
            .filter(report -> !report.repeat())
            .filter(report -> zones.containsKey(report.event().getShopperId()))
            .map(
                report ->
                    Instant.ofEpochMilli(report.at())
                        .atZone(zones.get(report.event().getShopperId()))
                        .getHour())
            .toList();

    assertThat(hours).isNotEmpty().allMatch(hour -> hour >= 7 || hour == 0);
  }

  @Test
  void shouldReportWhatBecomesOfMessagesAndBringReadersBack() {
    Shop shop = Shops.open(3, 200);
    List<Report> first = until(shop, Shops.START + 20 * 3_600_000L);
    List<String> shoppers =
        first.stream().map(report -> report.event().getShopperId()).distinct().toList();
    for (int i = 0; i < shoppers.size(); i++) {
      shop.sent(Shops.mail(shoppers.get(i), i), Shops.START + 20 * 3_600_000L);
    }
    List<MessageFeedback> feedback = payloads(Shops.rest(shop), MessageFeedback.class);

    assertThat(feedback.stream().map(MessageFeedback::getKind).collect(Collectors.toSet()))
        .contains(
            FeedbackKind.DELIVERED,
            FeedbackKind.OPENED,
            FeedbackKind.CLICKED,
            FeedbackKind.UNSUBSCRIBED,
            FeedbackKind.BOUNCED);
    assertThat(feedback).allMatch(kind -> kind.getCommandId().startsWith("command-"));
  }

  @Test
  void shouldSayWhenTheNextThingHappens() {
    Shop shop = Shops.open(4, 5);
    long next = shop.nextAt();

    assertThat(shop.next(next - 1)).isNull();
    assertThat(shop.next(next)).isNotNull();
    Shops.rest(shop);
    assertThat(shop.nextAt()).isEqualTo(Long.MAX_VALUE);
  }

  private static List<Report> until(Shop shop, long time) {
    List<Report> reports = new java.util.ArrayList<>();
    for (Report next = shop.next(time); next != null; next = shop.next(time)) {
      reports.add(next);
    }
    return reports;
  }

  private static <T> List<T> payloads(List<Report> reports, Class<T> type) {
    return reports.stream()
        .map(Report::event)
        .map(ShopperEvent::getPayload)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}

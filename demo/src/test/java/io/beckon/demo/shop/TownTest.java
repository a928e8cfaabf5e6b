package io.beckon.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.contract.MessageFeedback;
import io.beckon.contract.OrderCompleted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TownTest {

  private static final long START = Shops.START;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Test
  void shouldGoOnForDaysAndForgetWhoLeft() {
    Town town = new Town(7, 2, START);

    List<Integer> remembered = new ArrayList<>();
    for (int hour = 1; hour <= 120; hour++) {
      int events = drain(town, START + hour * HOUR).size();
      remembered.add(town.shops());
      assertThat(events).as("hour %s", hour).isPositive();
    }

    assertThat(remembered.get(119)).isEqualTo(remembered.get(60)).isLessThanOrEqualTo(50);
  }

  @Test
  void shouldTellThingsWhenTheyHaveHappenedAndNotBefore() {
    Town town = new Town(7, 5, START);

    long now = START;
    for (int step = 0; step < 500; step++) {
      long before = now;
      now += 30_000;
      for (Report report : drain(town, now)) {
        assertThat(report.at()).isBetween(before, now);
      }
      assertThat(town.nextAt()).isGreaterThan(now);
    }
  }

  @Test
  void shouldHaveOtherPeopleAndOrdersAfterARestart() {
    Set<String> first = ids(drain(new Town(7, 100, START), START + HOUR));
    Set<String> secondLater = ids(drain(new Town(7, 100, START + 1_000), START + HOUR));

    assertThat(first).isNotEmpty();
    assertThat(secondLater).isNotEmpty();
    assertThat(Collections.disjoint(first, secondLater)).isTrue();
  }

  @Test
  void shouldAnswerMessages() {
    Town town = new Town(7, 20, START);
    Set<String> shoppers = new HashSet<>();
    drain(town, START + HOUR).forEach(report -> shoppers.add(report.event().getShopperId()));

    int number = 0;
    for (String shopper : shoppers) {
      town.sent(Shops.mail(shopper, number++), START + HOUR);
    }

    assertThat(drain(town, START + 3 * HOUR))
        .anyMatch(report -> report.event().getPayload() instanceof MessageFeedback);
  }

  @Test
  void shouldRefuseMorePeopleThanHaveNumbers() {
    assertThatThrownBy(() -> new Town(7, Town.MOST_A_MINUTE + 1, START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Ids of customers, their events and orders; devices are too many to be told apart for sure. */
  private static Set<String> ids(List<Report> reports) {
    Set<String> ids = new HashSet<>();
    for (Report report : reports) {
      if (report.event().getShopperId().startsWith("c-")) {
        ids.add(report.event().getShopperId());
        ids.add(report.event().getEventId());
        if (report.event().getPayload() instanceof OrderCompleted order) {
          ids.add(order.getOrderId());
        }
      }
    }
    return ids;
  }

  private static List<Report> drain(Town town, long until) {
    List<Report> reports = new ArrayList<>();
    for (Report next = town.next(until); next != null; next = town.next(until)) {
      reports.add(next);
    }
    return reports;
  }
}

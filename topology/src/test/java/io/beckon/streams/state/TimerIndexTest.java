package io.beckon.streams.state;

import static io.beckon.streams.state.Deeds.T;
import static io.beckon.streams.state.Deeds.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.beckon.engine.shopper.Journeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who must be looked at in which hour. */
class TimerIndexTest {

  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;
  private static final long LAST_HOUR = Integer.MAX_VALUE - 1L;
  private static final String ID = "shopper-001";

  private final StoreHarness harness = new StoreHarness(3);

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void shouldNoteAWaitAgainOnlyWhenTheEntryDoesNotServe() {
    long at = T - T % HOUR + 30 * MINUTE;
    wait(ID, at);
    assertThat(due(0, LAST_HOUR)).containsExactly(entry(at, ID));

    wait(ID, at + 5 * MINUTE);
    assertThat(due(0, LAST_HOUR)).as("later in the hour").containsExactly(entry(at, ID));

    wait(ID, at - 10 * MINUTE);
    assertThat(due(0, LAST_HOUR))
        .as("earlier in the hour")
        .containsExactly(entry(at, ID), entry(at - 10 * MINUTE, ID));

    wait(ID, at + 12 * HOUR);
    assertThat(due(0, LAST_HOUR)).as("in another hour").hasSize(3);
    assertThat(due(TimerIndex.hourOf(at) + 1, LAST_HOUR))
        .containsExactly(entry(at + 12 * HOUR, ID));

    harness.inOneCommit(ShopperStore::clear);
    wait(ID, at + 12 * HOUR + 1);
    harness.change(ID, shopper -> shopper.journeys(Journeys.EMPTY));
    assertThat(due(0, LAST_HOUR)).as("read again, and over").hasSize(3);
  }

  @Test
  void shouldGiveHoursInOrderWhenManyShoppersWait() {
    wait("b", T + 300 * HOUR);
    wait("ä", T);
    wait("c", -5);

    assertThat(due(0, LAST_HOUR)).extracting(Map.Entry::getValue).containsExactly("c", "ä", "b");
    assertThat(due(0, TimerIndex.hourOf(T)))
        .extracting(Map.Entry::getValue)
        .containsExactly("c", "ä");
  }

  @Test
  void shouldWriteOneRowForAllShoppersOfACommitAndAnHour() {
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 500; i++) {
            store.get("s-" + i).journeys(waiting(T - T % HOUR + i * 1000L));
          }
        });

    assertThat(harness.store().counters().timerWrites()).as("with its position").isEqualTo(2);
    assertThat(due(0, LAST_HOUR)).hasSize(500);
  }

  @Test
  void shouldSplitARowThatGrowsTooLargeForARecord() {
    String longId = "x".repeat(250);
    harness.inOneCommit(
        store -> {
          for (int i = 0; i < 5_000; i++) {
            store.get(longId + i).journeys(waiting(T));
          }
        });

    assertThat(due(0, LAST_HOUR)).hasSize(5_000);
    assertThat(harness.changelogs().get(StoreNames.TIMERS))
        .hasSizeGreaterThan(50)
        .allSatisfy(row -> assertThat(row.value()).hasSizeLessThan(20_000));
  }

  @Test
  void shouldDeleteRowsOfHoursThatAreOverAndKeepLaterOnes() {
    long hour = TimerIndex.hourOf(T);
    wait("a", T);
    wait("b", T + HOUR);
    harness.changelogs();

    harness.inOneCommit(store -> store.timers().overBefore(hour + 1));
    assertThat(due(0, LAST_HOUR)).extracting(Map.Entry::getValue).containsExactly("b");
    assertThat(harness.store().timers().firstHour()).isEqualTo(hour + 1);

    wait("late", T);
    assertThat(due(0, hour)).as("due in an hour that is over").isEmpty();
    assertThat(due(hour + 1, LAST_HOUR)).contains(entry((hour + 1) * HOUR, "late")).hasSize(2);
  }

  @Test
  void shouldKeepTheRowsOfAnEarlierIncarnationWhenTheTaskStartsAgain() {
    wait("a", T);
    wait("b", T + 24 * HOUR);
    harness.inOneCommit(store -> store.timers().overBefore(TimerIndex.hourOf(T)));

    try (StoreHarness again = new StoreHarness(3)) {
      again.restore(harness.changelogs());
      again.inOneCommit(store -> again.open());
      assertThat(again.store().timers().firstHour()).isEqualTo(TimerIndex.hourOf(T));
      again.change("c", shopper -> shopper.journeys(waiting(T)));

      assertThat(due(again, 0, LAST_HOUR))
          .extracting(Map.Entry::getValue)
          .containsExactly("a", "c", "b");
    }
  }

  @Test
  void shouldReportARowOfTheIndexThatCanNotBeReadAndGoOn() {
    wait("a", T);
    harness.inOneCommit(
        store -> {
          List<String> found = new ArrayList<>();
          List<CorruptStateException> corrupt = new ArrayList<>();
          harness.timers().put(Bytes.wrap(new byte[12]), new byte[] {7, 0, 99, 'x'});
          store.timers().loadDue(0, LAST_HOUR, (at, id) -> found.add(id), corrupt::add);

          assertThat(found).containsExactly("a");
          assertThat(corrupt).hasSize(1);
          assertThat(corrupt.get(0)).hasMessageContaining("timers").hasMessageContaining("hour 0");
        });
  }

  private void wait(String id, long until) {
    harness.change(id, shopper -> shopper.journeys(waiting(until)));
  }

  private List<Map.Entry<Long, String>> due(long from, long to) {
    return due(harness, from, to);
  }

  private static List<Map.Entry<Long, String>> due(StoreHarness stores, long from, long to) {
    List<Map.Entry<Long, String>> due = new ArrayList<>();
    stores.inOneCommit(
        store ->
            store
                .timers()
                .loadDue(
                    from,
                    to,
                    (at, id) -> due.add(entry(at, id)),
                    corrupt -> {
                      throw corrupt;
                    }));
    return due;
  }
}

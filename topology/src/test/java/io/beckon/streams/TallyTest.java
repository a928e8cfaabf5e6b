package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.ShopperEvent;
import io.beckon.model.Events;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class TallyTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CountedSeries series = new CountedSeries(registry);

  @Test
  void shouldAddUpWhatSeveralTasksHaveCounted() {
    Count first = series.open("things", "Things", "kind", "A");
    Count second = series.open("things", "Things", "kind", "A");
    series.open("things", "Things", "kind", "B").add();
    first.add();
    second.add();
    second.add();

    assertThat(count("things", "kind", "A")).isEqualTo(3);
    assertThat(count("things", "kind", "B")).isEqualTo(1);
  }

  @Test
  void shouldCallAllBeyondTheMostOther() {
    Tally tally = new Tally(2, (a, b) -> series.open("things", "T", "a", a.toString(), "b", b));
    for (String word : new String[] {"x", "y", "z", "z", "w", "x"}) {
      tally.get("one", word).add();
    }

    assertThat(count("things", "b", "x")).isEqualTo(2);
    assertThat(count("things", "b", "y")).isEqualTo(1);
    assertThat(count("things", "b", Tally.OTHER)).isEqualTo(3);
    assertThat(registry.getMeters()).hasSize(3);
  }

  @Test
  void shouldKeepCountingWhereAnEarlierTaskOfThePartitionEnded() {
    ShellMeters meters = new ShellMeters(registry);
    meters.task(3).tick();
    meters.task(3).tick();
    meters.task(4).tick();

    assertThat(meters.task(3)).isSameAs(meters.task(3)).isNotSameAs(meters.task(4));
    assertThat(count("beckon.ticks")).isEqualTo(3);
  }

  @Test
  void shouldTellEventsApartByTypeAndSource() {
    EventTally events = new EventTally(series);
    for (int i = 0; i < 3; i++) {
      events.add(Events.viewed("ann", "p"));
      events.add(Events.added("ann", "p"));
      events.add(Events.added("bob", "p"));
    }
    for (int i = 0; i < 100; i++) {
      events.add(
          ShopperEvent.newBuilder()
              .setEventId("e")
              .setOccurredAt(0L)
              .setShopperId("ann")
              .setSource("somebody-" + i)
              .setPayload(Events.viewed("ann", "p").getPayload())
              .build());
    }

    String source = Events.viewed("ann", "p").getSource();
    assertThat(count("beckon.events", "type", "ProductViewed", "source", source)).isEqualTo(3);
    assertThat(count("beckon.events", "type", "ProductAdded", "source", source)).isEqualTo(6);
    assertThat(count("beckon.events", "type", "ProductViewed", "source", Tally.OTHER))
        .isEqualTo(100 - EventTally.SOURCES + 1);
    assertThat(registry.find("beckon.events").functionCounters()).hasSize(EventTally.SOURCES + 2);
  }

  private double count(String name, String... tags) {
    FunctionCounter counter = registry.find(name).tags(tags).functionCounter();
    return counter == null ? -1 : counter.count();
  }
}

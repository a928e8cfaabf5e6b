package io.beckon.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.input.InputEntry.Parsed;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.app.input.field.Reason;
import io.beckon.contract.PageViewed;
import io.beckon.contract.ShopperEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class TimeOrderedProperties {

  /** Any files: merged within a window as large as they are, they are one stably sorted list. */
  @Property
  void shouldEqualASortedListWhenTheWindowHoldsTheFile(@ForAll("files") List<List<Integer>> files)
      throws IOException {
    int largest = files.stream().mapToInt(List::size).max().orElse(0);
    assertThat(merged(files, Math.max(1, largest))).isEqualTo(sorted(files));
  }

  /** Sorted files of which each event was then moved back by less than the window. */
  @Property
  void shouldEqualASortedListWhenEventsAreDisplacedWithinTheWindow(
      @ForAll("files") List<List<Integer>> files, @ForAll @IntRange(min = 1, max = 8) int window)
      throws IOException {
    List<List<Integer>> slightly = new ArrayList<>();
    for (List<Integer> file : files) {
      List<Integer> ordered = new ArrayList<>(file);
      ordered.sort(Comparator.naturalOrder());
      // Reversing blocks of that many moves nothing further than the window allows.
      for (int from = 0; from < ordered.size(); from += window) {
        Collections.reverse(ordered.subList(from, Math.min(ordered.size(), from + window)));
      }
      slightly.add(ordered);
    }
    assertThat(merged(slightly, window)).isEqualTo(sorted(slightly));
  }

  /** Whatever the window: in order, nothing lost, and what is refused came too late. */
  @Property
  void shouldPlayInOrderOrRefuse(
      @ForAll("files") List<List<Integer>> files, @ForAll @IntRange(min = 1, max = 5) int window)
      throws IOException {
    List<InputEntry> entries = merged(files, window);
    long played = Long.MIN_VALUE;
    for (InputEntry entry : entries) {
      if (entry instanceof Parsed parsed) {
        assertThat(parsed.timestampMs()).isGreaterThanOrEqualTo(played);
        played = parsed.timestampMs();
      } else if (entry instanceof Rejected rejected) {
        int file = Integer.parseInt(rejected.file());
        assertThat(rejected.reason()).isEqualTo(Reason.OUT_OF_ORDER);
        assertThat(files.get(file).get((int) rejected.line() - 1)).isLessThan((int) played);
      }
    }
    assertThat(entries.stream().map(e -> e.file() + ":" + e.line()))
        .doesNotHaveDuplicates()
        .hasSize(files.stream().mapToInt(List::size).sum());
  }

  @Example
  void shouldSayHowToMendWhenAnEventIsTooLate() throws IOException {
    List<InputEntry> entries = merged(List.of(List.of(5, 6, 7, 1)), 2);
    assertThat(((Rejected) entries.get(2)).message())
        .isEqualTo(
            "the event's time 1970-01-01T00:00:00.001Z is before 1970-01-01T00:00:00.006Z, which was"
                + " already played, and it stands more than 2 events too late in its file: sort the"
                + " file by time, or raise --sort-window");
  }

  @Provide
  Arbitrary<List<List<Integer>>> files() {
    return Arbitraries.integers().between(0, 20).list().ofMaxSize(30).list().ofMaxSize(4);
  }

  private static List<InputEntry> sorted(List<List<Integer>> files) {
    return Stream.iterate(0, file -> file < files.size(), file -> file + 1)
        .flatMap(file -> entries(file, files.get(file)).stream())
        .map(InputEntry.class::cast)
        .sorted(Comparator.comparingLong(entry -> ((Parsed) entry).timestampMs()))
        .toList();
  }

  private static List<InputEntry> merged(List<List<Integer>> files, int window) throws IOException {
    List<EventSource> sources = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      sources.add(source(entries(file, files.get(file)).iterator()));
    }
    try (TimeOrdered ordered = new TimeOrdered(sources, window)) {
      return EventFilesTest.drain(ordered);
    }
  }

  private static List<Parsed> entries(int file, List<Integer> times) {
    List<Parsed> entries = new ArrayList<>();
    for (int time : times) {
      int line = entries.size() + 1;
      ShopperEvent event =
          new ShopperEvent(
              file + ":" + line,
              (long) time,
              "s",
              "test",
              false,
              new PageViewed(null, null, null, null));
      entries.add(new Parsed(time, event, Integer.toString(file), line));
    }
    return entries;
  }

  private static EventSource source(Iterator<? extends InputEntry> entries) {
    return new EventSource() {
      @Override
      public @Nullable InputEntry next() {
        return entries.hasNext() ? entries.next() : null;
      }

      @Override
      public long bytesRead() {
        return 0;
      }

      @Override
      public long bytesTotal() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}

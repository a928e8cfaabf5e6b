package io.beckon.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.beckon.bench.plot.Chart.Point;
import io.beckon.bench.plot.Chart.Scale;
import io.beckon.bench.plot.Chart.Series;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class SvgWriterTest {

  private static final Chart CHART =
      new Chart(
          "Rate & size",
          "known shoppers",
          "events/s",
          Scale.LOG,
          List.of(
              new Series(
                  "1 % live",
                  List.of(
                      new Point(5_000_000, 480_000, 470_000, 500_000),
                      Point.of(50_000, 500_000)))));

  @Test
  void shouldDrawTheSameTextForTheSameChart() throws Exception {
    String drawn = SvgWriter.draw(CHART);

    assertThat(SvgWriter.draw(CHART)).isEqualTo(drawn);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(drawn)))
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(drawn)
        .contains("Rate &amp; size", "known shoppers", "events/s", "1 % live", ">1 M<", ">500 k<")
        .contains("prefers-color-scheme:dark");
  }

  @Test
  void shouldDrawAWhiskerOnlyWhereRunsDiffer() {
    assertThat(SvgWriter.draw(CHART).split("class=\"whisker\"", -1)).hasSize(2);
  }

  @Test
  void shouldRefuseAChartWithoutPoints() {
    Chart empty = new Chart("None", "x", "y", Scale.LINEAR, List.of());

    assertThatThrownBy(() -> SvgWriter.draw(empty)).hasMessageContaining("no points");
  }

  @Test
  void shouldGiveEachNineTheSameRoom() {
    Axis axis = new Axis(Scale.PERCENTILE, 0, 100, 0, 400);

    assertThat(axis.place(90)).isEqualTo(100, org.assertj.core.data.Offset.offset(0.01));
    assertThat(axis.place(99)).isEqualTo(200, org.assertj.core.data.Offset.offset(0.01));
    assertThat(axis.place(100)).isEqualTo(400, org.assertj.core.data.Offset.offset(0.01));
  }

  @Test
  void shouldNameValuesInFewCharacters() {
    assertThat(List.of(0.0, 0.5, 900.0, 50_000.0, 1_000_000.0, 2_500_000.0))
        .map(Axis::label)
        .containsExactly("0", "0.5", "900", "50 k", "1 M", "2.5 M");
  }

  @Test
  void shouldDrawWhatTheFilesInAFolderSay(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("growth-50000-1-1.json"),
        """
        {"kind":"growth","known":50000,"livePercent":1,"eventsPerSecond":1000,"diskBytes":1048576,
         "memory":{"live":{"heapAfterGcBytes":1048576,"rssBytes":2097152}},
         "cleanStop":{"assignedToRunningMillis":100}}
        """);
    Files.writeString(
        folder.resolve("live-1.json"),
        """
        {"kind":"live","rate":1000,
         "latencies":{"commandFromSchedule":{"curve":[[0,10],[50,500],[99,900],[100,1200]]}}}
        """);

    assertThat(Plots.draw(folder))
        .map(file -> String.valueOf(file.getFileName()))
        .containsExactly(
            "growth-rate.svg",
            "growth-heap.svg",
            "growth-process.svg",
            "growth-disk.svg",
            "growth-restore.svg",
            "live-latency.svg");
  }
}

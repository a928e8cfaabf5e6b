package io.beckon.measurement.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Attribution;
import io.beckon.contract.Measure;
import io.beckon.contract.OutcomeEvent;
import io.beckon.engine.outcome.Moments;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.core.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class MeasurementTopologyProperties {

  private final Settings settings = Histories.settings();

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void shouldComeToWhatTheCoreComesToWhateverTheHistory(@ForAll long seed) throws IOException {
    List<OutcomeEvent> told = Histories.random(seed);
    Measurement core = new Measurement(settings);
    told.forEach(core::add);
    Measurement.Result expected = core.result();

    List<Measure> measures;
    List<Attribution> attributions;
    Path state = Files.createTempDirectory("measure");
    try (Application application = new Application(settings, state)) {
      Moments.together(told).forEach(application::tell);
      measures = application.measures();
      attributions = application.attributions();
      assertThat(application.deadLetters()).isEmpty();
    }

    assertThat(latest(measures)).containsExactlyInAnyOrderEntriesOf(amounts(expected.measures()));
    assertThat(standing(attributions))
        .containsExactlyInAnyOrderEntriesOf(standing(expected.attributions()));
  }

  private static Map<String, Long> amounts(Map<MeasureKey, Long> sums) {
    Map<String, Long> amounts = new TreeMap<>();
    sums.forEach((key, sum) -> amounts.put(name(key), sum));
    return amounts;
  }

  private static String name(MeasureKey key) {
    return key.day() + " " + key.text().replace('\u001f', '|');
  }

  private static Map<String, Long> latest(List<Measure> measures) {
    Map<String, Long> latest = new TreeMap<>();
    for (Measure measure : measures) {
      MeasureKey key =
          new MeasureKey(
              java.time.LocalDate.parse(measure.getDay()),
              measure.getCube(),
              text(measure.getFlow()),
              measure.getFlowVersion(),
              text(measure.getStep()),
              text(measure.getVariant()),
              text(measure.getChannel()),
              text(measure.getTrigger()),
              text(measure.getSegment()),
              text(measure.getCategory()),
              text(measure.getCurrency()),
              measure.getMeasure());
      if (measure.getAmount() == 0) {
        latest.remove(name(key));
      } else {
        latest.put(name(key), measure.getAmount());
      }
    }
    return latest;
  }

  /** What all corrections lead to; each says rightly what it corrects. */
  private static Map<String, String> standing(List<Attribution> attributions) {
    Map<String, Attribution> standing = new HashMap<>();
    for (Attribution credit : attributions) {
      String key = credit.getOrderId() + credit.getModel() + credit.getCauseId();
      Attribution before = standing.get(key);
      assertThat(credit.getShareBefore()).isEqualTo(before == null ? 0 : before.getShare());
      if (credit.getShare() == 0) {
        standing.remove(key);
      } else {
        standing.put(key, credit);
      }
    }
    return standing.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    e.getValue().getShare()
                        + " "
                        + e.getValue().getValue()
                        + " "
                        + e.getValue().getTouch()
                        + " "
                        + e.getValue().getTouchedAt()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}

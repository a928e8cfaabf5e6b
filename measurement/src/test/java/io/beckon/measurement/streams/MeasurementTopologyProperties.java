package io.beckon.measurement.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Attribution;
import io.beckon.contract.Measure;
import io.beckon.contract.OutcomeEvent;
import io.beckon.engine.outcome.Moments;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.core.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class MeasurementTopologyProperties {

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void shouldComeToWhatTheCoreComesToWhateverTheHistory(@ForAll long seed) throws IOException {
    Settings settings = seed % 2 == 0 ? Histories.settings() : Settings.of(Histories.own());
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

    assertThat(Results.latest(measures))
        .containsExactlyInAnyOrderEntriesOf(Results.amounts(expected.measures()));
    assertThat(Results.standing(attributions))
        .containsExactlyInAnyOrderEntriesOf(Results.standing(expected.attributions()));
  }
}

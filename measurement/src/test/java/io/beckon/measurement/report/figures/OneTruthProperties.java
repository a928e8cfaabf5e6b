package io.beckon.measurement.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.MeasureConfig;
import io.beckon.contract.Attribution;
import io.beckon.contract.AttributionModel;
import io.beckon.contract.OutcomeEvent;
import io.beckon.measurement.core.Histories;
import io.beckon.measurement.core.Measurement;
import io.beckon.measurement.core.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A report and the measurement application come to the same, to the cent. */
class OneTruthProperties {

  private static final MeasureConfig CONFIG =
      BeckonConfig.of(Map.of("application.id", "test", "kafka.bootstrap.servers", "none:9092"))
          .measure();

  private static final Map<AttributionModel, Counter> MODELS =
      Map.of(
          AttributionModel.LAST_TOUCH, Counter.REVENUE_LAST,
          AttributionModel.FIRST_TOUCH, Counter.REVENUE_FIRST,
          AttributionModel.LINEAR, Counter.REVENUE_LINEAR);

  @Property(tries = 300)
  void shouldCreditAsTheApplicationDoes(@ForAll long seed) {
    List<OutcomeEvent> history = Histories.random(seed);
    Measurement measurement = new Measurement(Settings.of(CONFIG));
    Stories stories = new Stories(CONFIG.lateness());
    for (OutcomeEvent event : history) {
      measurement.add(event);
      stories.tell(event);
    }
    Map<String, Long> expected = new TreeMap<>();
    for (Attribution credit : measurement.result().attributions()) {
      if (MODELS.containsKey(credit.getModel()) && credit.getValue() != null) {
        String currency = Objects.requireNonNullElse(credit.getCurrency(), "");
        expected.merge(
            credit.getModel() + " " + credit.getFlow() + " " + currency,
            credit.getValue(),
            Long::sum);
      }
    }
    Map<String, Long> counted = new TreeMap<>();
    for (String currency : List.of("EUR", "USD")) {
      ReportSettings settings =
          ReportSettings.of("", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), CONFIG);
      Windows windows = new Windows(CONFIG.windows(), 1);
      Counting counting = new Counting(settings, currency, stories.until(), windows);
      stories.all().forEach(counting::count);
      for (Slice flow : counting.tallies.by(Dimension.FLOW)) {
        MODELS.forEach(
            (model, counter) ->
                counted.put(
                    model + " " + flow.values().get(0) + " " + currency,
                    counting.tallies.get(flow).get(counter)));
      }
    }
    expected.values().removeIf(value -> value == 0);
    counted.values().removeIf(value -> value == 0);
    assertThat(counted).isEqualTo(expected);
  }
}

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
import io.beckon.measurement.report.Figure;
import io.beckon.measurement.report.Row;
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
    MeasureConfig config = seed % 2 == 0 ? CONFIG : Histories.own();
    Measurement measurement = new Measurement(Settings.of(config));
    Stories stories = new Stories(config);
    for (OutcomeEvent event : Histories.random(seed)) {
      measurement.add(event);
      stories.tell(event);
    }
    Measurement.Result result = measurement.result();
    Map<String, Long> expected = new TreeMap<>();
    for (Attribution credit : result.attributions()) {
      if (MODELS.containsKey(credit.getModel()) && credit.getValue() != null) {
        String currency = Objects.requireNonNullElse(credit.getCurrency(), "");
        expected.merge(
            credit.getModel() + " " + credit.getFlow() + " " + currency,
            credit.getValue(),
            Long::sum);
      }
    }
    result
        .measures()
        .forEach(
            (key, sum) -> {
              if (key.cube().equals("messages") && key.name().equals("discount_cost")) {
                expected.merge("discounts " + key.flow() + " " + key.currency(), sum, Long::sum);
              } else if (key.cube().equals("categories") && key.name().equals("revenue")) {
                expected.merge(key.category() + " " + key.currency(), sum, Long::sum);
              }
            });
    Map<String, Long> counted = new TreeMap<>();
    for (String currency : List.of("EUR", "USD")) {
      count(config, stories, currency, counted);
    }
    expected.values().removeIf(value -> value == 0);
    counted.values().removeIf(value -> value == 0);
    assertThat(counted).isEqualTo(expected);
  }

  private static void count(
      MeasureConfig config, Stories stories, String currency, Map<String, Long> counted) {
    ReportSettings settings =
        ReportSettings.of("", Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), config);
    Counting counting = new Counting(settings, currency, stories.until(), config.windows());
    stories.all().forEach(counting::count);
    for (Slice flow : counting.tallies.by(Dimension.FLOW)) {
      String id = flow.values().get(0);
      MODELS.forEach(
          (model, counter) ->
              counted.put(
                  model + " " + id + " " + currency, counting.tallies.get(flow).get(counter)));
      counted.put(
          "discounts " + id + " " + currency,
          counting.tallies.get(flow).get(Counter.COST_DISCOUNTS) / Tally.THOUSAND);
    }
    for (Row row : counting.purchases.section(currency).table().rows()) {
      String category = row.label().equals("without a category") ? "-" : row.label();
      counted.put(category + " " + currency, ((Figure.Sum) row.figures().get(1)).money().minor());
    }
  }
}

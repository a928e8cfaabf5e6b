package io.beckon.measurement.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Attribution;
import io.beckon.contract.AttributionModel;
import io.beckon.contract.OutcomeEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class MeasurementProperties {

  private final Settings settings = Histories.settings();

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void shouldComeToTheSameAsPlainSqlToTheCent(@ForAll long seed) throws SQLException {
    List<OutcomeEvent> told = Histories.random(seed);
    Map<String, Long> expected;
    try (SqlOracle oracle = new SqlOracle(told)) {
      expected = oracle.counts();
    }

    Map<String, Long> counted = new TreeMap<>();
    measured(told)
        .measures()
        .forEach(
            (key, sum) -> {
              if (SqlOracle.isAsked(key)) {
                counted.put(key.day() + " " + key.text().replace('\u001f', '|'), sum);
              }
            });

    assertThat(counted).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void shouldCreditAnOrderAsAWholeOnceInEachModel(@ForAll long seed) {
    Map<String, Long> shares = new HashMap<>();
    Map<String, Long> values = new HashMap<>();
    for (Attribution credit : measured(Histories.random(seed)).attributions()) {
      if (credit.getModel() != AttributionModel.INFLUENCED) {
        String key = credit.getOrderId() + " " + credit.getModel();
        shares.merge(key, credit.getShare(), Long::sum);
        values.merge(key, credit.getValue() == null ? 0 : credit.getValue(), Long::sum);
      }
    }
    assertThat(shares.values()).allMatch(share -> share == Credit.WHOLE);
    values.forEach(
        (key, value) -> {
          String order = key.substring(0, key.indexOf(' '));
          Long last = values.get(order + " LAST_TOUCH");
          if (last != null && !key.endsWith("RECOVERED")) {
            assertThat(value).as(key).isEqualTo(last);
          }
        });
  }

  /** Within one millisecond nobody knows what came first, so outcomes are only swapped there. */
  @Property(shrinking = ShrinkingMode.OFF)
  void shouldNotDependOnHowShoppersAreMixed(@ForAll long seed) {
    List<OutcomeEvent> told = Histories.random(seed);
    List<String> shoppers =
        new ArrayList<>(told.stream().map(OutcomeEvent::getShopperId).distinct().toList());
    Collections.shuffle(shoppers, new Random(seed));
    List<OutcomeEvent> apart = new ArrayList<>();
    for (String shopper : shoppers) {
      told.stream().filter(o -> o.getShopperId().equals(shopper)).forEach(apart::add);
    }

    assertThat(measured(apart).measures()).isEqualTo(measured(told).measures());
  }

  private Measurement.Result measured(List<OutcomeEvent> told) {
    Measurement measurement = new Measurement(settings);
    told.forEach(measurement::add);
    return measurement.result();
  }
}

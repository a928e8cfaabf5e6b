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
    shouldComeToTheSame(Histories.random(seed), settings, "");
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void shouldComeToTheSameAsPlainSqlWithWindowsOfFlowsAndCategoriesAndPrices(@ForAll long seed)
      throws SQLException {
    shouldComeToTheSame(Histories.random(seed), Settings.of(Histories.own()), OWN);
  }

  /** What {@link Histories#own()} says, in milliseconds. */
  private static final String OWN =
      """
      insert into flow_channels values ('browse', 'EMAIL'), ('browse', 'SMS');
      insert into flow_windows values ('browse', 'EMAIL', 'CLICKED', 86400000);
      insert into category_channels values ('shoes', 'EMAIL'), ('shoes.boots', 'EMAIL'),
        ('hats', 'PUSH'), ('bags', 'SMS');
      insert into category_windows values ('shoes', 'EMAIL', 'OPENED', 1209600000),
        ('shoes', 'EMAIL', 'CLICKED', 864000000), ('shoes.boots', 'EMAIL', 'CLICKED', 43200000),
        ('bags', 'SMS', 'DELIVERED', 432000000);
      insert into recovery_flows values ('browse', 172800000);
      insert into recovery_categories values ('shoes', 864000000), ('hats', 43200000);
      insert into prices values ('EMAIL', 40), ('SMS', 7500);
      """;

  private static void shouldComeToTheSame(List<OutcomeEvent> told, Settings by, String own)
      throws SQLException {
    Map<String, Long> expected;
    try (SqlOracle oracle = new SqlOracle(told, own)) {
      expected = oracle.counts();
    }

    Map<String, Long> counted = new TreeMap<>();
    measured(told, by)
        .measures()
        .forEach(
            (key, sum) -> {
              if (SqlOracle.isAsked(key)) {
                counted.put(key.day() + " " + key.text().replace('\u001f', '|'), sum);
              }
            });

    assertThat(counted).containsExactlyInAnyOrderEntriesOf(expected);
  }

  /** No cent of an order is lost among its categories, and none comes twice. */
  @Property(shrinking = ShrinkingMode.OFF)
  void shouldShareAllRevenueAmongCategories(@ForAll long seed) {
    Map<String, Long> byCategory = new TreeMap<>();
    Map<String, Long> ofOrders = new TreeMap<>();
    measured(Histories.random(seed))
        .measures()
        .forEach(
            (key, sum) -> {
              if (key.name().equals("revenue") && key.cube().equals("categories")) {
                byCategory.merge(key.day() + key.currency(), sum, Long::sum);
              } else if (key.name().equals("revenue") && key.cube().equals("orders")) {
                ofOrders.merge(key.day() + key.currency(), sum, Long::sum);
              }
            });

    assertThat(byCategory).isEqualTo(ofOrders);
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
    return measured(told, settings);
  }

  private static Measurement.Result measured(List<OutcomeEvent> told, Settings by) {
    Measurement measurement = new Measurement(by);
    told.forEach(measurement::add);
    return measurement.result();
  }
}

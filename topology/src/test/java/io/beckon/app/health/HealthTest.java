package io.beckon.app.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.rules.RuleFiles;
import io.beckon.engine.flow.Rulebook;
import io.beckon.streams.Pulse;
import io.beckon.streams.state.Census;
import io.beckon.streams.state.WriteMark;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {

  private static final long WALL = 1_000_000_000;
  private static final Rulebook RULES = Rulebook.of(RuleFiles.readyMade().policy());

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"CREATED", "REBALANCING", "RUNNING", "PENDING_SHUTDOWN"})
  void shouldLiveWhileItStartsRestoresRunsAndStops(State state) {
    assertThat(health(state).isLive().isUp()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"PENDING_ERROR", "ERROR", "NOT_RUNNING"})
  void shouldNotLiveWhenARestartWouldMendIt(State state) {
    assertThat(health(state).isLive().isUp()).isFalse();
    assertThat(health(state).isReady().isUp()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void shouldBeReadyOnlyWhenItRuns(State state) {
    assertThat(health(state).isReady().isUp()).isEqualTo(state == State.RUNNING);
  }

  @Test
  void shouldNameWhatIsNotWellAndSurviveAComponentThatCannotAnswer() {
    Component broken =
        new Component() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public Check check() {
            throw new IllegalStateException("no idea");
          }
        };
    JsonNode json =
        new Health(List.of(new StreamsLive("streams", () -> State.RUNNING)), List.of(broken))
            .isReady()
            .json();

    assertThat(json.path("status").asText()).isEqualTo("DOWN");
    assertThat(json.at("/checks/0/ok").asBoolean()).isTrue();
    assertThat(json.at("/checks/1/name").asText()).isEqualTo("broken");
    assertThat(json.at("/checks/1/ok").asBoolean()).isFalse();
    assertThat(json.at("/checks/1/detail").asText()).contains("no idea");
  }

  @Test
  void shouldNotCallAQuietShopBehindHoweverOldItsLogIs() {
    assertThat(behind(pulse(WALL - 3_600_000), 0)).isEqualTo(new Behind(0, 0));
    assertThat(caughtUp(behind(pulse(WALL - 3_600_000), 0)).isOk()).isTrue();
  }

  @Test
  void shouldNotBeReadyWhileOlderRecordsThanAllowedAreUnread() {
    assertThat(behind(pulse(WALL - 61_000), 5)).isEqualTo(new Behind(5, 61_000));
    assertThat(caughtUp(behind(pulse(WALL - 61_000), 5)))
        .isEqualTo(Check.failed("partition 3 is 1m1s behind its log; at most 1m (ready.behind)"));
    assertThat(caughtUp(behind(pulse(WALL - 60_000), 5)).isOk()).isTrue();
  }

  @Test
  void shouldNotBeReadyBeforeItKnowsHowFarBehindItIs() {
    assertThat(caughtUp(behind(pulse(0), null)))
        .isEqualTo(Check.failed("partition 3 was not fetched yet"));
    assertThat(behind(pulse(0), Double.NaN).isKnown()).isFalse();
  }

  @Test
  void shouldTakeTheLagsOfItsOwnLogOnly() {
    Map<MetricName, Metric> metrics =
        Map.of(
            lag("shopper-events", "3"),
            metric(7),
            lag("products", "4"),
            metric(9),
            new MetricName(
                "records-lag-max", "g", "", Map.of("topic", "shopper-events", "partition", "3")),
            metric(99));

    assertThat(
            new Lags(
                    "shopper-events",
                    () -> Lags.timesOf(Map.of(3, pulse(WALL - 1), 4, pulse(WALL))),
                    () -> metrics,
                    () -> WALL)
                .get())
        .isEqualTo(Map.of(3, new Behind(7, 1), 4, Behind.UNKNOWN));
  }

  private static Behind behind(Pulse pulse, Number lag) {
    return Behind.of(pulse.logTime(), lag == null ? null : lag.doubleValue(), WALL);
  }

  private static Check caughtUp(Behind behind) {
    return new CaughtUp(Duration.ofMinutes(1), () -> Map.of(3, behind)).check();
  }

  private static Pulse pulse(long logTime) {
    return new Pulse(
        WALL,
        logTime,
        Long.MAX_VALUE,
        0,
        0,
        Long.MAX_VALUE,
        0,
        Census.Figures.NONE,
        true,
        RULES,
        new WriteMark());
  }

  private static MetricName lag(String topic, String partition) {
    return new MetricName(
        "records-lag",
        "consumer-fetch-manager-metrics",
        "",
        Map.of("topic", topic, "partition", partition, "client-id", "c"));
  }

  private static Metric metric(double value) {
    return new Metric() {
      @Override
      public MetricName metricName() {
        return new MetricName("any", "any", "", Map.of());
      }

      @Override
      public Object metricValue() {
        return value;
      }
    };
  }

  private static Health health(State state) {
    return new Health(
        List.of(new StreamsLive("streams", () -> state)),
        List.of(new StreamsReady("running", () -> state)));
  }
}

package io.beckon.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.bench.scenario.CartChange;
import io.beckon.bench.scenario.SiteActivity;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbandonedCartsTest {

  /** More than any history here could give. */
  private static final int MOST = 1_000;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTellExactlyTheAbandonedCartsHoweverWatermarksCome(boolean afterEachEvent)
      throws Exception {
    List<Tuple2<Act, Long>> history =
        List.of(
            act(0, "anna", SiteActivity.CART),
            act(1, "bert", SiteActivity.BROWSING),
            act(2, "carl", SiteActivity.CART),
            act(10, "anna", SiteActivity.BROWSING),
            act(11, "carl", SiteActivity.CHECKOUT),
            act(12, "carl", SiteActivity.ORDER),
            act(20, "dora", SiteActivity.CART),
            act(25, "dora", SiteActivity.CHECKOUT),
            act(30, "emil", SiteActivity.CART),
            act(31, "emil", SiteActivity.CART, new CartChange(-1, false)),
            act(32, "fred", SiteActivity.CHECKOUT),
            act(33, "gina", SiteActivity.CHECKOUT, new CartChange(2, true)),
            act(56, "dora", SiteActivity.BROWSING),
            act(65, "anna", SiteActivity.BROWSING),
            act(130, "anna", SiteActivity.CART),
            act(131, "anna", SiteActivity.ORDER),
            act(500, "time", SiteActivity.NONE));

    assertThat(run(history, afterEachEvent))
        .containsExactlyInAnyOrder(
            new Abandonment("anna", minute(65), false),
            new Abandonment("dora", minute(25), true),
            new Abandonment("gina", minute(33), true));
  }

  @Test
  void shouldExtendByAnyActivityBeforeItIsDue() throws Exception {
    List<Tuple2<Act, Long>> history =
        List.of(
            act(0, "anna", SiteActivity.CART),
            act(60, "anna", SiteActivity.BROWSING),
            act(120, "anna", SiteActivity.BROWSING),
            act(500, "time", SiteActivity.NONE));

    assertThat(run(history, true)).containsExactly(new Abandonment("anna", minute(120), false));
  }

  private List<Abandonment> run(List<Tuple2<Act, Long>> history, boolean watermarkAfterEach)
      throws Exception {
    StreamExecutionEnvironment environment =
        new LocalFlink(1, "rocksdb", PriorityQueueStateType.ROCKSDB, directory).environment();
    WatermarkStrategy<Tuple2<Act, Long>> watermarks =
        watermarkAfterEach
            ? WatermarkStrategy.forGenerator(context -> new AfterEach())
            : WatermarkStrategy.noWatermarks();
    DataStream<Act> acts =
        environment
            .fromData(
                history,
                new TupleTypeInfo<>(TypeInformation.of(Act.class), TypeInformation.of(Long.class)))
            .assignTimestampsAndWatermarks(
                watermarks.withTimestampAssigner((timed, unknown) -> timed.f1))
            .map(timed -> timed.f0)
            .returns(Act.class);
    return AbandonmentJob.abandonments(acts).executeAndCollect(MOST);
  }

  private static Tuple2<Act, Long> act(int minute, String shopper, SiteActivity activity) {
    int pieces = activity == SiteActivity.CART ? 1 : 0;
    return act(minute, shopper, activity, new CartChange(pieces, false));
  }

  private static Tuple2<Act, Long> act(
      int minute, String shopper, SiteActivity activity, CartChange change) {
    return Tuple2.of(Act.of(shopper, activity, change), minute(minute));
  }

  private static long minute(int minute) {
    return Duration.ofMinutes(minute).toMillis();
  }

  /** Time goes on with every event. */
  private static final class AfterEach
      implements WatermarkGenerator<Tuple2<Act, Long>>, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public void onEvent(Tuple2<Act, Long> event, long at, WatermarkOutput output) {
      output.emitWatermark(new Watermark(at - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // Each event has told the time already.
    }
  }
}

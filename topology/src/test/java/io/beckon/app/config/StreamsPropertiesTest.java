package io.beckon.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsPropertiesTest {

  @Test
  void shouldProcessExactlyOnceWithWhatWasChosen() {
    StreamsConfig streams =
        streams(
            Map.of(
                "commit.interval", "3s",
                "backlog.commit.interval", "2s",
                "num.stream.threads", "3"));

    assertThat(streams.getString("application.id")).isEqualTo("beckon");
    assertThat(streams.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
    assertThat(streams.getLong("commit.interval.ms")).isEqualTo(3_000L);
    assertThat(streams.getInt("num.stream.threads")).isEqualTo(3);
    assertThat(streams.getString("group.protocol")).isEqualTo("classic");
    assertThat(streams.getProducerConfigs("p"))
        .containsEntry("transaction.timeout.ms", 10_000)
        .containsEntry("max.request.size", 2 * 1024 * 1024 + 64 * 1024)
        .containsEntry("compression.type", "zstd")
        .containsEntry("compression.zstd.level", 1);
    assertThat(consumer(streams))
        .containsEntry("session.timeout.ms", 45_000)
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest");
  }

  @Test
  void shouldHandOnWhatIsPassedThrough() {
    StreamsConfig streams =
        streams(
            Map.of(
                "kafka.security.protocol", "SSL",
                "producer.compression.type", "lz4",
                "consumer.fetch.min.bytes", "7",
                "streams.producer.linger.ms", "5",
                "streams.poll.ms", "50"));

    assertThat(streams.getProducerConfigs("p"))
        .containsEntry("compression.type", "lz4")
        .containsEntry("linger.ms", "5")
        .containsEntry("security.protocol", "SSL");
    assertThat(consumer(streams)).containsEntry("fetch.min.bytes", "7");
    assertThat(streams.getLong("poll.ms")).isEqualTo(50L);
  }

  @Test
  void shouldBeAStaticMemberUnderANameOfItsOwnWhenItsStateOutlivesIt() {
    assertThat(instance("beckon-state"))
        .asString()
        .matches("[a-zA-Z0-9._-]+-[0-9a-f]{8}-1")
        .isEqualTo(instance("beckon-state"))
        .isNotEqualTo(instance("other-state"));
    assertThat(instance(Path.of(System.getProperty("java.io.tmpdir"), "state").toString()))
        .isNull();
    assertThat(consumer(streams(Map.of("group.instance.id", "none"))))
        .doesNotContainKey("group.instance.id");
    assertThat(consumer(streams(Map.of("group.instance.id", "beckon-0"))))
        .containsEntry("group.instance.id", "beckon-0-1");
  }

  @Test
  void shouldLeaveToTheBrokersWhatTheStreamsProtocolKeepsThere() {
    Properties properties =
        StreamsProperties.of(BeckonConfig.of(Map.of("group.protocol", "streams")));

    assertThat(properties)
        .containsEntry("group.protocol", "streams")
        .doesNotContainKeys(
            "num.standby.replicas", "consumer.session.timeout.ms", "consumer.group.instance.id");
    assertThat(new StreamsConfig(properties).getString("group.protocol")).isEqualTo("streams");
  }

  @Test
  void shouldLetInternalTopicsTakeTimesInTheFutureWhenTheHistoryHasItsOwn() {
    assertThat(
            StreamsProperties.of(BeckonConfig.of(Map.of("log.timestamps", "create")))
                .get("topic.message.timestamp.after.max.ms"))
        .isEqualTo(Long.toString(Long.MAX_VALUE));
  }

  @Test
  void shouldWaitForNoOtherPartitionUnlessToldTo() {
    BeckonConfig told = BeckonConfig.of(Map.of("streams.max.task.idle.ms", "7"));

    assertThat(
            new StreamsConfig(StreamsProperties.ofOneInput(BeckonConfig.of(Map.of())))
                .getLong("max.task.idle.ms"))
        .isEqualTo(-1);
    assertThat(new StreamsConfig(StreamsProperties.ofOneInput(told)).getLong("max.task.idle.ms"))
        .isEqualTo(7);
    assertThat(streams(Map.of()).getLong("max.task.idle.ms")).as("of joins").isEqualTo(0);
  }

  private static Object instance(String stateDir) {
    return consumer(streams(Map.of("state.dir", stateDir))).get("group.instance.id");
  }

  private static Map<String, Object> consumer(StreamsConfig streams) {
    return new HashMap<>(streams.getMainConsumerConfigs("g", "c", 1));
  }

  private static StreamsConfig streams(Map<String, String> settings) {
    return new StreamsConfig(StreamsProperties.of(BeckonConfig.of(settings)));
  }
}

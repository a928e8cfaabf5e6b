package io.beckon.app.codes;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.app.topics.Writes;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Writes codes into the log, each into the partition that may give it. */
public final class CodeImport {

  private CodeImport() {}

  /**
   * Adds codes to a pool.
   *
   * @param validUntil until when the shop takes them, epoch milliseconds; null: always
   * @param now epoch milliseconds
   * @return how many partitions got some
   * @throws CommandFailedException when a record could not be written
   */
  public static int add(
      BeckonConfig config, String pool, List<String> codes, @Nullable Long validUntil, long now) {
    String topic = config.topics().shopperEvents();
    try (KafkaProducer<byte[], byte[]> producer = Writes.producer(config.kafka());
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      int partitions = producer.partitionsFor(topic).size();
      Map<Integer, List<ShopperEvent>> dealt =
          CodeDeal.of(pool, codes, validUntil, partitions, now);
      List<Future<RecordMetadata>> writes = new ArrayList<>();
      dealt.forEach(
          (partition, events) ->
              events.forEach(
                  event ->
                      writes.add(
                          producer.send(
                              new ProducerRecord<>(
                                  topic, partition, now, null, codec.encode(topic, event))))));
      Writes.await(writes, "codes", "a code that was written has no second effect");
      return dealt.size();
    }
  }
}

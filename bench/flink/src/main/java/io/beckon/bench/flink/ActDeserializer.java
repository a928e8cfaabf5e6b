package io.beckon.bench.flink;

import io.beckon.bench.scenario.CartChange;
import io.beckon.bench.scenario.SiteActivity;
import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.SingleObjectCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes the whole event, as all scenarios do, and keeps what the job needs of it. */
final class ActDeserializer implements KafkaRecordDeserializationSchema<Act> {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  private transient SingleObjectCodec codec;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new SingleObjectCodec();
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Act> out) {
    FirstRecord.read();
    ShopperEvent event =
        codec.decode(record.topic(), record.headers(), record.value(), ShopperEvent.class);
    out.collect(Act.of(event.getShopperId(), SiteActivity.of(event), CartChange.of(event)));
  }

  @Override
  public TypeInformation<Act> getProducedType() {
    return TypeInformation.of(Act.class);
  }
}

package io.beckon.bench.scenario.dsl;

import io.beckon.bench.scenario.SiteActivity;
import io.beckon.contract.ShopperEvent;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Keeps the site activity and its append time, which a {@code mapValues} could not see. */
final class ActsOf extends ContextualFixedKeyProcessor<String, ShopperEvent, Act> {

  @Override
  public void process(FixedKeyRecord<String, ShopperEvent> record) {
    SiteActivity activity = SiteActivity.of(record.value());
    if (activity != null) {
      context().forward(record.withValue(new Act(activity, record.timestamp())));
    }
  }
}

package io.beckon.bench.scenario.dsl;

import io.beckon.bench.scenario.CartChange;
import io.beckon.bench.scenario.CommitWhenQuiet;
import io.beckon.bench.scenario.SiteActivity;
import io.beckon.contract.ShopperEvent;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/**
 * Keeps the activity and its append time, which a {@code mapValues} could not see. What is no site
 * activity passes too: {@code suppress} knows the time only by what comes past it.
 */
final class ActsOf extends ContextualFixedKeyProcessor<String, ShopperEvent, Act> {

  private final Runnable first;
  private final CommitWhenQuiet commits;
  private CommitWhenQuiet.Task task;
  private boolean begun;

  /**
   * Makes one.
   *
   * @param first is told of the first record
   * @param commits is told of each
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  ActsOf(Runnable first, CommitWhenQuiet commits) {
    this.first = first;
    this.commits = commits;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, Act> context) {
    super.init(context);
    task = commits.watch(context);
  }

  @Override
  public void process(FixedKeyRecord<String, ShopperEvent> record) {
    if (!begun) {
      begun = true;
      first.run();
    }
    task.read();
    ShopperEvent event = record.value();
    Act act = new Act(SiteActivity.of(event), CartChange.of(event), record.timestamp());
    context().forward(record.withValue(act));
  }
}

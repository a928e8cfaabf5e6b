package io.beckon.measurement.app;

import io.beckon.app.config.BeckonConfig;
import io.beckon.contract.Decision;
import io.beckon.measurement.core.Audience;
import io.beckon.measurement.core.Decided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where everybody is, by the decisions that the topic holds. */
public final class DecisionTopic {

  private record At(long at, Decided decided) {}

  private DecisionTopic() {}

  /**
   * Reads all partitions. Who was handed over to another id goes on in another partition, so
   * decisions are put in the order of their times. Where the topic has forgotten its beginning,
   * runs of which the entry is not known are left out.
   *
   * @throws io.beckon.app.CommandFailedException when it can't be read
   */
  public static Audience read(BeckonConfig config) {
    List<At> all = new ArrayList<>();
    boolean whole =
        TopicRecords.read(
            config,
            config.topics().decisions(),
            Decision.class,
            decision -> all.add(new At(decision.getAt(), Decided.of(decision))));
    all.sort(Comparator.comparingLong(At::at)); // stable: a partition's order stays
    Audience audience = new Audience(whole);
    all.forEach(each -> audience.add(each.decided()));
    return audience;
  }
}

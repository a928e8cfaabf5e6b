package io.beckon.app.calendar;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.input.EventSource;
import io.beckon.app.query.TopicScan;
import io.beckon.app.replay.Progress;
import io.beckon.app.replay.Replay;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.app.replay.ReplaySink;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.engine.flow.FlowReasons;
import io.beckon.schemas.UnreadablePayload;
import io.beckon.schemas.WireCodec;
import io.beckon.schemas.WireCodecs;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Counts what flows do: in a replay of recorded events, or in what an application decided. */
public final class Volumes {

  private Volumes() {}

  /** Plays events through the flows, and counts. */
  public static Volume replayed(Replay.Settings settings, EventSource events) throws IOException {
    Volume.Counter counter = new Volume.Counter();
    ReplaySink sink =
        new ReplaySink() {
          @Override
          public void decision(Decision decision) {
            count(decision, counter);
          }
        };
    ReplayOutput.Run run = new Replay(settings, sink).play(events, Progress.onStandardError());
    Long from = run.from();
    Long until = run.until();
    long played = from == null || until == null ? 0 : until - from - Replay.RUN_ON.toMillis();
    return counter.over(Math.max(0, played), "recorded events");
  }

  /** Reads what the application decided in the latest days, and counts. */
  public static Volume live(BeckonConfig config, int days, long now) {
    Volume.Counter counter = new Volume.Counter();
    long since = now - Duration.ofDays(days).toMillis();
    long[] first = {now};
    try (TopicScan scan = new TopicScan(config);
        WireCodec codec = WireCodecs.create(ShellSettingsFrom.codecProperties(config))) {
      scan.read(
          scan.partitions(config.topics().decisions()),
          since,
          record -> {
            first[0] = Math.min(first[0], record.timestamp());
            count(codec, record, counter);
          });
    }
    return counter.over(now - first[0], "the decisions of " + config.app().applicationId());
  }

  private static void count(
      WireCodec codec, ConsumerRecord<byte[], byte[]> record, Volume.Counter counter) {
    try {
      if (record.value() != null) {
        count(
            codec.decode(record.topic(), record.headers(), record.value(), Decision.class),
            counter);
      }
    } catch (UnreadablePayload e) {
      // A count that leaves out a record that nobody can read is still a good estimate.
    }
  }

  private static void count(Decision decision, Volume.Counter counter) {
    if (decision.getOutcome() == Outcome.ENTERED) {
      counter.entered(decision.getFlow());
    } else if (decision.getOutcome() == Outcome.SENT && decision.getStep() != null) {
      counter.sent(decision.getFlow(), decision.getStep());
    } else if (decision.getReason().equals(FlowReasons.TASK_CREATED)) {
      String owner = decision.getInputs().get("owner");
      if (owner != null) {
        counter.task(owner, decision.getAt());
      }
    }
  }
}

package io.beckon.streams;

import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.Contact;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Task;
import io.beckon.contract.TimeMark;
import io.beckon.engine.Timer;
import io.beckon.engine.outcome.Moments;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a task decides to its topics, and counts it. */
final class Outputs implements Timeline.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

  /** Header of a record that was sent to its partition by this application. */
  static final String FORWARDED = "beckon.forwarded";

  private final ProcessorContext<byte[], Object> context;
  private final WireCodec codec;
  private final TopicNames topics;
  private final DeadLetters deadLetters;
  private final TaskMeters meters;
  private ObjLongConsumer<String> unreadable = (shopperId, at) -> {};
  private long offset = -1;
  private long logTime;
  private boolean mute;
  private final boolean measured;

  /**
   * @param measured are outcomes written?
   */
  Outputs(
      ProcessorContext<byte[], Object> context,
      WireCodec codec,
      TopicNames topics,
      TaskMeters meters,
      boolean measured) {
    this.measured = measured;
    this.context = context;
    this.codec = codec;
    this.topics = topics;
    this.deadLetters = new DeadLetters(topics.shopperEvents(), context.taskId().partition());
    this.meters = meters;
  }

  /** Sets what else is done about a shopper who can't be read, at a log time. */
  void onUnreadable(ObjLongConsumer<String> action) {
    this.unreadable = action;
  }

  /**
   * A record was read: what fails from here on is reported with its position, and what is appended
   * bears the log time.
   */
  void reading(long recordOffset, long now) {
    this.offset = recordOffset;
    this.logTime = now;
  }

  /** In shadow nothing is appended to the log: the application that is active does it. */
  void mute(boolean shadow) {
    this.mute = shadow;
  }

  @Override
  public void trigger(AbandonmentTrigger trigger) {
    meters.trigger(trigger);
    write(
        NodeNames.TRIGGERS,
        topics.abandonmentTriggers(),
        trigger.getShopperId(),
        trigger,
        trigger.getAt());
  }

  @Override
  public void decision(Decision decision) {
    meters.decision(decision);
    write(
        NodeNames.DECISIONS,
        topics.decisions(),
        decision.getShopperId(),
        decision,
        decision.getAt());
  }

  @Override
  public void command(SendCommand command) {
    meters.command(command);
    write(
        NodeNames.COMMANDS,
        topics.sendCommands(),
        command.getShopperId(),
        command,
        command.getAt());
  }

  /** A contact that belongs to nobody and has nothing suppressed is no more. */
  @Override
  public void contact(Contact contact) {
    boolean isGone =
        contact.getShopperIds().isEmpty()
            && contact.getFurther() == 0
            && contact.getSuppressions().isEmpty();
    byte[] value =
        isGone ? null : encoded(topics.contacts(), contact.getContact(), contact, contact.getAt());
    if (isGone || value != null) {
      context.forward(
          new Record<byte[], Object>(
              contact.getContact().getBytes(StandardCharsets.UTF_8), value, contact.getAt()),
          NodeNames.CONTACTS);
    }
  }

  /** Where the topic takes the broker's time, that replaces the log time given here. */
  @Override
  public void append(ShopperEvent event) {
    if (mute) {
      return;
    }
    byte[] value = encoded(topics.shopperEvents(), event.getShopperId(), event, logTime);
    if (value != null) {
      meters.appended();
      context.forward(
          new Record<byte[], Object>(
              event.getShopperId().getBytes(StandardCharsets.UTF_8),
              new Envelope(Envelope.BY_KEY, value),
              logTime),
          NodeNames.OWN_LOG);
    }
  }

  @Override
  public void task(Task task) {
    meters.task(task);
    write(NodeNames.TASKS, topics.tasks(), task.getShopperId(), task, task.getAt());
  }

  @Override
  public void audience(AudienceChange change) {
    meters.audience(change);
    write(
        NodeNames.AUDIENCES,
        topics.audienceChanges(),
        change.getAudience() + "," + change.getMemberId(),
        change,
        change.getAt());
  }

  @Override
  public void outcomes(List<OutcomeEvent> told) {
    if (measured) {
      Moments.together(told).forEach(this::outcome);
    }
  }

  /** What a shopper's record says goes where the log has that shopper; a mark to its partition. */
  @Override
  public void outcome(OutcomeEvent outcome) {
    meters.outcome(outcome);
    if (!measured) {
      return;
    }
    byte[] value = encoded(topics.outcomes(), outcome.getShopperId(), outcome, outcome.getAt());
    if (value != null) {
      int home = outcome.getFact() instanceof TimeMark mark ? mark.getPartition() : Envelope.BY_KEY;
      context.forward(
          new Record<byte[], Object>(
              outcome.getShopperId().getBytes(StandardCharsets.UTF_8),
              new Envelope(home, value),
              outcome.getAt()),
          NodeNames.OUTCOMES);
    }
  }

  @Override
  public void duplicate(ShopperEvent event) {
    meters.duplicate();
  }

  @Override
  public void changed(Shopper shopper) {
    // The store finds changed parts by itself.
  }

  @Override
  public void timerFailed(Shopper shopper, Timer timer, long at, RuntimeException error) {
    if (Failures.isKafkas(error)) {
      throw error;
    }
    failed(
        shopper.id(),
        at,
        DeadLetters.TIMER,
        "A timer of kind "
            + timer.kind()
            + " could not be fired and was disarmed; its run, if it has one, is parked. Mend the"
            + " cause and send the shopper's next event; a parked run does not go on by itself.",
        error);
  }

  @Override
  public void releaseFailed(Shopper shopper, PendingSend send, long at, RuntimeException error) {
    if (Failures.isKafkas(error)) {
      throw error;
    }
    failed(
        shopper.id(),
        at,
        DeadLetters.RELEASE,
        "The send of step " + send.step() + " could not be released; its run is parked.",
        error);
  }

  @Override
  public void unreadable(String shopperId, long at, RuntimeException error) {
    if (Failures.isKafkas(error)) {
      throw error;
    }
    unreadable.accept(shopperId, at);
    failed(
        shopperId,
        at,
        DeadLetters.TIMER,
        "What is stored of this shopper could not be read, so a timer was not fired: "
            + Failures.explain(error),
        error);
  }

  /** Puts a record of the input topic aside. */
  void deadLetter(
      Record<byte[], byte[]> record,
      String stage,
      String reason,
      String message,
      @Nullable String shopperId,
      @Nullable Throwable error) {
    DeadLetter letter =
        deadLetters.ofRecord(
            record,
            context.recordMetadata().orElseThrow(),
            stage,
            reason,
            message,
            shopperId,
            error);
    if (LOG.isWarnEnabled()) {
      LOG.warn(
          "Dead letter: {} {} at {}-{}@{}: {}",
          stage,
          reason,
          letter.getTopic(),
          letter.getPartition(),
          letter.getOffset(),
          message);
    }
    forward(letter, record.key(), record.timestamp());
    meters.deadLetter(stage, reason);
  }

  /** Appends a tick to the task's own partition. */
  void tick(byte[] value, long timestamp) {
    context.forward(
        new Record<byte[], Object>(
            null, new Envelope(context.taskId().partition(), value), timestamp),
        NodeNames.OWN_LOG);
  }

  /** Appends a record that stands in the wrong partition to the one where its key belongs. */
  void sendHome(Record<byte[], byte[]> record, byte[] key) {
    Headers headers = new RecordHeaders(record.headers()).add(FORWARDED, new byte[0]);
    context.forward(
        new Record<byte[], Object>(
            key, new Envelope(Envelope.BY_KEY, record.value()), record.timestamp(), headers),
        NodeNames.OWN_LOG);
  }

  private void failed(
      String shopperId, long at, String stage, String message, RuntimeException error) {
    DeadLetter letter = deadLetters.ofTimer(shopperId, offset, at, stage, message, error);
    LOG.error(
        "Dead letter: {} of shopper {} after offset {}: {} {}",
        stage,
        shopperId,
        offset,
        message,
        DeadLetters.describe(error));
    forward(letter, shopperId.getBytes(StandardCharsets.UTF_8), at);
    meters.deadLetter(stage, letter.getReason());
  }

  private void forward(DeadLetter letter, byte @Nullable [] key, long timestamp) {
    context.forward(
        new Record<byte[], Object>(
            key, codec.encode(topics.deadLetters(), letter), Math.max(0, timestamp)),
        NodeNames.DEAD_LETTERS);
  }

  private void write(
      String node, String topic, String shopperId, SpecificRecord value, long timestamp) {
    byte[] bytes = encoded(topic, shopperId, value, timestamp);
    if (bytes != null) {
      context.forward(
          new Record<byte[], Object>(shopperId.getBytes(StandardCharsets.UTF_8), bytes, timestamp),
          node);
    }
  }

  private byte @Nullable [] encoded(
      String topic, String shopperId, SpecificRecord value, long timestamp) {
    try {
      return codec.encode(topic, value);
    } catch (SerializationException e) {
      failed(
          shopperId,
          timestamp,
          DeadLetters.PRODUCE,
          "A record for " + topic + " could not be written in its schema, and was left out.",
          e);
      return null;
    }
  }
}

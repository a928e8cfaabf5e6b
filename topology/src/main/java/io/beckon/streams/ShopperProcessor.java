package io.beckon.streams;

import io.beckon.contract.ApplicationActivated;
import io.beckon.contract.CodeGiven;
import io.beckon.contract.CodesAdded;
import io.beckon.contract.ErasureRequested;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.RulesActivated;
import io.beckon.contract.ShopperEvent;
import io.beckon.contract.Tick;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.interest.ProductWatch;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.WireCodec;
import io.beckon.streams.state.Census;
import io.beckon.streams.state.CodeRows;
import io.beckon.streams.state.ContactRows;
import io.beckon.streams.state.CorruptStateException;
import io.beckon.streams.state.HandOverFormat;
import io.beckon.streams.state.ShopperRoom;
import io.beckon.streams.state.ShopperStore;
import io.beckon.streams.state.StoreNames;
import io.beckon.streams.state.TimerIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads a partition of the input topic and keeps its time: read, decide, write. Everything in
 * memory is rebuilt in {@link #init}, which Kafka Streams calls again on the same object when it
 * revives a task.
 */
final class ShopperProcessor implements Processor<byte[], byte[], byte[], Object> {

  /** Sleeping shoppers looked at with each record while a definition is new. */
  private static final int MET_PER_RECORD = 16;

  /** Shoppers whose timers are fired between two looks at the time budget. */
  private static final int TIMERS_AT_ONCE = 64;

  /** A row takes one or two microseconds: a million are counted within a minute or so. */
  private static final int ROWS_AT_ONCE = 256;

  private static final long COUNTING_NANOS = Duration.ofMillis(10).toNanos();

  private static final long LOOK_AGAIN_MS = Duration.ofDays(1).toMillis();

  private final ShellSettings settings;
  private final ShellMeters meters;
  private final ShopperRoom room;
  private final Upcoming upcoming;
  private Task task;
  private @Nullable Cancellable clock;

  /** One incarnation of a task. */
  private static final class Task {
    final WireCodec codec;
    final TaskMeters meters;
    final Outputs outputs;
    final Intake intake;
    final ShopperRoom.Part room;
    final ShopperStore shoppers;
    final RulesTable rules;
    final LookAhead ahead;
    final Timeline timeline;
    final Ticker ticker;
    final RateGate rates = new RateGate();
    final ProcessorContext<byte[], Object> context;
    final CommitPace commits;
    final RollCalls calls;
    final TimeMarks marks;
    final List<CorruptStateException> unreadable = new ArrayList<>();
    boolean active;

    /** The last hour whose shoppers are known to the timeline. */
    long indexedUntil;

    Task(
        ProcessorContext<byte[], Object> context,
        ShellSettings settings,
        ShellMeters meters,
        ShopperRoom room,
        Upcoming upcoming) {
      this.context = context;
      this.codec = settings.codecs().get();
      this.meters = meters.task(context.taskId().partition());
      this.outputs =
          new Outputs(
              context, codec, settings.topics(), this.meters, settings.markEvery().toMillis() > 0);
      this.intake = new Intake(settings, codec, outputs, this.meters, context.taskId().partition());
      ProductsTable products =
          new ProductsTable(
              context.<KeyValueStore<Bytes, byte[]>>getStateStore(NodeNames.PRODUCTS_STORE),
              codec,
              settings.topics().products(),
              this.meters);
      ShopFactsTable catalog =
          new ShopFactsTable(
              products,
              context.<KeyValueStore<Bytes, byte[]>>getStateStore(NodeNames.FACTS_STORE),
              codec,
              settings.topics().shopFacts());
      int partition = context.taskId().partition();
      CodePools codes =
          new CodePools(
              new CodeRows(context.getStateStore(StoreNames.OFFER_CODES)),
              (pool, left) -> meters.codesLeft(pool, partition, left));
      codes.report();
      Engine engine =
          new Engine(
              Surroundings.of(settings.store(), settings.abandonment(), new Gates()::judge)
                  .selling(catalog)
                  .signing(settings.signer())
                  .sharing(settings.addresses())
                  .handingOver(new HandOverFormat(settings.limits().recordBytes()))
                  .giving(codes));
      this.room = room.enter();
      this.shoppers = ShopperStore.open(context, this.room, engine::indexedDue);
      this.ahead =
          new LookAhead(
              upcoming,
              new TopicPartition(settings.topics().shopperEvents(), partition),
              shoppers,
              codec);
      this.rules =
          new RulesTable(context.getStateStore(StoreNames.RULES), settings.defaultPolicy());
      ProductWatch watch = new ProductWatch(shoppers.interests());
      shoppers.changes().follow(watch, unreadable::add);
      this.timeline =
          new Timeline(
              engine,
              shoppers::get,
              new ContactRows(context.getStateStore(StoreNames.CONTACTS)),
              outputs,
              settings.release(),
              rules.load(),
              Math.max(0, context.currentStreamTimeMs()),
              watch);
      shoppers.writtenAsOf(timeline::now);
      this.calls =
          new RollCalls(
              context.getStateStore(StoreNames.RULES),
              shoppers::idsAfter,
              shoppers.counters()::flushes,
              timeline);
      this.marks =
          new TimeMarks(
              context.taskId().partition(),
              settings.markEvery().toMillis(),
              settings.abandonment().settle(),
              timeline,
              outputs);
      this.ticker = new Ticker(settings.applicationId(), Ticker.newEpoch(), settings.pace());
      this.commits = new CommitPace(settings.pace().commitEvery(), System.nanoTime());
      activate(!settings.startInShadow() || rules.isActivated());
      this.indexedUntil = shoppers.timers().firstHour() - 1;
      outputs.onUnreadable(this::lookAgain);
      outputs.reading(-1, timeline.now());
    }

    void activate(boolean isActive) {
      active = isActive;
      outputs.mute(!isActive);
    }

    /** Whoever can't be read today is looked at tomorrow, and reported again until mended. */
    private void lookAgain(String shopperId, long at) {
      long tomorrow = at + LOOK_AGAIN_MS;
      shoppers.timers().note(shopperId, tomorrow);
      timeline.resumeAt(shopperId, tomorrow);
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  ShopperProcessor(
      ShellSettings settings, ShellMeters meters, ShopperRoom room, Upcoming upcoming) {
    this.room = room;
    this.upcoming = upcoming;
    this.settings = settings;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    leaveRoom();
    task = new Task(context, settings, meters, room, upcoming);
    task.shoppers.forEachQueued(task.timeline::resumeSends, task.unreadable::add);
    loadIndex(settings.wallClock().getAsLong());
    stopClock();
    clock =
        context.schedule(
            settings.pace().punctuateEvery(), PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    tell(settings.wallClock().getAsLong());
  }

  /** Says where the task stands, for health and metrics. */
  private void tell(long wall) {
    meters
        .board()
        .put(
            task.context.taskId().partition(),
            this,
            new Pulse(
                wall,
                task.timeline.now(),
                task.timeline.earliestDue(),
                task.timeline.timerCount(),
                task.timeline.readyCount(),
                task.timeline.oldestReady(),
                task.shoppers.size(),
                task.shoppers.census().figures(),
                task.active,
                task.timeline.rules(),
                task.shoppers.marks()));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata source = task.context.recordMetadata().orElseThrow();
    task.ahead.at(source.offset());
    task.timeline.advance(record.timestamp());
    task.outputs.reading(source.offset(), task.timeline.now());
    task.ticker.read(source.offset());
    loadIndex(task.timeline.now());
    ShopperEvent event = task.intake.read(record);
    if (event != null) {
      apply(record, event);
    }
    task.timeline.fireDue(settings.pace().timersPerRecord());
    task.calls.advance(MET_PER_RECORD);
    task.marks.advance();
    if (task.shoppers.isCrowded()) {
      task.shoppers.makeRoom();
    }
    if (task.commits.read(task.shoppers.counters().flushes())
        && isCommitDue(System.nanoTime(), settings.wallClock().getAsLong())) {
      task.context.commit();
    }
  }

  private boolean isCommitDue(long nanoTime, long wall) {
    return task.commits.isDue(
        task.shoppers.counters().flushes(), nanoTime, wall - task.timeline.now());
  }

  private void apply(Record<byte[], byte[]> record, ShopperEvent event) {
    Object payload = event.getPayload();
    try {
      if (payload instanceof Tick tick) {
        read(tick);
      } else if (payload instanceof RulesActivated activated) {
        task.timeline.rules(
            task.rules.activate(task.timeline.rules(), activated, task.timeline.now()));
        task.calls.activated(activated);
      } else if (payload instanceof ApplicationActivated activated) {
        if (activated.getApplicationId().equals(settings.applicationId())) {
          task.rules.activated();
          task.activate(true);
        }
      } else if (payload instanceof CodesAdded || payload instanceof CodeGiven) {
        task.timeline.apply(event);
      } else if (payload instanceof ProductChanged changed) {
        task.timeline.changed(event.getEventId(), changed);
      } else {
        task.meters.event(event);
        task.timeline.apply(event);
        if (payload instanceof ErasureRequested) {
          task.shoppers.forget(event.getShopperId());
        }
      }
    } catch (RuntimeException e) {
      if (Failures.isKafkas(e)) {
        throw e;
      }
      task.outputs.deadLetter(
          record,
          DeadLetters.PROCESS,
          Failures.reason(e),
          "The record could not be processed: " + Failures.explain(e),
          event.getShopperId().isEmpty() ? null : event.getShopperId(),
          e);
    }
  }

  private void read(Tick tick) {
    task.meters.tick();
    if (task.ticker.isOwn(tick) && task.active) {
      long at = task.timeline.now();
      task.timeline.release(
          at,
          task.rates.at(at, task.timeline.rules().policyAt(at)),
          settings.pace().releasesPerTick());
    }
  }

  /**
   * A time-out here ends the thread, whose transaction is then aborted. Kafka Streams (4.3.1) would
   * call the task corrupt, and to spare the thread's other tasks commit its open transaction first:
   * with what this task has written, but without its offsets and state, so that it would decide and
   * write the same again.
   */
  private void punctuate(long ignoredTime) {
    try {
      look();
    } catch (TimeoutException e) {
      throw new StreamsException("A write timed out while timers fired.", e);
    }
  }

  private void look() {
    reportUnreadable();
    long start = System.nanoTime();
    long budget = settings.pace().punctuateBudget().toNanos();
    boolean more = true;
    while (more && System.nanoTime() - start < budget) {
      int fired = task.timeline.fireDue(TIMERS_AT_ONCE);
      more = fired == TIMERS_AT_ONCE;
      if (task.calls.advance(TIMERS_AT_ONCE)) {
        more = true;
        task.commits.worked(task.shoppers.counters().flushes());
      }
      if (fired > 0) {
        task.commits.worked(task.shoppers.counters().flushes());
      }
    }
    if (task.shoppers.forget()) {
      task.commits.worked(task.shoppers.counters().flushes());
    }
    count(System.nanoTime());
    task.room.holds(task.shoppers.size());
    long wall = settings.wallClock().getAsLong();
    loadIndex(wall);
    tell(wall);
    boolean behind = task.commits.isBehind(start, wall - task.timeline.now());
    boolean wanted =
        task.timeline.hasReady()
            || task.calls.dueAt() <= wall
            || task.timeline.earliestDue() <= wall - settings.abandonment().settle();
    boolean live = settings.release() == Timeline.Release.ON_TICK;
    if (wanted && live && task.active && task.ticker.mayTick(start)) {
      byte[] tick =
          task.codec.encode(settings.topics().shopperEvents(), task.ticker.next(wall, start));
      task.outputs.tick(tick, wall);
      if (!behind) { // else it is read long after it is written: the next commit will do
        task.context.commit();
      }
    } else if (isCommitDue(System.nanoTime(), wall)) {
      task.context.commit();
    }
  }

  /** What was stored before the task began is counted in passing. */
  private void count(long start) {
    Census census = task.shoppers.census();
    while (!census.isComplete() && System.nanoTime() - start < COUNTING_NANOS) {
      census.advance(ROWS_AT_ONCE);
    }
  }

  /** Rows that could not be read when the task began: nothing may be written before it runs. */
  private void reportUnreadable() {
    for (CorruptStateException row : task.unreadable) {
      task.outputs.unreadable(row.shopperId(), task.timeline.now(), row);
    }
    task.unreadable.clear();
  }

  /** Makes known who has to be looked at until an hour after a time, and which hours are over. */
  private void loadIndex(long time) {
    long now = task.timeline.now();
    long until = TimerIndex.hourOf(Math.max(time, now)) + 1;
    if (until <= task.indexedUntil) {
      return;
    }
    long from = task.indexedUntil + 1;
    task.indexedUntil = until;
    TimerIndex timers = task.shoppers.timers();
    timers.loadDue(from, until, (at, id) -> task.timeline.resumeAt(id, at), task.unreadable::add);
    task.shoppers.interests().expire(now);
    long allFired = Math.min(now - settings.abandonment().settle(), task.timeline.earliestDue());
    timers.overBefore(TimerIndex.hourOf(allFired));
  }

  /** Kafka Streams keeps what an earlier life of the task has scheduled. */
  private void stopClock() {
    if (clock != null) {
      clock.cancel();
      clock = null;
    }
  }

  @Override
  public void close() {
    stopClock();
    leaveRoom();
    if (task != null) {
      meters.board().remove(task.context.taskId().partition(), this);
      meters.codesForgotten(task.context.taskId().partition());
      task.ahead.close();
      task.codec.close();
    }
  }

  private void leaveRoom() {
    if (task != null) {
      task.room.close();
    }
  }
}

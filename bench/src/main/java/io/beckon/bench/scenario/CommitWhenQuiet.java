package io.beckon.bench.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Has the tasks of a pass commit when they have read up their input, as the application does by
 * itself. With the commits that all make in a backlog, each five seconds, the last events would
 * else count as done up to five seconds after they were, which is a fourth of a short pass.
 *
 * <p>One for all tasks: where one reads, the others may only be waiting for their turn.
 */
public final class CommitWhenQuiet {

  /** As long as the application's tasks wait between two commits when they keep up. */
  private static final Duration QUIET = Duration.ofMillis(250);

  private final List<Task> tasks = new CopyOnWriteArrayList<>();

  /** For the task of a processor; to be called in its {@code init}. */
  public Task watch(ProcessingContext context) {
    Task task = new Task(context);
    tasks.add(task);
    return task;
  }

  private long read() {
    return tasks.stream().mapToLong(task -> task.count.get()).sum();
  }

  /** Tells of the records of one task; used by its thread only. */
  public final class Task {

    private final AtomicLong count = new AtomicLong();
    private long allAtLook;

    private Task(ProcessingContext context) {
      context.schedule(QUIET, PunctuationType.WALL_CLOCK_TIME, at -> look(context));
    }

    /** A record was read. */
    public void read() {
      count.lazySet(count.getPlain() + 1);
    }

    private void look(ProcessingContext context) {
      long all = CommitWhenQuiet.this.read();
      if (all > 0 && all == allAtLook) {
        context.commit();
      }
      allAtLook = all;
    }
  }
}

package io.beckon.bench.flink;

import io.beckon.bench.scenario.Arguments;
import io.beckon.bench.scenario.Child;
import io.beckon.bench.scenario.Pass;
import io.beckon.bench.scenario.Probe;
import io.beckon.bench.scenario.TriggerTopic;
import java.util.Locale;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;

/**
 * The abandonment job on Flink. {@code backend=hashmap} keeps state on the heap instead of in
 * RocksDB, {@code timers=heap} only RocksDB's timers.
 *
 * <p>The source is bounded by where the input ended at the start. The pass has ended when the job
 * has: when all was read, the last timers have fired, and the last checkpoint has committed what
 * they wrote, and the offsets.
 */
public final class FlinkScenario {

  private FlinkScenario() {}

  /** Runs it as a process of its own. */
  public static void main(String[] args) {
    Child.converse(args, FlinkScenario::run);
  }

  private static void run(Arguments arguments, Pass pass, Probe probe) throws Exception {
    AbandonmentJob job =
        new AbandonmentJob(arguments.bootstrap(), pass.input(), pass.output(), pass.id());
    LocalFlink flink =
        new LocalFlink(
            (int) arguments.number("parallelism", arguments.threads()),
            arguments.text("backend", "rocksdb"),
            PriorityQueueStateType.valueOf(
                arguments.text("timers", "rocksdb").toUpperCase(Locale.ROOT)),
            pass.state());
    FirstRecord.then(probe::started);
    JobClient running = job.start(flink.environment());
    running.getJobExecutionResult().get();
    probe.ended();
    TriggerTopic.Found triggers = TriggerTopic.read(arguments.bootstrap(), pass.output());
    probe.found("triggers", triggers.total());
    probe.found("triggersByKind", triggers.byKind());
    probe.found("outputs", triggers.total());
  }
}

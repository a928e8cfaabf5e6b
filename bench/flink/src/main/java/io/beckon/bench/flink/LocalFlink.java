package io.beckon.bench.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A cluster in this JVM: state in RocksDB, incremental checkpoints each second, exactly once.
 *
 * @param parallelism of every operator
 * @param backend {@code rocksdb} or {@code hashmap}
 * @param timers where RocksDB's timers are kept
 * @param directory for checkpoints and RocksDB's files
 */
record LocalFlink(int parallelism, String backend, PriorityQueueStateType timers, Path directory) {

  private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(512);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

  StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(RocksDBOptions.TIMER_SERVICE_FACTORY, timers);
    configuration.set(RocksDBOptions.LOCAL_DIRECTORIES, directory.resolve("rocksdb").toString());
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.DELETE_ON_CANCELLATION);
    configuration.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Faster, and nothing here keeps or changes what it was given.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }
}

package io.beckon.app.run;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Which stores are being restored from Kafka, and how far. */
public final class Restores implements StateRestoreListener {

  private final Map<TopicPartition, Restore> running = new ConcurrentHashMap<>();

  /**
   * A store of a partition that is being restored.
   *
   * @param total records to read when it began; somewhat fewer exist, because compaction leaves
   *     gaps
   * @param done of these, how many were read or skipped
   */
  public record Restore(String store, int partition, long total, long done) {

    /** Records to read yet. */
    public long remaining() {
      return Math.max(0, total - done);
    }
  }

  /** Those that are not complete, by partition and store. */
  public List<Restore> running() {
    return running.values().stream()
        .sorted(Comparator.comparingInt(Restore::partition).thenComparing(Restore::store))
        .toList();
  }

  /** Records to read yet, over all of them. */
  public long remaining() {
    return running.values().stream().mapToLong(Restore::remaining).sum();
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    running.put(changelog, new Restore(store, changelog.partition(), Math.max(0, to - from), 0));
  }

  @Override
  public void onBatchRestored(
      TopicPartition changelog, String store, long batchEndOffset, long records) {
    running.computeIfPresent(
        changelog,
        (key, was) ->
            new Restore(
                was.store(),
                was.partition(),
                was.total(),
                Math.min(was.total(), was.done() + records)));
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long total) {
    running.remove(changelog);
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long total) {
    running.remove(changelog);
  }
}

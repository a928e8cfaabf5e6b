package io.beckon.streams;

import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.link.CartSigner;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.time.Timeline;
import io.beckon.schemas.WireCodec;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the topology needs to know.
 *
 * @param store the shop; part of every id
 * @param partitions partitions of the input topic; 0 when not known: nothing is then looked for in
 *     the wrong partition
 * @param release when a decided send leaves
 * @param defaultPolicy in force until a policy is published
 * @param codecs makes a codec for each task
 * @param wallClock epoch milliseconds; for ticks and their pace only, never for a decision
 * @param signer signs the carts in links
 * @param addresses the contacts that addresses are known by
 * @param markEvery log time between two time marks among the outcomes; zero: no outcomes are
 *     written
 */
public record ShellSettings(
    String applicationId,
    String store,
    TopicNames topics,
    int partitions,
    AbandonmentSettings abandonment,
    Timeline.Release release,
    boolean startInShadow,
    Policy defaultPolicy,
    Supplier<WireCodec> codecs,
    LongSupplier wallClock,
    Pace pace,
    Limits limits,
    CartSigner signer,
    Addresses addresses,
    Duration markEvery) {

  /** A mark each five minutes. */
  public static final Duration MARK_EVERY = Duration.ofMinutes(5);

  /** Settings without keys: none for links, none for addresses. */
  public ShellSettings(
      String applicationId,
      String store,
      TopicNames topics,
      int partitions,
      AbandonmentSettings abandonment,
      Timeline.Release release,
      boolean startInShadow,
      Policy defaultPolicy,
      Supplier<WireCodec> codecs,
      LongSupplier wallClock,
      Pace pace,
      Limits limits) {
    this(
        applicationId,
        store,
        topics,
        partitions,
        abandonment,
        release,
        startInShadow,
        defaultPolicy,
        codecs,
        wallClock,
        pace,
        limits,
        CartSigner.NONE,
        Addresses.OFF,
        MARK_EVERY);
  }

  /**
   * How much is done at a time.
   *
   * @param timersPerRecord other shoppers' timers fired after each record
   * @param punctuateEvery pause between two looks at the wall clock (real time)
   * @param punctuateBudget time for timers in one look (real time)
   * @param tickInterval least time between two ticks of a task (real time)
   * @param tickRetry a tick that did not come back within this is written again (real time)
   * @param releasesPerTick sends looked at on one tick
   * @param commitEvery least time between two commits of a task that keeps up with its log (real
   *     time); one that does not commits when Kafka Streams does by itself
   */
  public record Pace(
      int timersPerRecord,
      Duration punctuateEvery,
      Duration punctuateBudget,
      Duration tickInterval,
      Duration tickRetry,
      int releasesPerTick,
      Duration commitEvery) {

    /**
     * 64 timers a record, a look each 250 ms for 50 ms, a tick each 500 ms, 2,000 sends a tick, a
     * commit each 250 ms.
     */
    public static final Pace DEFAULT =
        new Pace(
            64,
            Duration.ofMillis(250),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofSeconds(5),
            2_000,
            Duration.ofMillis(250));
  }

  /**
   * What is too large.
   *
   * @param recordBytes a larger value goes to dead letters
   * @param idBytes a longer shopper id goes to dead letters
   * @param cachedShoppers shoppers kept on the heap, over all tasks of the process
   */
  public record Limits(int recordBytes, int idBytes, int cachedShoppers) {

    /** 1 MiB, 256 bytes, 20,000 shoppers. */
    public static final Limits DEFAULT = new Limits(1 << 20, 256, 20_000);
  }
}

package io.beckon.app.replay;

import io.beckon.app.input.EventSource;
import io.beckon.app.input.InputEntry;
import io.beckon.app.input.ProductHistory;
import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.contract.ShopFact;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Engine;
import io.beckon.engine.Surroundings;
import io.beckon.engine.abandonment.AbandonmentSettings;
import io.beckon.engine.catalog.Catalog;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.code.CodePools;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.outcome.Outcomes;
import io.beckon.engine.policy.Gates;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.time.Timeline;
import io.beckon.streams.Partitions;
import io.beckon.streams.state.HandOverFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs recorded events through the engine that the topology runs, without Kafka: in log time, as
 * fast as it can. An event's append time is its own time; a decided send is released at its
 * decision, because a raw history holds no ticks. Shoppers are kept in memory; events are not.
 *
 * <p>What the engine appends to the shop's own log is read at the log time at which it was
 * appended: after what caused it, and before anything later, in whatever partition it belongs to.
 * So timers fire one time after another in all partitions, and not all of them when the next event
 * comes.
 */
public final class Replay {

  private static final int ALL = Integer.MAX_VALUE;

  /** As Kafka's brokers have it by default. */
  private static final int MAX_RECORD_BYTES = 1 << 20;

  private static final int PROGRESS_EVERY = 4096;

  /** How long time runs on after the last event when nothing else is asked for. */
  public static final Duration RUN_ON = Duration.ofDays(2);

  /**
   * How to replay.
   *
   * @param store the shop, part of every id
   * @param rules flows and policy in force since ever
   * @param products the catalog, and how it changed
   * @param facts what the shop may claim, by claim
   * @param partitions the events are dealt out as Kafka would; log time is kept for each
   * @param until time to run on to after the last event, epoch milliseconds; null: 48 hours later
   * @param assumeConsent take every shopper to be reachable and to have agreed to everything
   * @param addresses the contacts that addresses are known by
   */
  public record Settings(
      String store,
      AbandonmentSettings abandonment,
      Rulebook rules,
      ProductHistory products,
      Map<String, List<ShopFact>> facts,
      int partitions,
      @Nullable Long until,
      boolean assumeConsent,
      Addresses addresses) {}

  /** An event that was appended to the shop's own log at a log time, and was not read yet. */
  private record Appended(ShopperEvent event, long at) {}

  private final ReplaySink output;
  private final Deque<Appended> appended = new ArrayDeque<>();
  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final List<Engine> engines = new ArrayList<>();
  private final List<Timeline> timelines = new ArrayList<>();
  private final List<ReplayListener> listeners = new ArrayList<>();
  private final Settings settings;
  private final Map<String, Product> catalog;
  private int changed;
  private long events;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** A replay into a sink. */
  public Replay(Settings settings, ReplaySink output) {
    this.settings = settings;
    this.output = output;
    this.catalog = new HashMap<>(settings.products().first());
    for (int partition = 0; partition < settings.partitions(); partition++) {
      int from = partition;
      Engine engine = engine();
      engines.add(engine);
      ReplayListener listener =
          new ReplayListener(
              output,
              partition,
              event -> appended.add(new Appended(event, timelines.get(from).now())));
      listeners.add(listener);
      timelines.add(
          new Timeline(
              engine, this::shopper, listener, Timeline.Release.AT_DECISION, settings.rules(), 0));
    }
  }

  private Engine engine() {
    return new Engine(
        Surroundings.of(settings.store(), settings.abandonment(), new Gates()::judge)
            .selling(new Shop())
            .sharing(settings.addresses())
            .handingOver(new HandOverFormat(MAX_RECORD_BYTES)));
  }

  /**
   * Adds codes to a pool, each in the partition that may give it; to be called before {@link
   * #play}.
   *
   * @param validUntil until when the shop takes them, epoch milliseconds; null: always
   */
  public void codes(String pool, List<String> codes, @Nullable Long validUntil) {
    for (String code : codes) {
      engines.get(home(CodePools.key(pool, code))).codes().add(pool, List.of(code), validUntil);
    }
  }

  /** Plays all events, then lets time run on; returns what the summary has to say. */
  public ReplayOutput.Run play(EventSource source, Progress progress) throws IOException {
    long start = System.nanoTime();
    try {
      for (InputEntry entry = source.next(); entry != null; entry = source.next()) {
        if (entry instanceof InputEntry.Parsed parsed) {
          play(parsed);
        } else if (entry instanceof InputEntry.Rejected rejected) {
          output.rejected(rejected);
        }
        if (events % PROGRESS_EVERY == 0) {
          progress.update(source.bytesRead(), source.bytesTotal(), events, Math.max(0, last));
        }
      }
      Long until = runOn();
      if (until != null) {
        mark(until);
        for (Shopper shopper : new TreeMap<>(shoppers).values()) {
          output.shopper(shopper, settings.rules(), until);
        }
      }
      progress.update(source.bytesTotal(), source.bytesTotal(), events, Math.max(0, last));
      progress.done();
      return new ReplayOutput.Run(
          events,
          listeners.stream().mapToLong(ReplayListener::duplicates).sum(),
          shoppers.size(),
          Duration.ofNanos(System.nanoTime() - start),
          events == 0 ? null : first,
          until);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void play(InputEntry.Parsed parsed) {
    ShopperEvent event = parsed.event();
    change(parsed.timestampMs());
    events++;
    first = Math.min(first, parsed.timestampMs());
    last = Math.max(last, parsed.timestampMs());
    runTo(parsed.timestampMs());
    int partition = home(event);
    Timeline timeline = timelines.get(partition);
    timeline.advance(parsed.timestampMs());
    try {
      timeline.apply(event);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      listeners.get(partition).eventFailed(parsed, e);
    }
    timeline.fireDue(ALL);
    readBack();
  }

  private int home(ShopperEvent event) {
    return home(event.getShopperId());
  }

  private int home(String key) {
    return settings.partitions() == 1
        ? 0
        : Partitions.of(key.getBytes(StandardCharsets.UTF_8), settings.partitions());
  }

  /** Fires what is due until a time, first things first, each at its own log time. */
  private void runTo(long time) {
    long settle = settings.abandonment().settle();
    for (Timeline next = earliest(); next.earliestDue() <= time - settle; next = earliest()) {
      next.advance(next.earliestDue() + settle);
      next.fireDue(ALL);
      readBack();
    }
  }

  private Timeline earliest() {
    Timeline first = timelines.get(0);
    for (Timeline timeline : timelines) {
      if (timeline.earliestDue() < first.earliestDue()) {
        first = timeline;
      }
    }
    return first;
  }

  /** Reads what was appended to the log. */
  private void readBack() {
    for (Appended next = appended.poll(); next != null; next = appended.poll()) {
      int partition = home(next.event());
      Timeline timeline = timelines.get(partition);
      timeline.advance(next.at());
      try {
        timeline.apply(next.event());
      } catch (UncheckedIOException e) {
        throw e;
      } catch (RuntimeException e) {
        listeners.get(partition).appendedFailed(next.event(), next.at(), e);
      }
      timeline.fireDue(ALL);
    }
  }

  /** Brings the catalog to a time, and tells every partition what changed on the way. */
  private void change(long until) {
    List<ProductHistory.Dated> later = settings.products().later();
    while (changed < later.size() && later.get(changed).at() <= until) {
      Product product = later.get(changed).product();
      long at = later.get(changed).at();
      changed++;
      runTo(at);
      Product before = catalog.put(product.getProductId(), product);
      ProductChanged change = ProductChanges.between(before, product, at);
      for (Timeline timeline : timelines) {
        timeline.advance(at);
        if (change != null) {
          timeline.changed(ProductChanges.id(change, at), change);
        }
      }
    }
  }

  /** Nothing that happens later is missing: a mark for each partition. */
  private void mark(long until) throws IOException {
    for (int partition = 0; partition < settings.partitions(); partition++) {
      output.outcome(Outcomes.mark(partition, until));
    }
  }

  private @Nullable Long runOn() {
    if (events == 0) {
      return settings.until();
    }
    long until = settings.until() != null ? settings.until() : last + RUN_ON.toMillis();
    change(until);
    runTo(until);
    return until;
  }

  /** What is kept under an id, after the latest event so far. */
  public Shopper.Parts kept(String id) {
    Shopper known = shoppers.get(id);
    return known == null ? Shopper.Parts.EMPTY : known.parts();
  }

  private Shopper shopper(String id) {
    return shoppers.computeIfAbsent(
        id, unseen -> settings.assumeConsent() ? Assumed.shopper(unseen) : Shopper.unseen(unseen));
  }

  /** What the shop sells, as it is at the time of the replay, and may claim. */
  private final class Shop implements Catalog {

    @Override
    public @Nullable Product find(String productId) {
      return catalog.get(productId);
    }

    @Override
    public List<ShopFact> facts(String claim) {
      return settings.facts().getOrDefault(claim, List.of());
    }
  }
}

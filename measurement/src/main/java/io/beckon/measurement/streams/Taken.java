package io.beckon.measurement.streams;

import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.RunEntered;
import io.beckon.contract.Touched;
import io.beckon.contract.TriggerSeen;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this process has taken from {@code outcomes}, for those who watch it: counters by kind of
 * fact, and up to which log time each running partition was read. Counted once each time a record
 * is processed, so a record that is read again after a crash counts again; what is measured does
 * not. Safe for use by several threads.
 */
public final class Taken {

  private final MeterRegistry registry;
  private final Map<Integer, Long> logTimes = new ConcurrentHashMap<>();
  private final Map<Object, Counter> outcomes = new ConcurrentHashMap<>();

  /** Counts in a registry. */
  public Taken(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Log time of the latest outcome read, by running partition; epoch milliseconds, 0: none yet. */
  public Map<Integer, Long> logTimes() {
    return Map.copyOf(logTimes);
  }

  void begins(int partition) {
    logTimes.put(partition, 0L);
  }

  void ends(int partition) {
    logTimes.remove(partition);
  }

  void outcome(int partition, OutcomeEvent event) {
    logTimes.merge(partition, event.getAt(), Math::max);
    Object fact = event.getFact();
    Enum<?> kind = kind(fact);
    outcomes
        .computeIfAbsent(kind == null ? fact.getClass() : kind, k -> counter(fact, kind))
        .increment();
  }

  void letter(String reason) {
    Counter.builder("beckon.measure.dead.letters")
        .tag("reason", reason)
        .description("Outcomes that could not be read, and are not measured")
        .register(registry)
        .increment();
  }

  private Counter counter(Object fact, @Nullable Enum<?> kind) {
    return Counter.builder("beckon.measure.outcomes")
        .tag("fact", fact.getClass().getSimpleName())
        .tag("kind", kind == null ? "" : kind.name())
        .description("Outcomes read")
        .register(registry);
  }

  private static @Nullable Enum<?> kind(Object fact) {
    if (fact instanceof Touched touched) {
      return touched.getKind();
    } else if (fact instanceof TriggerSeen trigger) {
      return trigger.getKind();
    } else if (fact instanceof RunEntered entered) {
      return entered.getKind();
    } else if (fact instanceof OrderAdjusted adjusted) {
      return adjusted.getStage();
    }
    return null;
  }
}

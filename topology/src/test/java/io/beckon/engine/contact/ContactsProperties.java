package io.beckon.engine.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Channel;
import io.beckon.contract.ConsentState;
import io.beckon.contract.Outcome;
import io.beckon.engine.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Random shoppers with random numbers, of which several have the same; what they are sent, by an
 * onlooker who knows nothing of contacts.
 */
class ContactsProperties {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int MOST = 3;

  /** What happens. */
  enum Deed {
    PING,
    MOVES,
    SAYS_STOP,
    SAYS_YES,
    BOUNCES,
    LEAVES,
    AGAIN
  }

  /**
   * Something happens.
   *
   * @param number which number a shopper who moves has from now on
   * @param after minutes since what happened before
   */
  record Happening(Deed deed, int shopper, int number, int after) {}

  @Provide
  Arbitrary<List<Happening>> histories() {
    Arbitrary<Deed> deeds =
        Arbitraries.frequency(
            net.jqwik.api.Tuple.of(12, Deed.PING),
            net.jqwik.api.Tuple.of(3, Deed.MOVES),
            net.jqwik.api.Tuple.of(1, Deed.SAYS_STOP),
            net.jqwik.api.Tuple.of(2, Deed.SAYS_YES),
            net.jqwik.api.Tuple.of(1, Deed.BOUNCES),
            net.jqwik.api.Tuple.of(1, Deed.LEAVES),
            net.jqwik.api.Tuple.of(2, Deed.AGAIN));
    return Combinators.combine(
            deeds,
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(0, 0, 1, 5, 45, 240, 1_100))
        .as(Happening::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(70);
  }

  @Property(tries = 300)
  void shouldNeverSendMoreToAnAddressThanTheLawAllows(
      @ForAll("histories") List<Happening> histories,
      @ForAll boolean defers,
      @ForAll @IntRange(min = 1, max = 3) int partitions,
      @ForAll @IntRange(max = 4) int late) {
    Neighbours neighbours = played(histories, defers, partitions, late);
    for (Collection<Neighbours.Text> texts : neighbours.byNumber().values()) {
      List<Long> times = texts.stream().map(Neighbours.Text::at).sorted().toList();
      for (int i = MOST; i < times.size(); i++) {
        assertThat(times.get(i) - times.get(i - MOST)).isGreaterThanOrEqualTo(DAY);
      }
    }
  }

  @Property(tries = 300)
  void shouldAccountForEverySendStepReached(
      @ForAll("histories") List<Happening> histories,
      @ForAll boolean defers,
      @ForAll @IntRange(min = 1, max = 3) int partitions,
      @ForAll @IntRange(max = 4) int late) {
    Neighbours neighbours = played(histories, defers, partitions, late);
    Set<String> decisionIds = new HashSet<>();
    Map<String, Integer> entered = new TreeMap<>();
    Map<String, Integer> ended = new TreeMap<>();
    neighbours
        .decisions()
        .forEach(
            decision -> {
              assertThat(decisionIds.add(decision.getDecisionId())).isTrue();
              if (decision.getOutcome() == Outcome.ENTERED) {
                entered.merge(decision.getRunId(), 1, Integer::sum);
              } else if (Set.of(Outcome.SENT, Outcome.SKIPPED, Outcome.CANCELLED)
                  .contains(decision.getOutcome())) {
                ended.merge(decision.getRunId(), 1, Integer::sum);
              }
            });
    assertThat(ended).isEqualTo(entered);
    assertThat(neighbours.texts())
        .extracting(Neighbours.Text::commandId)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(
            neighbours.decisions().stream().filter(d -> d.getOutcome() == Outcome.SENT).toList());
    assertThat(neighbours.stillWaiting()).isZero();
  }

  /** When all that is told is read at once, nothing leaves after the word that forbids it. */
  @Property(tries = 300)
  void shouldNeverSendToAnAddressThatIsSuppressed(
      @ForAll("histories") List<Happening> histories, @ForAll boolean defers) {
    Neighbours neighbours = played(histories, defers, 1, 0);
    Map<String, Long> stopped = new HashMap<>();
    Set<String> dead = new HashSet<>();
    for (Object each : neighbours.story()) {
      if (each instanceof Neighbours.Text text) {
        assertThat(dead).doesNotContain(text.number());
        assertThat(stopped).doesNotContainKey(text.number());
      } else if (each instanceof Neighbours.Said said) {
        switch (said.deed()) {
          case SAYS_STOP -> stopped.putIfAbsent(said.number(), said.at());
          case SAYS_YES -> {
            Long since = stopped.get(said.number());
            if (since != null && since < said.at()) {
              stopped.remove(said.number());
            }
          }
          case BOUNCES -> dead.add(said.number());
          default -> {
            // Says nothing about what may be sent.
          }
        }
      }
    }
  }

  /** Found by the property: a STOP that the profile knew already was not told to the new number. */
  @Example
  void shouldSuppressTheNewNumberTooWhenStopIsSaidAgain() {
    List<Happening> history = new ArrayList<>(Collections.nCopies(6, now(Deed.PING, 0)));
    history.add(now(Deed.PING, 3));
    history.add(now(Deed.SAYS_STOP, 0));
    history.add(new Happening(Deed.MOVES, 0, 1, 0));
    history.add(now(Deed.SAYS_STOP, 0));
    shouldNeverSendToAnAddressThatIsSuppressed(history, true);
    shouldNeverSendToAnAddressThatIsSuppressed(history, false);
  }

  private static Happening now(Deed deed, int shopper) {
    return new Happening(deed, shopper, 0, 0);
  }

  @Property(tries = 100)
  void shouldDecideTheSameWhenTheLogIsReadAgainWithWhatWasAppendedToIt(
      @ForAll("histories") List<Happening> histories, @ForAll boolean defers) {
    Neighbours first = played(histories, defers, 1, 0);
    assertThat(first.again().decisions()).isEqualTo(first.decisions());
  }

  private static Neighbours played(
      List<Happening> histories, boolean defers, int partitions, int late) {
    Neighbours neighbours = new Neighbours(defers, partitions, late);
    List<Happening> all = new ArrayList<>();
    all.add(new Happening(Deed.MOVES, 0, 0, 1));
    all.add(new Happening(Deed.MOVES, 3, 1, 1));
    all.addAll(histories);
    for (Happening happening : all) {
      neighbours.pass(happening.after());
      String shopper = "s" + happening.shopper();
      switch (happening.deed()) {
        case PING -> neighbours.hear(People.custom("Ping", Map.of(), shopper));
        case LEAVES -> neighbours.hear(People.custom("Left", Map.of(), shopper));
        case MOVES -> neighbours.moves(shopper, happening.number());
        case AGAIN -> neighbours.hearAgain();
        case SAYS_STOP ->
            neighbours.says(
                happening.deed(), People.replied("STOP", Channel.SMS, shopper), shopper);
        case SAYS_YES ->
            neighbours.says(
                happening.deed(), People.says(ConsentState.GRANTED, Channel.SMS, shopper), shopper);
        case BOUNCES ->
            neighbours.says(happening.deed(), People.bounced(Channel.SMS, shopper), shopper);
      }
    }
    neighbours.end();
    return neighbours;
  }
}

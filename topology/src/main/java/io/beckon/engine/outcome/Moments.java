package io.beckon.engine.outcome;

import io.beckon.contract.ConsentMoved;
import io.beckon.contract.GoalReached;
import io.beckon.contract.OrderAdjusted;
import io.beckon.contract.OrderSeen;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.OutcomeFact;
import io.beckon.contract.TouchKind;
import io.beckon.contract.Touched;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Facts that one decision tells of a shopper, in one record of the topic, and each by itself. The
 * engine tells each by itself; so does who reads them.
 */
public final class Moments {

  private Moments() {}

  /**
   * The same facts in as few records as can be, in their order: those that follow each other and
   * differ in nothing but the fact.
   */
  public static List<OutcomeEvent> together(List<OutcomeEvent> told) {
    if (told.size() < 2) {
      return told;
    }
    List<OutcomeEvent> records = new ArrayList<>(told.size());
    OutcomeEvent first = told.get(0);
    List<OutcomeFact> also = new ArrayList<>();
    for (OutcomeEvent next : told.subList(1, told.size())) {
      if (isOfOne(first, next)) {
        also.add(new OutcomeFact(next.getFact()));
      } else {
        records.add(with(first, also));
        first = next;
        also = new ArrayList<>();
      }
    }
    records.add(with(first, also));
    return records;
  }

  /** The facts of a record, in their order, each with what the record says of all of them. */
  public static List<OutcomeEvent> apart(OutcomeEvent record) {
    if (record.getAlso().isEmpty()) {
      return List.of(record);
    }
    List<OutcomeEvent> told = new ArrayList<>(1 + record.getAlso().size());
    told.add(of(record, record.getFact(), List.of()));
    record.getAlso().forEach(other -> told.add(of(record, other.getFact(), List.of())));
    return told;
  }

  private static boolean isOfOne(OutcomeEvent first, OutcomeEvent next) {
    return first.getAt() == next.getAt()
        && first.getOccurredAt() == next.getOccurredAt()
        && first.getHistorical() == next.getHistorical()
        && first.getShopperId().equals(next.getShopperId())
        && first.getSegments().equals(next.getSegments())
        && (!isTold(next.getFact()) || Objects.equals(first.getToldBy(), next.getToldBy()));
  }

  /** Does a source tell such a fact? Others are decided, and have none. */
  private static boolean isTold(Object fact) {
    if (fact instanceof Touched touch) {
      return touch.getKind() != TouchKind.SENT && touch.getKind() != TouchKind.CALLED_BACK;
    }
    return fact instanceof OrderSeen
        || fact instanceof OrderAdjusted
        || fact instanceof GoalReached
        || fact instanceof ConsentMoved;
  }

  private static OutcomeEvent with(OutcomeEvent first, List<OutcomeFact> also) {
    return also.isEmpty() ? first : of(first, first.getFact(), also);
  }

  private static OutcomeEvent of(OutcomeEvent event, Object fact, List<OutcomeFact> also) {
    return new OutcomeEvent(
        event.getAt(),
        event.getOccurredAt(),
        event.getShopperId(),
        event.getHistorical(),
        event.getSegments(),
        fact,
        also,
        isTold(fact) ? event.getToldBy() : null);
  }
}

package io.beckon.bench.workload;

import io.beckon.contract.ShopperEvent;
import io.beckon.schemas.ContractTrust;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.UUID;

/** Where a history is played: its dice, its products, who was seen, and who listens. */
final class Stage {

  /** Numbers of those who close the history; shoppers have smaller ones. */
  static final int FIRST_CLOSER = 1_500_000_000;

  private static final int IDENTIFIED_OF_TEN = 3;

  private final Workload workload;
  private final EventSink sink;
  private final SplittableRandom dice;
  private final Deeds deeds;
  private final BitSet seen = new BitSet();

  Stage(Workload workload, EventSink sink) {
    ContractTrust.grant();
    this.workload = workload;
    this.sink = sink;
    this.dice = new SplittableRandom(workload.seed());
    this.deeds = new Deeds(new Catalogue(workload.seed()));
  }

  Workload workload() {
    return workload;
  }

  SplittableRandom dice() {
    return dice;
  }

  Deeds deeds() {
    return deeds;
  }

  /** Is this the first time that somebody comes who will say who they are? Asked once. */
  boolean introduces(int shopper) {
    if (seen.get(shopper)) {
      return false;
    }
    seen.set(shopper);
    return Integer.remainderUnsigned(shopper * 0x9E3779B9, 10) < IDENTIFIED_OF_TEN;
  }

  void emit(int shopper, long at, Object payload) {
    String id = new UUID(dice.nextLong(), dice.nextLong()).toString();
    ShopperEvent event = new ShopperEvent(id, at, ShopperIds.text(shopper), "web", false, payload);
    sink.accept(shopper, at, event);
  }
}

package io.beckon.app.reshard;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Why a resharding must not begin, go on, or take over; each with the way out. */
final class Refusals {

  private Refusals() {}

  /**
   * What stands in the way of carrying the state.
   *
   * @param journal of what was begun before
   */
  static List<String> toCarry(Plan plan, Situation now, Journal journal) {
    List<String> all = new ArrayList<>(ofOld(plan, now));
    if (all.isEmpty()) {
      all.addAll(ofPlan(plan, now));
    }
    if (journal.plan().isPresent()) {
      all.addAll(ofBegun(plan, journal.plan().orElseThrow()));
      if (journal.stage() == Journal.Stage.ACTIVATED) {
        all.add(plan.to() + " has taken over already: there is nothing to carry.");
      }
      return all;
    }
    all.addAll(ofNew(plan, now));
    return all;
  }

  /** What stands in the way of the new application's taking over. */
  static List<String> toActivate(Plan plan, Situation now, Journal journal) {
    if (journal.plan().isEmpty()) {
      return List.of("nothing was carried to " + plan.to() + " yet: run it without --activate.");
    }
    List<String> all = new ArrayList<>(ofBegun(plan, journal.plan().orElseThrow()));
    if (journal.stage() == Journal.Stage.BEGUN) {
      all.add("not all state is carried: run it without --activate to go on.");
    }
    if (journal.stage() == Journal.Stage.ACTIVATED) {
      return all;
    }
    all.addAll(ofOld(plan, now));
    if (now.newLog().records() > 0) {
      all.add(
          plan.newLog()
              + " holds records that are not of this command: producers came too early, or "
              + plan.to()
              + " ran without shadow=true. What they wrote must come after what is still to be"
              + " carried. Stop them and "
              + plan.to()
              + ", take their records from the topic, and begin again with --discard.");
    }
    return all;
  }

  private static List<String> ofOld(Plan plan, Situation now) {
    List<String> all = new ArrayList<>();
    if (!now.group() && now.stores().isEmpty()) {
      return List.of(
          "there is no application "
              + plan.from()
              + " on this cluster: is --from right, and kafka.bootstrap.servers?");
    }
    now.movedTo()
        .filter(other -> !other.equals(plan.to()))
        .ifPresent(other -> all.add(plan.from() + " has moved to " + other + " before."));
    if (now.committed().isEmpty()) {
      all.add(
          plan.from()
              + " has committed no offset of "
              + plan.log()
              + ", so nobody knows what its state has seen. If it never worked, give it the new number"
              + " at once; if it stood so long that the brokers forgot its offsets, restore them.");
    }
    if (now.members() > 0) {
      all.add(
          plan.from()
              + " still runs ("
              + now.members()
              + (now.members() == 1 ? " member" : " members")
              + " of its group): stop all its instances. One that was killed counts until"
              + " session.timeout.");
    }
    if (!now.unsealed().isEmpty()) {
      all.add(
          "a transaction is open in "
              + String.join(", ", new TreeSet<>(now.unsealed()))
              + ": its end must be known. One of "
              + plan.from()
              + " is aborted after transaction.timeout; for another one see 'beckon topics check'.");
    }
    return all;
  }

  private static List<String> ofPlan(Plan plan, Situation now) {
    List<String> all = new ArrayList<>();
    if (plan.from().equals(plan.to())) {
      all.add("--from and --to are one: the new application needs an id of its own.");
    }
    if (!now.unknown().isEmpty()) {
      all.add(
          "internal topics that this release does not know: "
              + String.join(", ", new TreeSet<>(now.unknown()))
              + ". Use the release that "
              + plan.from()
              + " runs with.");
    }
    if (!now.missing().isEmpty()) {
      all.add(
          "there is no changelog of "
              + String.join(", ", new TreeSet<>(now.missing()))
              + ": start "
              + plan.from()
              + " once with this release, so that it has all its stores.");
    }
    if (!now.stores().isEmpty() && now.stateIn() == 0) {
      all.add(
          "the changelogs have different numbers of partitions: "
              + now.stores()
              + ". Someone raised some of them, and state may lie where nobody finds it. Restore the"
              + " backup of before, or process the log again under a new application.id.");
    }
    if (now.logPartitions() == 0) {
      all.add(
          "there is no topic "
              + plan.log()
              + ": is topics.generation that of "
              + plan.from()
              + "? The configuration is to be the old application's.");
    } else if (now.stateIn() > now.logPartitions()) {
      all.add(
          plan.log()
              + " has "
              + now.logPartitions()
              + " partitions, but the state lives in "
              + now.stateIn()
              + ": it is not the log that the state was made from.");
    } else if (now.logPartitions() == plan.partitions() && now.stateIn() == plan.partitions()) {
      all.add(plan.from() + " has " + plan.partitions() + " partitions already.");
    }
    if (plan.log().equals(plan.newLog())) {
      all.add(
          "the new log would be the old one, "
              + plan.log()
              + ": give another --generation for its name.");
    }
    if (now.partlyRead() != null && !now.partlyRead().isEmpty()) {
      all.add(
          "only some partitions have read "
              + String.join(", ", new TreeSet<>(now.partlyRead()))
              + ". Start "
              + plan.from()
              + " again until it has, and stop it.");
    }
    return all;
  }

  private static List<String> ofBegun(Plan plan, Plan begun) {
    if (!begun.isAbout(plan)) {
      return List.of(
          "a resharding to "
              + plan.to()
              + " was begun with another plan: "
              + begun
              + ". Go on with that one, or take it back with --discard.");
    }
    if (!begun.offsets().equals(plan.offsets())) {
      return List.of(
          plan.from()
              + " has worked since its state was carried (it had read "
              + begun.offsets()
              + ", now "
              + plan.offsets()
              + "): what was carried is out of date. Stop "
              + plan.from()
              + ", take it back with --discard, and begin again.");
    }
    return List.of();
  }

  private static List<String> ofNew(Plan plan, Situation now) {
    List<String> all = new ArrayList<>();
    if (now.newLog().partitions() > 0 && now.newLog().partitions() != plan.partitions()) {
      all.add(
          plan.newLog()
              + " exists with "
              + now.newLog().partitions()
              + " partitions: give another --generation, or delete it.");
    }
    if (now.newLog().records() > 0) {
      all.add(
          plan.newLog()
              + " is not empty: the new application has to begin it. Give another --generation.");
    }
    if (!now.newStores().isEmpty()) {
      all.add(
          "there is state of an application "
              + plan.to()
              + " already ("
              + String.join(", ", new TreeSet<>(now.newStores()))
              + "): give another --to.");
    }
    if (now.newGroup().members() > 0 || now.newGroup().read() > 0) {
      all.add(plan.to() + " runs, or ran, on this cluster: give another --to.");
    }
    return all;
  }
}

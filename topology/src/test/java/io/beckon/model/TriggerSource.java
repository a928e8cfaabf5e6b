package io.beckon.model;

import io.beckon.contract.AbandonmentTrigger;
import java.util.List;

/** Whatever notices abandonment in a log. */
@FunctionalInterface
public interface TriggerSource {

  /**
   * Reads one partition from its beginning, lets the time run on, and returns all triggers.
   *
   * @param log records in log order; their timestamps need not rise
   * @param until the time at the end, epoch milliseconds: a trigger decided at this very moment
   *     still comes
   * @return triggers, those of one shopper in the order of their decisions
   */
  List<AbandonmentTrigger> run(List<Appended> log, AbandonmentSettingsLike settings, long until);
}

package io.beckon.engine.policy;

import java.time.Duration;

/** Gives up what could not leave in time; exactly {@code staleAfter} late is still in time. */
final class StalenessGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Duration late = Duration.ofMillis(request.at() - request.dueAt());
    if (late.compareTo(policy.staleAfter()) > 0) {
      findings.saw("late", late.toString());
      findings.saw("staleAfter", policy.staleAfter().toString());
      findings.skip(Reasons.STALE, "staleAfter");
    }
  }
}

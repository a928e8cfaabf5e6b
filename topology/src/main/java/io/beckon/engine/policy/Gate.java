package io.beckon.engine.policy;

/** One rule that a send must pass. Says nothing when it lets the send go. */
interface Gate {

  /** Looks at a send, notes what it looked at, and stops it where it must. */
  void judge(Policy policy, SendRequest request, Findings findings);
}

package io.beckon.engine.policy;

/** Says whether a send may go, by a policy. */
@FunctionalInterface
public interface Judge {

  /** Judges a send at its logical time. Total: never throws for any shopper. */
  Verdict judge(Policy policy, SendRequest request);
}

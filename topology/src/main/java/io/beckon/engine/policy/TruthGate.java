package io.beckon.engine.policy;

/** Says only what is true: nothing is sent about what can't be bought now. */
final class TruthGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    if (request.soldOut()) {
      findings.stop(policy.gates().stock(), Reasons.OUT_OF_STOCK, "send.stock");
    }
  }
}

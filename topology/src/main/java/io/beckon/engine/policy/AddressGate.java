package io.beckon.engine.policy;

import io.beckon.engine.consent.Address;

/** Stops a send to a shopper whom the channel can't reach. */
final class AddressGate implements Gate {

  @Override
  public void judge(Policy policy, SendRequest request, Findings findings) {
    Address address = Address.of(request.channel());
    if (!address.isKnown(request.shopper().profile().contact())) {
      findings.saw("address", address.name());
      findings.stop(policy.gates().address(), Reasons.NO_ADDRESS, null);
    }
  }
}

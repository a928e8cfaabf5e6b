package io.beckon.engine.policy;

import java.util.List;

/**
 * Judges whether a send may go. The gates stand in this order: staleness, already sent,
 * suppression, address, consent, soft bounces and sunset, stock, repeats, on site, callbacks,
 * priority, cooldowns, caps, quiet hours.
 *
 * <p>A gate that skips ends the judgement: whatever others would defer, it will not go. Otherwise,
 * if any gate defers, the send waits until the latest of their times, and is then judged again from
 * the first gate. The reason is the first one, in order, that led to the answer. Stateless: the
 * same policy and request always give the same verdict.
 */
public final class Gates {

  private final List<Gate> inOrder;

  /** The gates, in order. */
  public Gates() {
    Whereabouts whereabouts = new Whereabouts();
    inOrder =
        List.of(
            new StalenessGate(),
            new AlreadySentGate(),
            new SuppressionGate(),
            new AddressGate(),
            new ConsentGate(),
            new HygieneGate(),
            new TruthGate(),
            new RepeatsGate(),
            new OnSiteGate(),
            new CallbackGate(),
            new PriorityGate(),
            new CooldownGate(),
            new CapsGate(whereabouts),
            new QuietHoursGate(whereabouts));
  }

  /** The verdict on a send, with what was looked at up to where it was stopped. */
  public Verdict judge(Policy policy, SendRequest request) {
    Findings findings = new Findings(request.at(), policy.gates().again());
    for (Gate gate : inOrder) {
      gate.judge(policy, request, findings);
      if (findings.isSkip()) {
        break;
      }
    }
    return findings.verdict();
  }
}

package io.beckon.app.rules;

import io.beckon.engine.flow.Flow;
import io.beckon.engine.policy.Policy;
import java.util.List;

/**
 * Flows and the policy over them, loaded and valid.
 *
 * @param flows in the order of their file names; ids are unique
 * @param policy the policy
 * @param files what they were read from: one for each flow, in the same order, and the policy's
 *     last
 */
public record Rules(List<Flow> flows, Policy policy, List<RuleFile> files) {

  /** Id of the policy where flows and policy are named alike. */
  public static final String POLICY_ID = "policy";

  public Rules {
    flows = List.copyOf(flows);
    files = List.copyOf(files);
  }

  /**
   * A file that was read.
   *
   * @param id the flow's id, or {@link #POLICY_ID}
   * @param name file name without its folder
   * @param text the YAML
   * @param hash SHA-256 of the text, lower-case hex
   */
  public record RuleFile(String id, String name, String text, String hash) {}
}

package io.beckon.app.rules;

import io.beckon.contract.RuleKind;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.segment.Segment;
import java.util.List;

/**
 * Flows, the segments that they know and the policy over them, loaded and valid.
 *
 * @param flows in the order of their file names; ids are unique
 * @param policy the policy
 * @param segments in the order of their file names; ids are unique
 * @param files what they were read from: one for each segment and each flow, in the same order, and
 *     the policy's last
 */
public record Rules(List<Flow> flows, Policy policy, List<Segment> segments, List<RuleFile> files) {

  /** Id of the policy where flows and policy are named alike. */
  public static final String POLICY_ID = "policy";

  /** What the ids of segments begin with where all definitions are named alike. */
  public static final String SEGMENT_PREFIX = "segment:";

  /** Flows and a policy, without segments. */
  public Rules(List<Flow> flows, Policy policy, List<RuleFile> files) {
    this(flows, policy, List.of(), files);
  }

  public Rules {
    segments = List.copyOf(segments);
    flows = List.copyOf(flows);
    files = List.copyOf(files);
  }

  /**
   * A file that was read.
   *
   * @param id the flow's id, {@link #POLICY_ID}, or the segment's id after {@link #SEGMENT_PREFIX}
   * @param name file name, for a segment with the folder of the segments before it
   * @param text the YAML
   * @param hash SHA-256 of the text, lower-case hex
   */
  public record RuleFile(String id, String name, String text, String hash) {

    /** What is defined in it. */
    public RuleKind kind() {
      if (id.equals(POLICY_ID)) {
        return RuleKind.POLICY;
      }
      return id.startsWith(SEGMENT_PREFIX) ? RuleKind.SEGMENT : RuleKind.FLOW;
    }
  }
}

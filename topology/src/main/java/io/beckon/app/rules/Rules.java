package io.beckon.app.rules;

import io.beckon.contract.RuleKind;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.score.Score;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.stage.Stages;
import java.util.List;

/**
 * Flows, the segments that they know and the policy over them, loaded and valid.
 *
 * @param flows in the order of their file names; ids are unique
 * @param policy the policy
 * @param segments in the order of their file names; ids are unique
 * @param scores in the order of their file names; ids are unique
 * @param stages ladders of stages, in the order of their file names; ids are unique
 * @param files what they were read from: one for each segment, score, ladder and flow, in this
 *     order, and the policy's last
 */
public record Rules(
    List<Flow> flows,
    Policy policy,
    List<Segment> segments,
    List<Score> scores,
    List<Stages> stages,
    List<RuleFile> files) {

  /** Id of the policy where flows and policy are named alike. */
  public static final String POLICY_ID = "policy";

  /** What the ids of segments begin with where all definitions are named alike. */
  public static final String SEGMENT_PREFIX = "segment:";

  /** What the ids of scores begin with there. */
  public static final String SCORE_PREFIX = "score:";

  /** What the ids of ladders of stages begin with there. */
  public static final String STAGES_PREFIX = "stages:";

  /** Flows, segments and a policy, without scores and stages. */
  public Rules(List<Flow> flows, Policy policy, List<Segment> segments, List<RuleFile> files) {
    this(flows, policy, segments, List.of(), List.of(), files);
  }

  /** Flows and a policy, without segments. */
  public Rules(List<Flow> flows, Policy policy, List<RuleFile> files) {
    this(flows, policy, List.of(), files);
  }

  public Rules {
    segments = List.copyOf(segments);
    scores = List.copyOf(scores);
    stages = List.copyOf(stages);
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
      if (id.startsWith(SCORE_PREFIX)) {
        return RuleKind.SCORE;
      }
      if (id.startsWith(STAGES_PREFIX)) {
        return RuleKind.STAGES;
      }
      return id.startsWith(SEGMENT_PREFIX) ? RuleKind.SEGMENT : RuleKind.FLOW;
    }
  }
}

package io.beckon.engine.flow.load;

import io.beckon.engine.flow.Flow;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.score.Score;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.stage.Stages;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Turns the text of a flow, policy or segment file into what the engine runs. */
public final class RuleLoader {

  private RuleLoader() {}

  /**
   * Reads a flow.
   *
   * @param yaml the text of the file
   * @param fileName named in problems
   * @param version version that the flow gets, from 1
   * @throws InvalidRule with all problems of the text, if there are any
   */
  public static Flow flow(String yaml, String fileName, int version) {
    Reading reading = new Reading(fileName, yaml);
    Fields root = reading.root(FlowReader.KEYS, "a flow");
    Flow flow = new FlowReader(reading).read(root, version, hash(yaml));
    reading.finish();
    return flow;
  }

  /**
   * What is allowed in a flow and probably not meant.
   *
   * @param yaml the text of the file
   * @param fileName named in problems
   * @throws InvalidRule with all problems of the text, if there are any
   */
  public static List<Problem> warnings(String yaml, String fileName) {
    Reading reading = new Reading(fileName, yaml);
    new FlowReader(reading).read(reading.root(FlowReader.KEYS, "a flow"), 1, hash(yaml));
    reading.finish();
    return reading.warnings();
  }

  /**
   * Reads a policy.
   *
   * @param yaml the text of the file
   * @param fileName named in problems
   * @param version version that the policy gets, from 1
   * @throws InvalidRule with all problems of the text, if there are any
   */
  public static Policy policy(String yaml, String fileName, int version) {
    Reading reading = new Reading(fileName, yaml);
    Fields root = reading.root(PolicyReader.KEYS, "a policy");
    Policy policy = new PolicyReader(reading).read(root, version, hash(yaml));
    reading.finish();
    return policy;
  }

  /** Is that the name of a rule of the law that ships with the product? */
  public static boolean isLaw(String ruleName) {
    return Law.shipped().names().contains(ruleName);
  }

  /**
   * Reads a segment.
   *
   * @param yaml the text of the file
   * @param fileName named in problems
   * @param version version that the segment gets, from 1
   * @throws InvalidRule with all problems of the text, if there are any
   */
  public static Segment segment(String yaml, String fileName, int version) {
    Reading reading = new Reading(fileName, yaml);
    Fields root = reading.root(SegmentReader.KEYS, "a segment");
    Segment segment = new SegmentReader(reading).read(root, version, hash(yaml));
    reading.finish();
    return Objects.requireNonNull(segment, "a segment without problems");
  }

  /**
   * Reads a score.
   *
   * @param yaml the text of the file
   * @param fileName named in problems
   * @param version version that the score gets, from 1
   * @throws InvalidRule with all problems of the text, if there are any
   */
  public static Score score(String yaml, String fileName, int version) {
    Reading reading = new Reading(fileName, yaml);
    Fields root = reading.root(ScoreReader.KEYS, "a score");
    Score score = new ScoreReader(reading).read(root, version, hash(yaml));
    reading.finish();
    return score;
  }

  /**
   * Reads a ladder of stages.
   *
   * @param yaml the text of the file
   * @param fileName named in problems
   * @param version version that the ladder gets, from 1
   * @throws InvalidRule with all problems of the text, if there are any
   */
  public static Stages stages(String yaml, String fileName, int version) {
    Reading reading = new Reading(fileName, yaml);
    Fields root = reading.root(StagesReader.KEYS, "a ladder of stages");
    Stages stages = new StagesReader(reading).read(root, version, hash(yaml));
    reading.finish();
    return Objects.requireNonNull(stages, "stages without problems");
  }

  /** SHA-256 of a text in UTF-8, lower-case hex: the hash that definitions carry. */
  public static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

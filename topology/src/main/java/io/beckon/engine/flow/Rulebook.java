package io.beckon.engine.flow;

import io.beckon.contract.TriggerKind;
import io.beckon.engine.catalog.ChangeKind;
import io.beckon.engine.policy.Policy;
import io.beckon.engine.score.Score;
import io.beckon.engine.score.ScoreAtLeast;
import io.beckon.engine.score.ScoreSet;
import io.beckon.engine.segment.Move;
import io.beckon.engine.segment.Segment;
import io.beckon.engine.segment.SegmentHistory;
import io.beckon.engine.segment.SegmentSet;
import io.beckon.engine.stage.StageMove;
import io.beckon.engine.stage.StageSet;
import io.beckon.engine.stage.Stages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The flows, policies and segments in force, by log time. A definition is in force for decisions
 * later than its activation, so that a timer that is fired late is still decided by the rules of
 * its own time. Immutable.
 */
public final class Rulebook {

  /** In force since ever. */
  public static final long ALWAYS = Long.MIN_VALUE;

  private static final long NEVER = Long.MAX_VALUE;

  private record Head(long since, int version, boolean retired) {}

  private record PolicyHead(long since, Policy policy) {}

  private final Map<String, List<Head>> heads;
  private final Map<String, Map<Integer, Program>> programs;
  private final List<PolicyHead> policies;
  private final SegmentHistory segments;
  private final RuleHistory<Score, ScoreSet> scores;
  private final RuleHistory<Stages, StageSet> stages;
  private final long latest;
  private final List<Program> current;
  private final Map<String, List<Program>> currentByEvent;
  private final DatedFlows dated;
  private final Set<String> goals;
  private final long productsSince;
  private final long kindsSince;

  private Rulebook(
      Map<String, List<Head>> heads,
      Map<String, Map<Integer, Program>> programs,
      List<PolicyHead> policies,
      SegmentHistory segments,
      RuleHistory<Score, ScoreSet> scores,
      RuleHistory<Stages, StageSet> stages) {
    this.segments = segments;
    this.scores = scores;
    this.stages = stages;
    this.heads = heads;
    this.programs = programs;
    this.policies = policies;
    long newest = ALWAYS;
    for (List<Head> list : heads.values()) {
      newest = Math.max(newest, list.get(list.size() - 1).since());
    }
    this.latest = newest;
    this.current = inForce(Long.MAX_VALUE);
    this.currentByEvent = byEvent(current);
    this.dated = dated(current, Long.MAX_VALUE);
    this.goals = goals(programs);
    this.productsSince = watchedSince(false);
    this.kindsSince = watchedSince(true);
  }

  /** No flows, and a policy in force since ever. */
  public static Rulebook of(Policy policy) {
    return new Rulebook(
        Map.of(),
        Map.of(),
        List.of(new PolicyHead(ALWAYS, policy)),
        SegmentHistory.NONE,
        new RuleHistory<>(ScoreSet::new),
        new RuleHistory<>(StageSet::new));
  }

  /** The same rulebook with a version of a flow in force since a log time. */
  public Rulebook activated(Flow flow, long since) {
    Map<String, Map<Integer, Program>> nextPrograms = new HashMap<>(programs);
    Map<Integer, Program> versions = new HashMap<>(programs.getOrDefault(flow.id(), Map.of()));
    versions.put(flow.version(), new Program(flow));
    nextPrograms.put(flow.id(), versions);
    return new Rulebook(
        withHead(flow.id(), new Head(since, flow.version(), false)),
        nextPrograms,
        policies,
        segments,
        scores,
        stages);
  }

  /** The same rulebook with a flow retired since a log time: running shoppers finish. */
  public Rulebook retired(String flowId, int version, long since) {
    return new Rulebook(
        withHead(flowId, new Head(since, version, true)),
        programs,
        policies,
        segments,
        scores,
        stages);
  }

  /** The same rulebook with a policy in force since a log time. */
  public Rulebook activated(Policy policy, long since) {
    List<PolicyHead> next = new ArrayList<>(policies);
    next.add(new PolicyHead(since, policy));
    return new Rulebook(heads, programs, next, segments, scores, stages);
  }

  /** The same rulebook with a version of a segment in force since a log time. */
  public Rulebook activated(Segment segment, long since) {
    return with(segments.activated(segment, since));
  }

  /** The same rulebook without a segment since a log time. */
  public Rulebook retiredSegment(String id, long since) {
    return with(segments.retired(id, since));
  }

  private Rulebook with(SegmentHistory others) {
    return new Rulebook(heads, programs, policies, others, scores, stages);
  }

  /**
   * The same rulebook with a version of a score in force since a log time. Who has reached one of
   * its thresholds is kept up as who is in a segment is.
   */
  public Rulebook activated(Score score, long since) {
    SegmentHistory next = withoutThresholds(score.id(), since);
    for (Score.Threshold threshold : score.thresholds()) {
      next = next.activated(new ScoreAtLeast(score, threshold).segment(), since);
    }
    return new Rulebook(
        heads, programs, policies, next, scores.with(score.id(), score, since), stages);
  }

  /** The same rulebook without a score since a log time. */
  public Rulebook retiredScore(String id, long since) {
    return new Rulebook(
        heads,
        programs,
        policies,
        withoutThresholds(id, since),
        scores.with(id, null, since),
        stages);
  }

  private SegmentHistory withoutThresholds(String score, long since) {
    SegmentHistory next = segments;
    for (Segment known : segments.at(Long.MAX_VALUE).all()) {
      if (known.when() instanceof ScoreAtLeast reached && reached.score().id().equals(score)) {
        next = next.retired(known.id(), since);
      }
    }
    return next;
  }

  /** The scores in force for a decision at a logical time. */
  public ScoreSet scoresAt(long at) {
    return scores.at(at);
  }

  /** The same rulebook with a version of a ladder of stages in force since a log time. */
  public Rulebook activated(Stages ladder, long since) {
    return new Rulebook(
        heads, programs, policies, segments, scores, stages.with(ladder.id(), ladder, since));
  }

  /** The same rulebook without a ladder of stages since a log time. */
  public Rulebook retiredStages(String id, long since) {
    return new Rulebook(heads, programs, policies, segments, scores, stages.with(id, null, since));
  }

  /** The stages in force for a decision at a logical time. */
  public StageSet stagesAt(long at) {
    return stages.at(at);
  }

  /** Flows that a movement between stages may start, higher priority first. */
  public List<Program> startedBy(StageMove move, long at) {
    List<Program> found = new ArrayList<>();
    for (Program program : flowsAt(at)) {
      if (program.flow().trigger() instanceof Trigger.OnStage trigger
          && trigger.stages().equals(move.ladder().id())
          && (trigger.to() == null || trigger.to().equals(move.to()))) {
        found.add(program);
      }
    }
    return found;
  }

  /** The segments in force for a decision at a logical time. */
  public SegmentSet segmentsAt(long at) {
    return segments.at(at);
  }

  /** The policy in force for a decision at a logical time, as it is in that season. */
  public Policy policyAt(long at) {
    for (int i = policies.size() - 1; i > 0; i--) {
      if (policies.get(i).since() < at) {
        return policies.get(i).policy().at(at);
      }
    }
    return policies.get(0).policy().at(at);
  }

  /** Flows that an abandonment may start, higher priority first. */
  public List<Program> startedBy(TriggerKind kind, long at) {
    List<Program> found = new ArrayList<>();
    for (Program program : flowsAt(at)) {
      if (program.flow().trigger() instanceof Trigger.Abandoned trigger && trigger.kind() == kind) {
        found.add(program);
      }
    }
    return found;
  }

  /** Flows that an event may start, higher priority first. */
  public List<Program> startedBy(String event, long at) {
    if (at > latest) {
      return currentByEvent.getOrDefault(event, List.of());
    }
    return byEvent(inForce(at)).getOrDefault(event, List.of());
  }

  /** Flows that a change of a segment's membership may start, higher priority first. */
  public List<Program> startedBy(Move move, long at) {
    List<Program> found = new ArrayList<>();
    for (Program program : flowsAt(at)) {
      if (program.flow().trigger() instanceof Trigger.OnSegment trigger
          && trigger.entered() == move.entered()
          && trigger.segment().equals(move.segment().id())) {
        found.add(program);
      }
    }
    return found;
  }

  /** Flows that begin on dates, in force for a decision at a logical time. */
  public DatedFlows datesAt(long at) {
    return at > latest ? dated : dated(inForce(at), at);
  }

  private DatedFlows dated(List<Program> programs, long at) {
    return DatedFlows.among(
        programs, programs.stream().map(program -> head(program.flow().id(), at).since()).toList());
  }

  /** Flows that a change of a product may start, higher priority first. */
  public List<Program> startedByProducts(long at) {
    List<Program> found = new ArrayList<>();
    for (Program program : flowsAt(at)) {
      if (program.flow().trigger() instanceof Trigger.OnProduct) {
        found.add(program);
      }
    }
    return found;
  }

  /** May a change of a product start any flow that is in force now? */
  public boolean watchesProducts() {
    return productsSince != NEVER;
  }

  /** Since when one may, epoch milliseconds; Long.MAX_VALUE: none may. */
  public long productsWatchedSince() {
    return productsSince;
  }

  /** Since when a new product may, by its category or brand; Long.MAX_VALUE: none may. */
  public long kindsWatchedSince() {
    return kindsSince;
  }

  private long watchedSince(boolean kinds) {
    long since = NEVER;
    for (Program program : current) {
      if (program.flow().trigger() instanceof Trigger.OnProduct trigger
          && (!kinds || trigger.kind() == ChangeKind.PUBLISHED)) {
        List<Head> versions = heads.getOrDefault(program.flow().id(), List.of());
        since = Math.min(since, versions.get(versions.size() - 1).since());
      }
    }
    return since;
  }

  /** May any event start a flow at that time? */
  public boolean hasEventFlows(long at) {
    if (at > latest) {
      return !currentByEvent.isEmpty();
    }
    return !byEvent(flowsAt(at)).isEmpty();
  }

  /** Is an event the goal of any version of a flow, or does it support one? */
  public boolean isGoal(String event) {
    return goals.contains(event);
  }

  private static Set<String> goals(Map<String, Map<Integer, Program>> programs) {
    Set<String> events = new HashSet<>();
    for (Map<Integer, Program> versions : programs.values()) {
      for (Program program : versions.values()) {
        Flow.Goal goal = program.flow().goal();
        if (goal != null) {
          events.add(goal.event());
          goal.supporting().forEach(supporting -> events.add(supporting.event()));
        }
      }
    }
    return Set.copyOf(events);
  }

  private static Map<String, List<Program>> byEvent(List<Program> programs) {
    Map<String, List<Program>> found = new HashMap<>();
    for (Program program : programs) {
      if (program.flow().trigger() instanceof Trigger.OnEvent trigger) {
        found.computeIfAbsent(trigger.event(), event -> new ArrayList<>(1)).add(program);
      }
    }
    found.replaceAll((event, started) -> List.copyOf(started));
    return found;
  }

  /** The flows in force for a decision at a logical time, higher priority first, then by id. */
  public List<Program> flowsAt(long at) {
    return at > latest ? current : inForce(at);
  }

  /** The version of a flow that is in force for a decision at a logical time; null: none is. */
  public @Nullable Program inForce(String flowId, long at) {
    Head head = head(flowId, at);
    return head.retired() ? null : find(flowId, head.version());
  }

  /** A version of a flow, in force or not; null when it was never activated here. */
  public @Nullable Program find(String flowId, int version) {
    return programs.getOrDefault(flowId, Map.of()).get(version);
  }

  private Map<String, List<Head>> withHead(String flowId, Head head) {
    Map<String, List<Head>> next = new HashMap<>(heads);
    List<Head> list = new ArrayList<>(heads.getOrDefault(flowId, List.of()));
    list.add(head);
    next.put(flowId, list);
    return next;
  }

  /** The latest word on a flow before a time; before the first, it is as good as retired. */
  private Head head(String flowId, long at) {
    Head head = new Head(ALWAYS, 0, true);
    for (Head candidate : heads.getOrDefault(flowId, List.of())) {
      if (candidate.since() < at) {
        head = candidate;
      }
    }
    return head;
  }

  private List<Program> inForce(long at) {
    List<Program> found = new ArrayList<>();
    for (String flowId : heads.keySet()) {
      Head head = head(flowId, at);
      if (!head.retired()) {
        Program program = find(flowId, head.version());
        if (program != null) {
          found.add(program);
        }
      }
    }
    found.sort(
        Comparator.comparingInt((Program p) -> -p.flow().priority())
            .thenComparing(p -> p.flow().id()));
    return List.copyOf(found);
  }
}

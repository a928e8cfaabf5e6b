package io.beckon.engine.flow;

import io.beckon.engine.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A flow's steps, flattened into numbered instructions, so that where a run stands is one number.
 * The numbering depends on the flow's steps only: a run reads it in every later process.
 */
public final class Program {

  /** What a run does next. */
  public sealed interface Instruction {

    /** The step of the file that it is of; null for none. */
    default @Nullable Step step() {
      return null;
    }

    /**
     * Decide a message.
     *
     * @param variant the arm that it stands in; null: none
     */
    record Send(Step.Send step, @Nullable String variant) implements Instruction {}

    record Wait(Step.Pause step) implements Instruction {}

    /** Go on with the next instruction when the event comes, else with {@code otherwise}. */
    record Await(Step.Await step, int otherwise) implements Instruction {}

    /** Go on with the first instruction of an arm. */
    record Split(Step.Split step, Map<String, Integer> arms) implements Instruction {
      public Split {
        arms = Map.copyOf(arms);
      }

      int at(Step.Arm arm) {
        return Objects.requireNonNull(arms.get(arm.id()), arm.id());
      }
    }

    record Assign(Step.Assign step) implements Instruction {}

    record Task(Step.Task step) implements Instruction {}

    record Audience(Step.Audience step) implements Instruction {}

    /** Go on with the next instruction if the condition holds, else with {@code otherwise}. */
    record Branch(Step.Branch step, int otherwise) implements Instruction {}

    record Jump(int target) implements Instruction {}

    record End() implements Instruction {}
  }

  /** Which engine decides; raised when the same inputs may give another decision. */
  private static final String ENGINE = "beckon-1";

  /** The hash of all rules of a decision, and the policy that it holds for. */
  private record RulesHash(String policyHash, String hash) {}

  private final Flow flow;
  private final List<Instruction> instructions;

  /** The latest; a value, so that two threads may at worst reckon it twice. */
  private @Nullable RulesHash rulesHash;

  /** Flattens a flow. */
  public Program(Flow flow) {
    this.flow = flow;
    List<Instruction> code = new ArrayList<>();
    append(flow.steps(), null, code);
    code.add(new Instruction.End());
    this.instructions = List.copyOf(code);
  }

  /** The flow as its author wrote it. */
  public Flow flow() {
    return flow;
  }

  /** A hash of everything that decisions of this flow under a policy depend on, but for facts. */
  String rulesHash(String policyHash) {
    RulesHash latest = rulesHash;
    if (latest == null || !latest.policyHash().equals(policyHash)) {
      latest = new RulesHash(policyHash, Ids.of("rules", flow.hash(), policyHash, ENGINE));
      rulesHash = latest;
    }
    return latest.hash();
  }

  /** The instruction at a position; a position past the last one is the end. */
  public Instruction at(int position) {
    return position < instructions.size() ? instructions.get(position) : new Instruction.End();
  }

  /** The id of the step at a position, past jumps; "end" where there is none. */
  public String stepAt(int position) {
    int at = position;
    while (at(at) instanceof Instruction.Jump jump) {
      at = jump.target();
    }
    Step step = at(at).step();
    return step == null ? "end" : step.id();
  }

  /** The step of an id, but for steps that only lead elsewhere; null when there is none. */
  @Nullable Step step(String id) {
    for (Instruction each : instructions) {
      Step step = each.step();
      if (step != null && step.id().equals(id)) {
        return step;
      }
    }
    return null;
  }

  /** Number of instructions, the end included. */
  public int size() {
    return instructions.size();
  }

  private static void append(List<Step> steps, @Nullable String variant, List<Instruction> code) {
    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        code.add(new Instruction.Send(send, variant));
      } else if (step instanceof Step.Pause pause) {
        code.add(new Instruction.Wait(pause));
      } else if (step instanceof Step.Branch branch) {
        fork(
            branch.then(),
            branch.otherwise(),
            variant,
            code,
            otherwise -> new Instruction.Branch(branch, otherwise));
      } else if (step instanceof Step.Await await) {
        fork(
            await.then(),
            await.otherwise(),
            variant,
            code,
            otherwise -> new Instruction.Await(await, otherwise));
      } else if (step instanceof Step.Split split) {
        append(split, code);
      } else if (step instanceof Step.Assign assign) {
        code.add(new Instruction.Assign(assign));
      } else if (step instanceof Step.Task task) {
        code.add(new Instruction.Task(task));
      } else if (step instanceof Step.Audience audience) {
        code.add(new Instruction.Audience(audience));
      } else {
        code.add(new Instruction.End());
      }
    }
  }

  private static void fork(
      List<Step> then,
      List<Step> otherwise,
      @Nullable String variant,
      List<Instruction> code,
      IntFunction<Instruction> forking) {
    int at = reserve(code);
    append(then, variant, code);
    int jump = reserve(code);
    code.set(at, forking.apply(code.size()));
    append(otherwise, variant, code);
    code.set(jump, new Instruction.Jump(code.size()));
  }

  private static void append(Step.Split split, List<Instruction> code) {
    int at = reserve(code);
    Map<String, Integer> arms = new HashMap<>();
    List<Integer> jumps = new ArrayList<>();
    for (Step.Arm arm : split.arms()) {
      arms.put(arm.id(), code.size());
      if (arm.control()) {
        code.add(new Instruction.End());
      } else {
        append(arm.steps(), arm.id(), code);
        jumps.add(reserve(code));
      }
    }
    code.set(at, new Instruction.Split(split, arms));
    jumps.forEach(jump -> code.set(jump, new Instruction.Jump(code.size())));
  }

  /** A place for an instruction that is not known yet. */
  private static int reserve(List<Instruction> code) {
    code.add(new Instruction.End());
    return code.size() - 1;
  }
}

package io.beckon.engine.flow;

import io.beckon.engine.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow's steps, flattened into numbered instructions, so that where a run stands is one number.
 * The numbering depends on the flow's steps only: a run reads it in every later process.
 */
public final class Program {

  /** What a run does next. */
  public sealed interface Instruction {
    record Send(Step.Send step) implements Instruction {}

    record Wait(Step.Wait step) implements Instruction {}

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
    append(flow.steps(), code);
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

  /** Number of instructions, the end included. */
  public int size() {
    return instructions.size();
  }

  private static void append(List<Step> steps, List<Instruction> code) {
    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        code.add(new Instruction.Send(send));
      } else if (step instanceof Step.Wait wait) {
        code.add(new Instruction.Wait(wait));
      } else if (step instanceof Step.Branch branch) {
        int at = code.size();
        code.add(new Instruction.End());
        append(branch.then(), code);
        int jump = code.size();
        code.add(new Instruction.End());
        code.set(at, new Instruction.Branch(branch, code.size()));
        append(branch.otherwise(), code);
        code.set(jump, new Instruction.Jump(code.size()));
      } else {
        code.add(new Instruction.End());
      }
    }
  }
}

package io.beckon.engine.flow;

import io.beckon.contract.Item;
import io.beckon.engine.policy.SendRequest.Asker;
import io.beckon.engine.policy.SendRequest.Rival;
import io.beckon.engine.shopper.PendingSend;
import io.beckon.engine.shopper.Run;
import io.beckon.engine.shopper.SentMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who asks to send, and who else wants to. */
final class Rivals {

  private Rivals() {}

  /**
   * The run of a passage, as it asks for the send of a step.
   *
   * @param items what the message is about
   */
  static Asker asker(Passage passage, String step, @Nullable String variant, List<Item> items) {
    Run run = passage.run;
    return new Asker(
        run.flow(),
        passage.flow().priority(),
        run.runId(),
        step,
        variant,
        SentMessage.products(items),
        run.origin().eventName(),
        run.origin().idleSince(),
        others(passage));
  }

  /** The shopper's other runs that are not over, in order of entry. */
  private static List<Rival> others(Passage passage) {
    List<Run> runs = passage.shopper.journeys().runs();
    if (runs.isEmpty() || (runs.size() == 1 && runs.get(0).id().equals(passage.run.id()))) {
      return List.of();
    }
    List<Rival> others = new ArrayList<>();
    for (Run run : runs) {
      Program program = passage.rules.find(run.flow(), run.version());
      if (!run.id().equals(passage.run.id())
          && run.parked() == null
          && program != null
          && !(program.at(run.position()) instanceof Program.Instruction.End)) {
        others.add(
            new Rival(
                run.runId(),
                run.flow(),
                program.flow().priority(),
                run.startedAt(),
                run.origin().eventName(),
                nextAt(passage, run)));
      }
    }
    return others;
  }

  private static long nextAt(Passage passage, Run run) {
    PendingSend pending = passage.shopper.queue().ofRun(run.runId());
    if (pending != null) {
      return pending.notBefore();
    }
    return run.wakeAt() == Run.NO_WAKE ? passage.at : run.wakeAt();
  }
}

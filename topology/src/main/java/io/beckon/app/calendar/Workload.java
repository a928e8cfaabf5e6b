package io.beckon.app.calendar;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.owner.Owner;
import io.beckon.engine.owner.Owners;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people are given to do.
 *
 * @param desks declared owners in the order of the policy, then whoever else is named
 * @param untaken queues and kinds of tasks that nobody who is declared takes, sorted; none while
 *     nobody is declared
 */
public record Workload(List<Desk> desks, List<String> untaken) {

  public Workload {
    desks = List.copyOf(desks);
    untaken = List.copyOf(untaken);
  }

  /**
   * An owner.
   *
   * @param capacity tasks that they can do in a day; null: not declared
   * @param perDay tasks that they get in a day; null: not counted
   * @param busiest most tasks in one day; null: not counted
   */
  public record Desk(
      String owner, @Nullable Integer capacity, @Nullable Double perDay, @Nullable Long busiest) {

    /** What is wrong with it, in words; "" when nothing is. */
    public String warning() {
      if (capacity == null || perDay == null || busiest == null) {
        return "";
      }
      if (perDay > capacity) {
        return "more than they can do";
      }
      return busiest > capacity ? "more than they can do on the busiest day" : "";
    }
  }

  static Workload of(List<Flow> flows, Owners owners, @Nullable Volume volume) {
    Set<String> others = new TreeSet<>();
    Set<String> untaken = new TreeSet<>();
    for (Flow flow : flows) {
      for (Step step : FlowSteps.all(flow.steps())) {
        if (step instanceof Step.Task task) {
          look(task, owners, others, untaken);
        }
      }
    }
    if (volume != null) {
      others.addAll(volume.tasks().keySet());
    }
    List<Desk> desks = new ArrayList<>();
    for (Owner owner : owners.people()) {
      desks.add(desk(owner.id(), owner.perDay(), volume));
      others.remove(owner.id());
    }
    others.forEach(other -> desks.add(desk(other, null, volume)));
    return new Workload(desks, List.copyOf(untaken));
  }

  private static void look(Step.Task task, Owners owners, Set<String> others, Set<String> untaken) {
    String queue = task.owner();
    if (!owners.declared()) {
      if (queue != null) {
        others.add(queue);
      }
      return;
    }
    boolean taken =
        owners.find(queue) != null
            || owners.people().stream().anyMatch(owner -> owner.takes(queue, task.kind()));
    if (!taken) {
      untaken.add(queue == null ? task.kind() : queue);
    }
  }

  private static Desk desk(String owner, @Nullable Integer capacity, @Nullable Volume volume) {
    return volume == null
        ? new Desk(owner, capacity, null, null)
        : new Desk(owner, capacity, volume.tasksPerDay(owner), volume.busiest(owner));
  }
}

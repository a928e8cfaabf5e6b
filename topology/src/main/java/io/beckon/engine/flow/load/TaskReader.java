package io.beckon.engine.flow.load;

import io.beckon.contract.TaskPriority;
import io.beckon.engine.flow.Step;
import java.util.List;
import java.util.regex.Pattern;

/** Reads steps that hand something over to a person. */
final class TaskReader {

  /** Keys of a task. */
  static final List<String> KEYS =
      List.of(
          "id",
          "kind",
          "owner",
          "priority",
          "title",
          "reason",
          "message",
          "dueIn",
          "blocks",
          "data");

  /** How an owner is written. */
  static final Pattern OWNER = Pattern.compile("\\S(.{0,126}\\S)?");

  static final String OWNER_EXPECTED = "text of at most 128 characters";

  private final Scalars scalars;
  private final Located located;
  private final StepIds ids;
  private final DataReader values;

  TaskReader(Reading reading, StepIds ids, DataReader values) {
    this.scalars = new Scalars(reading);
    this.located = new Located(reading);
    this.ids = ids;
    this.values = values;
  }

  Step read(Fields task) {
    return new Step.Task(
        ids.own(task, "<id, unique in the flow>"),
        task.require(
            "kind",
            "<what sort of task, for example sales>",
            "",
            node -> scalars.text(node, FlowReader.ID, FlowReader.ID_EXPECTED)),
        task.find("owner", node -> scalars.text(node, OWNER, OWNER_EXPECTED)),
        task.optional(
            "priority",
            TaskPriority.NORMAL,
            node -> Parts.orElse(scalars.word(node, Words.TASK_PRIORITIES), TaskPriority.NORMAL)),
        task.require(
            "title",
            "<what is to be done>",
            located.nothing(),
            node -> Parts.orElse(located.text(node), located.nothing())),
        task.find("reason", located::text),
        task.find("message", located::text),
        task.find("dueIn", scalars::duration),
        values.data(task));
  }
}

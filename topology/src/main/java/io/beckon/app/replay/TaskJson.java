package io.beckon.app.replay;

import static io.beckon.app.replay.JsonFields.items;
import static io.beckon.app.replay.JsonFields.map;
import static io.beckon.app.replay.JsonFields.name;
import static io.beckon.app.replay.JsonFields.number;
import static io.beckon.app.replay.JsonFields.optional;
import static io.beckon.app.replay.JsonFields.time;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beckon.contract.OrderSummary;
import io.beckon.contract.Task;
import java.io.IOException;

/**
 * A task as a line. What the shopper wrote, and the title, reason and data that may repeat it, are
 * there only with contacts: people write their telephone numbers and names.
 */
final class TaskJson {

  private TaskJson() {}

  static void write(JsonGenerator json, Task task, boolean withContacts) throws IOException {
    json.writeStringField("taskId", task.getTaskId());
    json.writeStringField("shopperId", task.getShopperId());
    time(json, "at", task.getAt());
    json.writeStringField("kind", task.getKind());
    json.writeStringField("owner", task.getOwner());
    json.writeStringField("queue", task.getQueue());
    name(json, "priority", task.getPriority());
    Long dueBy = task.getDueBy();
    if (dueBy != null) {
      time(json, "dueBy", dueBy);
    }
    json.writeStringField("flow", task.getFlow());
    json.writeNumberField("flowVersion", task.getFlowVersion());
    json.writeStringField("step", task.getStep());
    json.writeStringField("runId", task.getRunId());
    json.writeStringField("originId", task.getOriginId());
    if (withContacts) {
      json.writeStringField("title", task.getTitle());
      optional(json, "reason", task.getReason());
      optional(json, "message", task.getMessage());
      map(json, "data", task.getData());
    }
    orders(json, task.getOrders());
    items(json, "items", task.getItems());
    number(json, "value", task.getValue());
    json.writeStringField("currency", task.getCurrency());
  }

  private static void orders(JsonGenerator json, OrderSummary orders) throws IOException {
    json.writeObjectFieldStart("orders");
    json.writeNumberField("count", orders.getCount());
    json.writeNumberField("spent", orders.getSpent());
    optional(json, "currency", orders.getCurrency());
    Long firstAt = orders.getFirstAt();
    if (firstAt != null) {
      time(json, "firstAt", firstAt);
    }
    Long lastAt = orders.getLastAt();
    if (lastAt != null) {
      time(json, "lastAt", lastAt);
    }
    json.writeEndObject();
  }
}

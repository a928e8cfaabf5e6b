package io.beckon.engine.flow;

import io.beckon.contract.Item;
import io.beckon.contract.OrderSummary;
import io.beckon.contract.Outcome;
import io.beckon.contract.Task;
import io.beckon.contract.TriggerKind;
import io.beckon.engine.Ids;
import io.beckon.engine.owner.Ask;
import io.beckon.engine.owner.Owners;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Origin;
import io.beckon.engine.shopper.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives people something to do, as a step of a flow says, with what they need to begin: what the
 * shopper wrote, what it is about, and what they bought so far. No address, number or name: whoever
 * does it looks the shopper up by id.
 */
final class Tasks {

  /** Characters of a title. */
  static final int MAX_TITLE = 200;

  /** Characters of what the shopper wrote, and of a reason. */
  static final int MAX_TEXT = 1_000;

  /** The shopper's attribute that names who takes care of them. */
  private static final String OWNER = "owner";

  private static final List<String> WRITTEN = List.of("text", "message", "question", "comment");

  private Tasks() {}

  static void create(Passage passage, String store, Step.Task step) {
    Facts facts = passage.facts();
    List<String> failed = new ArrayList<>();
    String title = text("title", step.title(), facts, failed);
    Content content = content(passage);
    Owners.Assigned assigned = passage.policy.owners().assign(ask(store, passage, step));
    Task task =
        Task.newBuilder()
            .setTaskId(id(store, passage, step))
            .setShopperId(passage.shopper.id())
            .setAt(passage.at)
            .setKind(step.kind())
            .setOwner(assigned.owner())
            .setQueue(step.owner())
            .setPriority(step.priority())
            .setTitle(cut(title == null ? passage.flow().title() : title, MAX_TITLE))
            .setReason(cutOrNull(text("reason", step.reason(), facts, failed)))
            .setDueBy(dueBy(passage.at, step.dueIn()))
            .setMessage(cutOrNull(message(passage, step, facts, failed)))
            .setFlow(passage.run.flow())
            .setFlowVersion(passage.run.version())
            .setRunId(passage.run.runId())
            .setStep(step.id())
            .setOriginId(passage.run.origin().id())
            .setOrders(orders(passage.shopper.profile().purchases()))
            .setItems(content.items())
            .setValue(content.value())
            .setCurrency(content.currency())
            .setData(data(step, facts, failed))
            .build();
    passage.effects.task(task);
    passage.decide(entry(step, task, assigned, failed));
  }

  private static String id(String store, Passage passage, Step.Task step) {
    return Ids.of("task", store, passage.run.flow(), passage.run.runId(), step.id());
  }

  private static Ask ask(String store, Passage passage, Step.Task step) {
    Profile profile = passage.shopper.profile();
    return new Ask(
        store,
        passage.shopper.id(),
        step.owner(),
        step.kind(),
        written(passage.run.origin().event().get("topic")),
        passage.shopper.journeys().membership().segments(),
        written(profile.attributes().get(OWNER)),
        passage.at);
  }

  private static @Nullable String written(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text.strip() : null;
  }

  private static @Nullable Long dueBy(long at, @Nullable Duration dueIn) {
    return dueIn == null ? null : Long.valueOf(at + dueIn.toMillis());
  }

  private static @Nullable String text(
      String name, @Nullable Expression expression, Facts facts, List<String> failed) {
    if (expression == null) {
      return null;
    }
    String text = Commands.text(expression, facts);
    if (text == null) {
      failed.add(name);
    }
    return text;
  }

  private static @Nullable String message(
      Passage passage, Step.Task step, Facts facts, List<String> failed) {
    if (step.message() != null) {
      return text("message", step.message(), facts, failed);
    }
    for (String name : WRITTEN) {
      if (passage.run.origin().event().get(name) instanceof String text && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static Map<String, Object> data(Step.Task step, Facts facts, List<String> failed) {
    Map<String, Object> data = Commands.values(step.data(), facts);
    step.data().keySet().stream()
        .filter(name -> !data.containsKey(name))
        .sorted()
        .forEach(name -> failed.add("data." + name));
    return data;
  }

  private record Content(List<Item> items, @Nullable Long value, @Nullable String currency) {}

  /** What started the run is about that; a trigger's cart, and the cart of others, as it stands. */
  private static Content content(Passage passage) {
    Origin origin = passage.run.origin();
    Cart cart = passage.shopper.cart();
    boolean aboutCart =
        origin.kind() == TriggerKind.CART
            || origin.kind() == TriggerKind.CHECKOUT
            || origin.items().isEmpty();
    return aboutCart && cart != null
        ? new Content(cart.items(), cart.value(), cart.currency())
        : new Content(origin.items(), origin.value(), origin.currency());
  }

  private static OrderSummary orders(Profile.Purchases purchases) {
    boolean none = purchases.count() == 0;
    return new OrderSummary(
        purchases.count(),
        purchases.spent(),
        purchases.currency(),
        none ? null : purchases.firstAt(),
        none ? null : purchases.lastAt());
  }

  private static @Nullable String cutOrNull(@Nullable String text) {
    return text == null ? null : cut(text, MAX_TEXT);
  }

  /** A text of at most so many characters; none is cut in two. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }

  private static DecisionLog.Entry entry(
      Step.Task step, Task task, Owners.Assigned assigned, List<String> failed) {
    Map<String, String> inputs = new LinkedHashMap<>();
    inputs.put("taskId", task.getTaskId());
    inputs.put("kind", step.kind());
    inputs.put("priority", step.priority().name());
    if (assigned.owner() != null) {
      inputs.put("owner", assigned.owner());
    }
    if (assigned.by() != Owners.By.FLOW) {
      inputs.put("ownerBy", assigned.by().name());
    }
    if (assigned.away() != null) {
      inputs.put("away", assigned.away());
    }
    if (!failed.isEmpty()) {
      inputs.put("notSet", String.join(", ", failed));
    }
    return new DecisionLog.Entry(
        Outcome.CONTINUED, FlowReasons.TASK_CREATED, null, step.id(), null, null, null, inputs);
  }
}

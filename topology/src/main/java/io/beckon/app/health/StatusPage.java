package io.beckon.app.health;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.Version;
import io.beckon.app.input.field.Times;
import io.beckon.app.run.Restores;
import io.beckon.streams.Pulse;
import io.beckon.streams.state.Census;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * How an instance is, for people: state, partitions with their time and lag, what is restored,
 * versions, and the flows in force. Nothing of shoppers is in it.
 */
public final class StatusPage {

  private static final JsonMapper MAPPER = new JsonMapper();

  /** What the page is made of; asked anew for each page. */
  public record Sources(
      Supplier<String> state,
      Supplier<Map<Integer, Pulse>> pulses,
      Supplier<Map<Integer, Behind>> behind,
      Supplier<List<Restores.Restore>> restores,
      Supplier<? extends Iterable<ThreadMetadata>> threads,
      LongSupplier wallClock) {}

  private final String application;
  private final String instance;
  private final long settle;
  private final Health health;
  private final Sources sources;

  /**
   * The page of an instance.
   *
   * @param settle what a timer waits on top of its due time, milliseconds
   */
  public StatusPage(
      String application, String instance, long settle, Health health, Sources sources) {
    this.application = application;
    this.instance = instance;
    this.settle = settle;
    this.health = health;
    this.sources = sources;
  }

  /** The page as it is now. */
  public ObjectNode json() {
    long wall = sources.wallClock().getAsLong();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("application", application).put("instance", instance);
    json.put("at", Times.iso(wall)).put("state", sources.state().get());
    json.put("live", health.isLive().isUp());
    json.set("ready", health.isReady().json());
    json.putObject("versions")
        .put("beckon", Version.beckon())
        .put("kafka", Version.kafka())
        .put("java", Runtime.version().toString());
    threads(json.putArray("threads"));
    Map<Integer, Pulse> pulses = sources.pulses().get();
    partitions(json.putArray("partitions"), pulses, wall);
    restores(json.putObject("restore"));
    flows(json.putArray("flows"), pulses);
    return json;
  }

  private void threads(ArrayNode json) {
    for (ThreadMetadata thread : sources.threads().get()) {
      ObjectNode node = json.addObject();
      node.put("name", thread.threadName()).put("state", thread.threadState());
      tasks(node.putArray("active"), thread.activeTasks());
      tasks(node.putArray("standby"), thread.standbyTasks());
    }
  }

  private static void tasks(ArrayNode json, Iterable<TaskMetadata> tasks) {
    tasks.forEach(task -> json.add(task.taskId().partition()));
  }

  private void partitions(ArrayNode json, Map<Integer, Pulse> pulses, long wall) {
    Map<Integer, Behind> behind = sources.behind().get();
    pulses.forEach(
        (partition, pulse) -> {
          ObjectNode node = json.addObject().put("partition", partition);
          if (pulse.logTime() > 0) {
            node.put("logTime", Times.iso(pulse.logTime()));
          }
          Behind late = behind.getOrDefault(partition, Behind.UNKNOWN);
          if (late.isKnown()) {
            node.put("lagRecords", late.records()).put("behindSeconds", late.millis() / 1000.0);
          }
          node.put("active", pulse.active());
          node.put("sendsReady", pulse.sendsReady());
          node.put("oldestSendReadySeconds", pulse.oldestReadyAge(wall) / 1000.0);
          node.put("shoppersWithTimers", pulse.shoppersTimed());
          node.put("timersOverdueSeconds", pulse.overdue(wall, settle) / 1000.0);
          node.put("shoppersInMemory", pulse.shoppersHeld());
          Census.Figures holdings = pulse.holdings();
          node.put("liveCarts", holdings.carts());
          node.put("runs", holdings.runs());
          node.put("sendsDeferred", holdings.deferredSends());
          node.put("counted", holdings.complete());
          node.put("saidAt", Times.iso(pulse.at()));
        });
  }

  private void restores(ObjectNode json) {
    List<Restores.Restore> running = sources.restores().get();
    json.put("remaining", running.stream().mapToLong(Restores.Restore::remaining).sum());
    ArrayNode stores = json.putArray("stores");
    for (Restores.Restore each : running) {
      stores
          .addObject()
          .put("partition", each.partition())
          .put("store", each.store())
          .put("total", each.total())
          .put("done", each.done());
    }
  }

  /** Partitions read an activation one after the other: for a moment they may differ. */
  private static void flows(ArrayNode json, Map<Integer, Pulse> pulses) {
    FlowsInForce.of(pulses)
        .forEach(
            (flow, in) ->
                json.addObject()
                    .put("flow", flow.id())
                    .put("version", flow.version())
                    .put("partitions", in));
  }
}

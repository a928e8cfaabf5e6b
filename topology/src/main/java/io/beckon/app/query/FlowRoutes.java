package io.beckon.app.query;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.http.Reply;
import io.beckon.app.http.Route;
import io.beckon.engine.flow.Flow;
import io.beckon.streams.Pulse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The flows that new shoppers may enter, as this instance has them. */
public final class FlowRoutes {

  private static final JsonMapper MAPPER = new JsonMapper();

  private FlowRoutes() {}

  /** The routes of an instance. */
  public static List<Route> of(Supplier<Map<Integer, Pulse>> pulses) {
    return List.of(Route.guarded("/flows", request -> Reply.json(200, json(pulses.get()))));
  }

  private static ObjectNode json(Map<Integer, Pulse> pulses) {
    Map<String, Flow> flows = new TreeMap<>();
    Map<String, Integer> partitions = new TreeMap<>();
    for (Pulse pulse : pulses.values()) {
      pulse
          .rules()
          .flowsAt(Long.MAX_VALUE)
          .forEach(
              program -> {
                Flow flow = program.flow();
                String key = flow.id() + "@" + flow.version();
                flows.put(key, flow);
                partitions.merge(key, 1, Integer::sum);
              });
    }
    ObjectNode json = MAPPER.createObjectNode();
    json.put("partitions", pulses.size());
    ArrayNode lines = json.putArray("flows");
    flows.forEach(
        (key, flow) ->
            lines
                .addObject()
                .put("flow", flow.id())
                .put("version", flow.version())
                .put("title", flow.title())
                .put("purpose", flow.purpose().name())
                .put("priority", flow.priority())
                .put("partitions", partitions.getOrDefault(key, 0)));
    return json;
  }
}

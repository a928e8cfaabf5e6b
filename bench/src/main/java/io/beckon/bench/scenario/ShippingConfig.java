package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration that {@code beckon run} has by default. What is set is what has no default: the
 * cluster, names, a directory; one copy, as there is one broker; and the history's own times.
 */
public final class ShippingConfig {

  private ShippingConfig() {}

  /** The configuration of a pass. */
  public static BeckonConfig of(Arguments arguments, Pass pass) {
    return of(arguments, pass, Map.of());
  }

  /**
   * The configuration of a pass.
   *
   * @param more settings in which a variant differs; what the command line sets wins over them
   */
  public static BeckonConfig of(Arguments arguments, Pass pass, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("application.id", pass.id());
    settings.put("store", "bench");
    settings.put("kafka.bootstrap.servers", arguments.bootstrap());
    settings.put("state.dir", pass.state().toString());
    settings.put("topics.partitions", String.valueOf(arguments.partitions()));
    settings.put("topics.replication.factor", "1");
    settings.put("log.timestamps", "create");
    settings.put("group.instance.id", "none");
    settings.put("num.stream.threads", String.valueOf(arguments.threads()));
    settings.put("topics.shopper-events", pass.input());
    for (String topic :
        new String[] {
          "products",
          "flows",
          "abandonment-triggers",
          "send-commands",
          "decisions",
          "outcomes",
          "attributions",
          "measures",
          "dead-letters"
        }) {
      settings.put("topics." + topic, pass.output() + "-" + topic);
    }
    settings.putAll(more);
    settings.putAll(arguments.settings());
    return BeckonConfig.of(settings);
  }
}

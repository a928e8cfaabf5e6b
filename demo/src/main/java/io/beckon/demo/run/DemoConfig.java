package io.beckon.demo.run;

import io.beckon.app.config.BeckonConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of the demo's application. What waits for real time is made shorter: at 2,880
 * times real time a tenth of a second is nearly five minutes.
 */
final class DemoConfig {

  private static final long LEAST_SETTLE = 30_000;
  private static final long MOST_SETTLE = Duration.ofMinutes(10).toMillis();

  /** Real milliseconds that a record may need into the log; the settle time allows for it. */
  private static final long LATE = 40;

  private DemoConfig() {}

  static BeckonConfig of(String bootstrapServers, Path stateDirectory, double speed) {
    long settle = Math.min(MOST_SETTLE, Math.max(LEAST_SETTLE, (long) (speed * LATE)));
    Map<String, String> settings = new HashMap<>();
    settings.put("application.id", "beckon-demo");
    settings.put("store", "demo");
    settings.put("kafka.bootstrap.servers", bootstrapServers);
    settings.put("state.dir", stateDirectory.toString());
    settings.put("topics.partitions", "4");
    settings.put("topics.replication.factor", "1");
    settings.put("log.timestamps", "create");
    settings.put("time.settle", settle + "ms");
    settings.put("commit.interval", "50ms");
    settings.put("backlog.commit.interval", "50ms");
    settings.put("punctuate.interval", "20ms");
    settings.put("punctuate.budget", "10ms");
    settings.put("tick.interval", "40ms");
    settings.put("tick.retry", "1s");
    settings.put("close.timeout", "10s");
    settings.put("cache.shoppers", "2000");
    settings.put("rocksdb.memory", "32MiB");
    return BeckonConfig.of(settings);
  }
}

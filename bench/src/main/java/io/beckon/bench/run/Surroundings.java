package io.beckon.bench.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where it was measured.
 *
 * @param values by name
 */
public record Surroundings(Map<String, String> values) {

  /** This machine, now. */
  public static Surroundings of() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("at", Instant.now().toString());
    values.put("processor", Machine.processor());
    values.put("processors", String.valueOf(Machine.processors()));
    values.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    values.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    values.put("kafka", org.apache.kafka.common.utils.AppInfoParser.getVersion());
    return new Surroundings(values);
  }
}

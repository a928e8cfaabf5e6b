package io.beckon.measurement.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.input.field.Times;
import io.beckon.contract.Attribution;
import io.beckon.contract.Measure;
import io.beckon.measurement.core.MeasureKey;
import io.beckon.measurement.core.Measurement;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes what was measured: {@code measures.ndjson} and {@code attributions.ndjson}, with the
 * contract's field names; what is null is left out. The same outcomes give the same bytes.
 */
final class ResultFiles {

  static final String MEASURES = "measures.ndjson";
  static final String ATTRIBUTIONS = "attributions.ndjson";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultFiles() {}

  static void write(Measurement.Result result, Path directory) throws IOException {
    List<Map.Entry<MeasureKey, Long>> sums =
        result.measures().entrySet().stream()
            .sorted(Comparator.comparing(e -> e.getKey().day() + e.getKey().text()))
            .toList();
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(MEASURES))) {
      for (Map.Entry<MeasureKey, Long> sum : sums) {
        line(out, json(sum.getKey().counted(sum.getValue())));
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve(ATTRIBUTIONS))) {
      for (Attribution credit : result.attributions()) {
        line(out, json(credit));
      }
    }
  }

  private static void line(BufferedWriter out, ObjectNode json) throws IOException {
    out.write(JSON.writeValueAsString(json));
    out.write('\n');
  }

  /** A count as JSON. */
  static ObjectNode json(Measure measure) {
    return json((SpecificRecord) measure);
  }

  private static ObjectNode json(SpecificRecord record) {
    ObjectNode json = JSON.createObjectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value instanceof Long number) {
        if (field.schema().getLogicalType() instanceof LogicalTypes.TimestampMillis) {
          json.put(field.name(), Times.iso(number));
        } else {
          json.put(field.name(), number);
        }
      } else if (value instanceof Integer number) {
        json.put(field.name(), number);
      } else if (value != null) {
        json.put(field.name(), value.toString());
      }
    }
    return json;
  }
}

package io.beckon.app.suppressions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * Reads a list of suppressed addresses, line by line: NDJSON if the file's name ends in .ndjson or
 * .jsonl, else CSV whose first line names the columns. Fields: {@code address}, {@code channel},
 * {@code reason}, {@code at}; others are not looked at.
 */
final class SuppressionList {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

  private SuppressionList() {}

  /**
   * Gives each line's fields with its number, from 1; a line that can't be read has none.
   *
   * @throws IOException when the file can't be read
   */
  static void read(Path file, ObjIntConsumer<Map<String, String>> each) throws IOException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    boolean json = name.endsWith(".ndjson") || name.endsWith(".jsonl");
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      List<String> columns = List.of();
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        if (json) {
          each.accept(object(line), number);
        } else if (columns.isEmpty()) {
          columns = row(line).stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
        } else {
          each.accept(named(columns, row(line)), number);
        }
      }
    }
  }

  private static Map<String, String> object(String line) {
    Map<String, String> fields = new HashMap<>();
    try {
      JsonNode node = JSON.readTree(line);
      if (node != null) {
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      }
    } catch (JsonProcessingException e) {
      return Map.of();
    }
    return fields;
  }

  private static List<String> row(String line) {
    try {
      String[][] rows = CSV.readerFor(String[][].class).readValue(line);
      return rows.length == 1 ? List.of(rows[0]) : List.of();
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  private static Map<String, String> named(List<String> columns, List<String> row) {
    Map<String, String> fields = new HashMap<>();
    for (int i = 0; i < Math.min(columns.size(), row.size()); i++) {
      fields.put(columns.get(i), row.get(i).strip());
    }
    return fields;
  }
}

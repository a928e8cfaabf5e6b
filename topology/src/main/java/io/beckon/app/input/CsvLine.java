package io.beckon.app.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.beckon.app.input.field.Reason;
import io.beckon.app.input.field.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one line, quoted as RFC 4180 has it. A quoted field may not hold a line break: a
 * quote that is never closed then spoils its own line only.
 */
final class CsvLine {

  private static final ObjectReader QUOTED =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .build()
          .readerFor(String[][].class);

  private CsvLine() {}

  /** The fields; {@code BAD_CSV} when the quotes do not match. */
  static List<String> split(byte[] bytes, int length) throws Refusal {
    String text = new String(bytes, 0, length, UTF_8);
    if (text.indexOf('"') >= 0) {
      return quoted(text);
    }
    List<String> fields = new ArrayList<>(9);
    int from = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
      fields.add(text.substring(from, comma));
      from = comma + 1;
    }
    fields.add(text.substring(from));
    return fields;
  }

  private static List<String> quoted(String text) throws Refusal {
    try {
      String[][] rows = QUOTED.readValue(text);
      if (rows.length == 1) {
        return List.of(rows[0]);
      }
    } catch (JsonProcessingException e) {
      throw new Refusal(Reason.BAD_CSV, "a quote is not closed, or stands within a field");
    }
    throw new Refusal(Reason.BAD_CSV, "the line is not one row");
  }
}

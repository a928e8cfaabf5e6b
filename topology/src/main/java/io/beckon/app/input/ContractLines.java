package io.beckon.app.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.input.segment.SegmentJson;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads a file of records of the contract: one JSON object a line, also as .gz. */
final class ContractLines {

  /** Takes one line. */
  interface Reader {
    void read(JsonNode json) throws ContractJson.NotOfContract;
  }

  private ContractLines() {}

  /**
   * Reads a file wholly.
   *
   * @param what a line is: a product
   * @throws BadInputException if the file is missing, or a line is something else
   */
  static void read(Path path, String what, Reader reader) throws IOException {
    FileLines lines = FileLines.open(path);
    try (lines) {
      while (lines.next()) {
        if (lines.line().tooLong()) {
          throw wrong(
              lines, "has more than " + Lines.MAX_LINE + " bytes: write " + what + " a line");
        }
        if (!lines.line().blank()) {
          read(lines, what, reader);
        }
      }
    }
  }

  private static void read(FileLines lines, String what, Reader reader) throws IOException {
    Lines line = lines.line();
    JsonNode json;
    try {
      json = SegmentJson.reader().readTree(line.bytes(), 0, line.length());
    } catch (JsonProcessingException e) {
      throw wrong(
          lines,
          "is not one JSON value in UTF-8, see column "
              + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
    } catch (CharConversionException e) {
      throw wrong(lines, "is not text in UTF-8");
    }
    try {
      reader.read(json);
    } catch (ContractJson.NotOfContract e) {
      throw wrong(lines, "is no " + what.substring(what.indexOf(' ') + 1) + ": " + e.getMessage());
    }
  }

  private static BadInputException wrong(FileLines lines, String what) {
    return new BadInputException(
        lines.file() + ", line " + lines.line().number() + " " + what, null);
  }
}

package io.beckon.app.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.beckon.app.input.field.Refusal;
import io.beckon.app.input.segment.SegmentMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Opens recorded events. The layout shows in the first line (a JSON object or array; a header with
 * the columns of REES46), else in the name: {@code .ndjson}, {@code .jsonl}, {@code .json}, {@code
 * .csv}, each also with {@code .gz}.
 */
public final class EventFiles {

  private static final Pattern JSON_NAME =
      Pattern.compile(".*\\.(ndjson|jsonl|json)(\\.gz)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CSV_NAME =
      Pattern.compile(".*\\.csv(\\.gz)?", Pattern.CASE_INSENSITIVE);

  private EventFiles() {}

  /**
   * The events of all files in order of time; among equal times, in order of files and lines.
   *
   * @throws BadInputException when a file is missing or its layout is none of those
   */
  public static TimeOrdered open(List<Path> files, InputOptions options) throws IOException {
    List<EventSource> sources = new ArrayList<>();
    try {
      for (Path file : files) {
        sources.add(open(file, options));
      }
    } catch (IOException | RuntimeException e) {
      for (EventSource source : sources) {
        source.close();
      }
      throw e;
    }
    return new TimeOrdered(sources, options.sortWindow());
  }

  /** The entries of one file, in order of lines. */
  public static EventSource open(Path path, InputOptions options) throws IOException {
    FileLines lines = FileLines.open(path);
    try {
      return source(lines, options);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private static EventSource source(FileLines lines, InputOptions options) throws IOException {
    boolean any = lines.next();
    while (any && lines.line().blank()) {
      any = lines.next();
    }
    Lines line = lines.line();
    String first =
        any ? new String(line.bytes(), 0, Math.min(line.length(), 4096), UTF_8).trim() : "";
    String file = lines.file();
    boolean json = first.startsWith("{") || first.startsWith("[");
    if (first.equals("{") || first.equals("[")) {
      throw new BadInputException(
          file
              + " holds JSON spread over several lines: expected one call a line;"
              + " `jq -c . FILE` writes it so",
          null);
    }
    if (!json && (CSV_NAME.matcher(file).matches() || Rees46Columns.looksLikeHeader(first))) {
      if (!any) {
        throw new BadInputException(file + " is empty: expected a header line", null);
      }
      return new Rees46Source(lines, columns(file, line), options.defaultCurrency());
    }
    if (json || JSON_NAME.matcher(file).matches()) {
      return new NdjsonSource(lines, any, new SegmentMapping(options.defaultCurrency()));
    }
    throw new BadInputException(
        file
            + " is in no known layout: expected Segment calls, one JSON object a line (.ndjson,"
            + " .jsonl, .json), or a table with the header "
            + Rees46Columns.LAYOUT
            + " (.csv); either also as .gz",
        null);
  }

  private static Rees46Columns columns(String file, Lines line) throws BadInputException {
    try {
      return Rees46Columns.of(file, CsvLine.split(line.bytes(), line.length()));
    } catch (Refusal refusal) {
      throw new BadInputException(
          "the header of " + file + " cannot be read: " + refusal.getMessage(), refusal);
    }
  }
}

package io.beckon.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.explain.ShopperJson;
import io.beckon.app.input.InputEntry.Rejected;
import io.beckon.app.input.field.Times;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.AudienceChange;
import io.beckon.contract.DeadLetter;
import io.beckon.contract.Decision;
import io.beckon.contract.OutcomeEvent;
import io.beckon.contract.SendCommand;
import io.beckon.contract.Task;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.shopper.Shopper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a replay decides: {@code triggers.ndjson}, {@code commands.ndjson}, {@code
 * decisions.ndjson}, {@code tasks.ndjson}, {@code audiences.ndjson}, {@code outcomes.ndjson},
 * {@code rejected.ndjson}, {@code dead-letters.ndjson}, and at the end {@code summary.json}. Field
 * names are stable, times are ISO-8601 UTC with milliseconds, money is minor units; the same replay
 * writes the same bytes, but for the times it took.
 *
 * <p>Files of an earlier run in the same directory are replaced. The summary goes first and comes
 * last, in one piece: where it is, the run came to its end.
 */
public final class ReplayOutput implements ReplaySink, Closeable {

  private static final JsonMapper SUMMARY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final String SHOPPERS = "shoppers.ndjson";

  /** The names of all files that are written, or removed, in the directory. */
  public static final List<String> FILES =
      List.of(
          "triggers.ndjson",
          "commands.ndjson",
          "decisions.ndjson",
          "tasks.ndjson",
          "audiences.ndjson",
          "outcomes.ndjson",
          "rejected.ndjson",
          "dead-letters.ndjson",
          SHOPPERS,
          "summary.json");

  private final Path directory;
  private final boolean withContacts;
  private final List<NdjsonFile> files = new ArrayList<>();
  private final NdjsonFile triggers;
  private final NdjsonFile commands;
  private final NdjsonFile decisions;
  private final NdjsonFile tasks;
  private final NdjsonFile audiences;
  private final NdjsonFile measured;
  private final NdjsonFile rejections;
  private final NdjsonFile deadLetters;
  private final @Nullable NdjsonFile shoppers;
  private final Map<Enum<?>, Long> kinds = new HashMap<>();
  private final Map<Enum<?>, Long> channels = new HashMap<>();
  private final Map<Enum<?>, Long> outcomes = new HashMap<>();
  private final Map<String, Long> taskKinds = new HashMap<>();
  private final Map<String, Long> reasons = new HashMap<>();
  private long rejected;
  private long dead;

  /**
   * What only the one who drives the engine knows.
   *
   * @param events events that were played
   * @param duplicates events that had been played already
   * @param shoppers different shoppers
   * @param elapsed wall-clock time of the run
   * @param from time of the first event, epoch milliseconds; null when there was none
   * @param until time up to which timers fired, epoch milliseconds; null when there was no event
   */
  public record Run(
      long events,
      long duplicates,
      long shoppers,
      Duration elapsed,
      @Nullable Long from,
      @Nullable Long until) {}

  /**
   * Opens the files; the directory is made when it is not there.
   *
   * @param withContacts whether commands carry addresses and names, tasks what shoppers wrote, and
   *     dead letters their bytes
   */
  public ReplayOutput(Path directory, boolean withContacts) throws IOException {
    this(directory, withContacts, false);
  }

  /**
   * The same.
   *
   * @param withShoppers whether to write {@code shoppers.ndjson}: each shopper as they are at the
   *     end
   */
  public ReplayOutput(Path directory, boolean withContacts, boolean withShoppers)
      throws IOException {
    this.directory = directory;
    this.withContacts = withContacts;
    Files.createDirectories(directory);
    Files.deleteIfExists(directory.resolve("summary.json"));
    Files.deleteIfExists(directory.resolve(SHOPPERS));
    try {
      triggers = open("triggers.ndjson");
      commands = open("commands.ndjson");
      decisions = open("decisions.ndjson");
      tasks = open("tasks.ndjson");
      audiences = open("audiences.ndjson");
      measured = open("outcomes.ndjson");
      rejections = open("rejected.ndjson");
      deadLetters = open("dead-letters.ndjson");
      shoppers = withShoppers ? open(SHOPPERS) : null;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private NdjsonFile open(String name) throws IOException {
    NdjsonFile file = new NdjsonFile(directory.resolve(name));
    files.add(file);
    return file;
  }

  /** Writes a trigger. */
  @Override
  public void trigger(AbandonmentTrigger trigger) throws IOException {
    kinds.merge(trigger.getKind(), 1L, Long::sum);
    triggers.line(json -> RecordJson.trigger(json, trigger));
  }

  /** Writes a command. */
  @Override
  public void command(SendCommand command) throws IOException {
    channels.merge(command.getChannel(), 1L, Long::sum);
    commands.line(json -> CommandJson.write(json, command, withContacts));
  }

  /** Writes a decision. */
  @Override
  public void decision(Decision decision) throws IOException {
    outcomes.merge(decision.getOutcome(), 1L, Long::sum);
    reasons.merge(decision.getReason(), 1L, Long::sum);
    decisions.line(json -> RecordJson.decision(json, decision));
  }

  /** Writes a task. */
  @Override
  public void task(Task task) throws IOException {
    taskKinds.merge(task.getKind(), 1L, Long::sum);
    tasks.line(json -> TaskJson.write(json, task, withContacts));
  }

  /** Writes a change of an audience. */
  @Override
  public void audience(AudienceChange change) throws IOException {
    audiences.line(json -> RecordJson.audience(json, change));
  }

  /** Writes a fact for measurement. */
  @Override
  public void outcome(OutcomeEvent outcome) throws IOException {
    measured.line(json -> OutcomeJson.fields(json, outcome));
  }

  /** Writes what is remembered of a shopper, if that is wanted. */
  @Override
  public void shopper(Shopper shopper, Rulebook rules, long at) throws IOException {
    if (shoppers != null) {
      ObjectNode state = ShopperJson.of(shopper, rules, at, withContacts);
      shoppers.line(
          json -> {
            for (Map.Entry<String, JsonNode> field : state.properties()) {
              json.writeFieldName(field.getKey());
              SUMMARY.writeTree(json, field.getValue());
            }
          });
    }
  }

  /** Writes a refused line. */
  @Override
  public void rejected(Rejected rejection) throws IOException {
    rejected++;
    rejections.line(json -> RecordJson.rejected(json, rejection));
  }

  /** Writes a dead letter. */
  @Override
  public void deadLetter(DeadLetter letter) throws IOException {
    dead++;
    deadLetters.line(json -> RecordJson.deadLetter(json, letter, withContacts));
  }

  /** Closes the files and writes the summary; nothing can be written any more. */
  public ReplaySummary finish(Run run) throws IOException {
    double seconds = run.elapsed().toNanos() / 1e9;
    ReplaySummary summary =
        new ReplaySummary(
            run.events(),
            rejected,
            run.duplicates(),
            run.shoppers(),
            named(kinds),
            named(channels),
            named(outcomes),
            reasons,
            taskKinds,
            dead,
            seconds == 0 ? 0 : Math.round(run.events() / seconds * 10) / 10.0,
            Math.round(seconds * 1000) / 1000.0,
            iso(run.from()),
            iso(run.until()));
    finishWith(summary);
    return summary;
  }

  /**
   * Closes the files and writes a summary of the caller's own; nothing can be written any more.
   *
   * @param summary a record or bean: its fields become the summary's
   */
  public void finishWith(Object summary) throws IOException {
    close();
    Path written = directory.resolve("summary.json.part");
    Files.write(written, SUMMARY.writeValueAsBytes(summary));
    Files.move(
        written,
        directory.resolve("summary.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Closes the files; without {@link #finish} there is no summary. */
  @Override
  public void close() throws IOException {
    IOException failed = null;
    for (NdjsonFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        failed = failed == null ? e : failed;
      }
    }
    files.clear();
    if (failed != null) {
      throw failed;
    }
  }

  private static Map<String, Long> named(Map<Enum<?>, Long> counts) {
    Map<String, Long> named = new HashMap<>();
    counts.forEach((key, count) -> named.put(key.name(), count));
    return named;
  }

  private static @Nullable String iso(@Nullable Long millis) {
    return millis == null ? null : Times.iso(millis);
  }
}

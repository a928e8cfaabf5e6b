package io.beckon.app.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beckon.app.CommandFailedException;
import io.beckon.app.ExitCodes;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.export.Kept;
import io.beckon.app.export.RunningExport;
import io.beckon.app.input.BadInputException;
import io.beckon.app.input.EventFiles;
import io.beckon.app.input.EventSource;
import io.beckon.app.input.InputOptions;
import io.beckon.app.input.ProductHistory;
import io.beckon.app.query.RunningInstance;
import io.beckon.app.replay.Progress;
import io.beckon.app.replay.Replay;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.engine.contact.Addresses;
import io.beckon.engine.shopper.MergedId;
import io.beckon.engine.shopper.Shopper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon export}: everything that is kept of one shopper. */
@Command(
    name = "export",
    description = {
      "Write down everything that is kept of a shopper, as JSON: what a person may ask for (GDPR,",
      "article 15): from a running instance (--url), or by replaying recorded events (--events).",
      "Contact data is in it."
    })
public final class ExportCommand implements Callable<Integer> {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(
      names = "--shopper",
      required = true,
      paramLabel = "ID",
      description = "The shopper; any id that stands for them.")
  private String shopper;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Recorded events, as for 'beckon replay'. As often as needed.")
  private @Nullable List<Path> events;

  @Mixin private InstanceOptions instances;

  @Option(
      names = "--flows",
      paramLabel = "DIR",
      description = "Folder of flow files (default: those that ship with Beckon).")
  private @Nullable Path flows;

  @Override
  public Integer call() throws IOException {
    Optional<RunningInstance> instance = instances.instance();
    List<Path> files = events;
    if (instance.isPresent() == (files != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "Say either --url (a running instance) or --events (recorded events).");
    }
    if (files == null) {
      write(RunningExport.of(shopper, instance.orElseThrow()::export));
      return ExitCodes.DONE;
    }
    BeckonConfig config = options.load();
    Path folder = Files.createTempDirectory("beckon-export");
    try {
      Replay.Settings settings =
          new Replay.Settings(
              config.app().store(),
              ShellSettingsFrom.abandonment(config.time()),
              Rulebooks.sinceEver(Rulebooks.load(flows)),
              ProductHistory.NONE,
              Map.of(),
              1,
              null,
              false,
              Addresses.OFF);
      try (EventSource source = EventFiles.open(files, new InputOptions("USD", 100_000));
          ReplayOutput output = new ReplayOutput(folder, true)) {
        Replay replay = new Replay(settings, output);
        output.finish(replay.play(source, Progress.onStandardError()));
        print(replay, folder);
      } catch (BadInputException e) {
        throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
      }
    } finally {
      delete(folder);
    }
    return ExitCodes.DONE;
  }

  private void print(Replay replay, Path folder) throws IOException {
    String id = shopper;
    Shopper.Parts parts = replay.kept(id);
    for (String next = movedTo(parts); next != null; next = movedTo(parts)) {
      id = next;
      parts = replay.kept(id);
    }
    Set<String> ids = new TreeSet<>(List.of(id, shopper));
    parts.head().links().merged().stream().map(MergedId::id).forEach(ids::add);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("shopper", id);
    all.put("ids", ids);
    all.put("kept", Kept.of(parts));
    for (String what : List.of("triggers", "commands", "decisions")) {
      all.put(what, linesOf(folder.resolve(what + ".ndjson"), ids));
    }
    write(all);
  }

  private void write(Map<String, Object> all) throws IOException {
    PrintWriter to = spec.commandLine().getOut();
    to.println(JSON.writeValueAsString(all));
    to.flush();
  }

  private static @Nullable String movedTo(Shopper.Parts parts) {
    return parts.head().links().movedTo();
  }

  private static List<JsonNode> linesOf(Path file, Set<String> ids) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    try (Stream<String> all = Files.lines(file)) {
      for (String line : (Iterable<String>) all::iterator) {
        JsonNode row = JSON.readTree(line);
        if (ids.contains(row.path("shopperId").asText())) {
          lines.add(row);
        }
      }
    }
    return lines;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

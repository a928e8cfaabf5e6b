package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.Destination;
import io.beckon.app.ExitCodes;
import io.beckon.app.codes.CodeFile;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.input.BadInputException;
import io.beckon.app.input.EventFiles;
import io.beckon.app.input.EventSource;
import io.beckon.app.input.FactFile;
import io.beckon.app.input.InputOptions;
import io.beckon.app.input.ProductFile;
import io.beckon.app.input.ProductHistory;
import io.beckon.app.replay.Progress;
import io.beckon.app.replay.Replay;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.app.replay.ReplaySummary;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.ShopFact;
import io.beckon.engine.contact.Addresses;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code beckon replay}: runs recorded events through the engine. */
@Command(
    name = "replay",
    description = {
      "Run recorded events through the engine, offline and in log time. Writes triggers.ndjson,",
      "commands.ndjson, decisions.ndjson, rejected.ndjson, dead-letters.ndjson and summary.json."
    })
public final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions options;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = {
        "Recorded events: Segment calls, one JSON object a line, or a table in the layout of",
        "REES46; also as .gz. As often as needed: files are merged by time."
      })
  private List<Path> events;

  @Option(
      names = "--flows",
      paramLabel = "DIR",
      description = "Folder of flow files (default: those that ship with Beckon).")
  private @Nullable Path flows;

  @Option(
      names = "--products",
      paramLabel = "FILE",
      description = {
        "The catalog: products with the fields of the contract, one JSON object a line; also as",
        ".gz. A line with 'at', a time, says what a product was from then on, so that flows on",
        "changes of products run (default: none, so that messages say what the events said)."
      })
  private @Nullable Path products;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description = {
        "What the shop may claim: facts with the fields of the contract, one JSON object a line; also",
        "as .gz (default: none, so that no claim is confirmed)."
      })
  private @Nullable Path facts;

  @Option(
      names = "--codes",
      paramLabel = "POOL=FILE",
      description = {
        "Codes of a pool that offers give them from, one a line, as 'codes add' takes them; as often",
        "as there are pools (default: none, so that messages say that the pool is empty)."
      })
  private Map<String, Path> codes = new TreeMap<>();

  @Option(
      names = "--codes-until",
      paramLabel = "POOL=TIME",
      description =
          "Until when the shop takes the codes of a pool, such as 2027-01-31T23:59:59Z (default: always).")
  private Map<String, String> codesUntil = new TreeMap<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "replay-out",
      description = "Folder for what comes out (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Let time run on to here, ISO-8601 (default: 48 hours after the last event).")
  private @Nullable String until;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Deal the events out to N partitions as Kafka would (default: 1).")
  private int partitions;

  @Option(
      names = "--sort-window",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Bring files into order within N events (default: ${DEFAULT-VALUE}).")
  private int sortWindow;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "Currency of amounts that name none (default: ${DEFAULT-VALUE}).")
  private String currency;

  @Option(
      names = "--assume-consent",
      description = "Take every shopper to be reachable and to have agreed to everything.")
  private boolean assumeConsent;

  @Option(
      names = "--with-contacts",
      description = "Write addresses and names into commands.ndjson.")
  private boolean withContacts;

  @Option(
      names = "--with-shoppers",
      description = "Write shoppers.ndjson too: what is remembered of each, for 'explain'.")
  private boolean withShoppers;

  @Override
  public Integer call() throws IOException {
    BeckonConfig config = options.load();
    ProductHistory catalog = catalog();
    Replay.Settings settings =
        new Replay.Settings(
            config.app().store(),
            ShellSettingsFrom.abandonment(config.time()),
            Rulebooks.sinceEver(Rulebooks.load(flows)),
            catalog,
            claims(),
            atLeastOne("--partitions", partitions),
            until == null ? null : time("--until", until),
            assumeConsent,
            // All who are assumed to be reachable are so at one address, which nobody has.
            assumeConsent ? Addresses.OFF : addresses(config));
    InputOptions input = input();
    Map<String, List<String>> pools = new TreeMap<>();
    codes.forEach((pool, file) -> pools.put(pool, CodeFile.read(file)));
    Map<String, Long> ends = ends();
    try (EventSource source = EventFiles.open(events, input);
        ReplayOutput output = output()) {
      Replay replay = new Replay(settings, output);
      pools.forEach((pool, own) -> replay.codes(pool, own, ends.get(pool)));
      print(output.finish(replay.play(source, Progress.onStandardError())));
      return ExitCodes.DONE;
    } catch (BadInputException e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    } catch (FileSystemException e) {
      throw Destination.failed(e);
    }
  }

  private ReplayOutput output() throws IOException {
    Destination.folder(out, ReplayOutput.FILES.toArray(String[]::new));
    return new ReplayOutput(out, withContacts, withShoppers);
  }

  private static Addresses addresses(BeckonConfig config) {
    return Addresses.of(config.app().store(), config.contacts().hashKey());
  }

  private ProductHistory catalog() throws IOException {
    try {
      return products == null ? ProductHistory.NONE : ProductFile.read(products);
    } catch (BadInputException e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, List<ShopFact>> claims() throws IOException {
    try {
      return facts == null ? Map.of() : FactFile.read(facts);
    } catch (BadInputException e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    }
  }

  private InputOptions input() {
    try {
      return new InputOptions(currency, atLeastOne("--sort-window", sortWindow));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(
          spec.commandLine(), option + " is " + value + ": give a number of 1 or more.");
    }
    return value;
  }

  private Map<String, Long> ends() {
    Map<String, Long> ends = new TreeMap<>();
    codesUntil.forEach(
        (pool, text) -> {
          if (!codes.containsKey(pool)) {
            throw new ParameterException(
                spec.commandLine(),
                "--codes-until names the pool '"
                    + pool
                    + "', of which there are no codes (--codes).");
          }
          ends.put(pool, time("--codes-until", text));
        });
    return ends;
  }

  private long time(String option, String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text).toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is '" + text + "': give a time such as 2026-11-27T08:00:00Z.",
          e);
    }
  }

  private void print(ReplaySummary summary) {
    PrintWriter to = spec.commandLine().getOut();
    to.printf(
        "%,d events of %,d shoppers in %.1f s (%,.0f a second); %,d rejected, %,d duplicates%n",
        summary.events(),
        summary.shoppers(),
        summary.elapsedSeconds(),
        summary.eventsPerSecond(),
        summary.rejected(),
        summary.duplicates());
    line(to, "triggers", summary.triggers());
    line(to, "commands", summary.commands());
    line(to, "decisions", summary.decisions());
    line(to, "reasons", summary.reasons());
    if (summary.deadLetters() > 0) {
      to.printf("dead letters: %,d%n", summary.deadLetters());
    }
    to.println("written to " + out);
    to.flush();
  }

  private static void line(PrintWriter to, String what, Map<String, Long> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (name, count) ->
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(count));
    to.println(what + ": " + (text.isEmpty() ? "none" : text));
  }
}

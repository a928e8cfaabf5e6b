package io.beckon.app.commands;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.input.BadInputException;
import io.beckon.app.input.EventFiles;
import io.beckon.app.input.EventSource;
import io.beckon.app.input.InputOptions;
import io.beckon.app.input.ProductFile;
import io.beckon.app.input.ProductHistory;
import io.beckon.app.replay.Replay;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.rules.Rules;
import io.beckon.app.run.ShellSettingsFrom;
import io.beckon.contract.Product;
import io.beckon.engine.contact.Addresses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that may look at recorded events: use it as a mixin. */
final class RecordedEvents {

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Recorded events, as 'replay' reads them; as often as needed.")
  private List<Path> events = List.of();

  @Option(
      names = "--products",
      paramLabel = "FILE",
      description = "The catalog, as 'replay' reads it.")
  private @Nullable Path products;

  @Option(
      names = "--currency",
      paramLabel = "CODE",
      defaultValue = "USD",
      description = "Currency of amounts that name none (default: ${DEFAULT-VALUE}).")
  private String currency = "USD";

  @Option(
      names = "--assume-consent",
      description = "Take every shopper to be reachable and to have agreed to everything.")
  private boolean assumeConsent;

  /** Were any given? */
  boolean given() {
    return !events.isEmpty();
  }

  /** What is done with the events. */
  interface Work<T> {
    T with(EventSource events) throws IOException;
  }

  /**
   * Opens the events and closes them again.
   *
   * @throws CommandFailedException when they can't be read
   */
  <T> T read(Work<T> work) {
    try (EventSource source =
        EventFiles.open(events, new InputOptions(currency, InputOptions.DEFAULT.sortWindow()))) {
      return work.with(source);
    } catch (BadInputException | IllegalArgumentException e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw CommandFailedException.failed("can't read the events: " + e.getMessage(), e);
    }
  }

  /** The products by id, as they became in the end; null when no catalog was given. */
  @Nullable Map<String, Product> catalog() {
    return products == null ? null : history().last();
  }

  private ProductHistory history() {
    try {
      return products == null ? ProductHistory.NONE : ProductFile.read(products);
    } catch (IOException e) {
      throw CommandFailedException.badInput(String.valueOf(e.getMessage()), e);
    }
  }

  /** How to play them. */
  Replay.Settings settings(BeckonConfig config, Rules rules) {
    return new Replay.Settings(
        config.app().store(),
        ShellSettingsFrom.abandonment(config.time()),
        Rulebooks.sinceEver(rules),
        history(),
        Map.of(),
        1,
        null,
        assumeConsent,
        assumeConsent
            ? Addresses.OFF
            : Addresses.of(config.app().store(), config.contacts().hashKey()));
  }
}

package io.beckon.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.beckon.app.Beckon;
import io.beckon.app.input.EventFiles;
import io.beckon.app.input.EventSource;
import io.beckon.app.input.InputEntry;
import io.beckon.app.input.InputOptions;
import io.beckon.app.replay.ReplayOutput;
import io.beckon.broker.EmbeddedBroker;
import io.beckon.contract.AbandonmentTrigger;
import io.beckon.contract.Decision;
import io.beckon.contract.SendCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same history, once through {@code beckon replay} and once through the topology on a real
 * broker, gives the same triggers, commands and decisions, record for record.
 */
class ReplayEqualsTopologyIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static EmbeddedBroker broker;

  @TempDir Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void shouldDecideTheSameOnARealShopsSessions() throws Exception {
    Compared compared = compare("otto", Recordings.otto(folder));
    assertThat(compared.triggers()).isGreaterThan(20);
    assertThat(compared.commands()).isGreaterThan(5);
  }

  @Test
  void shouldDecideTheSameOnSixMonthsOfASyntheticShop() throws Exception {
    Compared compared = compare("retentioneering", Recordings.retentioneering(folder));
    assertThat(compared.triggers()).isGreaterThan(1_000);
    assertThat(compared.commands()).isGreaterThan(500);
  }

  @Test
  void shouldDecideTheSameOnATableInTheLayoutOfRees46() throws Exception {
    Path csv =
        Files.writeString(
            folder.resolve("rees46.csv"),
            """
            event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session
            2019-10-01 00:00:00 UTC,view,44600062,2103807459595387724,,shiseido,35.79,541312140,s1
            2019-10-01 00:00:10 UTC,cart,44600062,2103807459595387724,,shiseido,35.79,541312140,s1
            2019-10-01 00:05:00 UTC,view,3900821,2053013552326770905,appliances,aqua,33.20,554748717,s2
            2019-10-01 00:05:01 UTC,cart,3900821,2053013552326770905,appliances,aqua,33.20,554748717,s2
            2019-10-01 00:20:01 UTC,purchase,3900821,2053013552326770905,appliances,aqua,33.20,554748717,s2
            2019-10-01 00:20:01 UTC,nonsense,3900821,,,,1,554748717,s2
            2019-10-01 09:00:00 UTC,view,17200506,2053013559792632471,furniture,,543.10,519107250,s3
            """);
    Compared compared = compare("rees46", csv);
    assertThat(compared.triggers()).isEqualTo(2);
  }

  private record Compared(long triggers, long commands) {}

  private Compared compare(String name, Path events) throws Exception {
    List<InputEntry.Parsed> parsed = parse(events);
    long first = parsed.get(0).timestampMs();
    long until = parsed.get(parsed.size() - 1).timestampMs() + Duration.ofDays(4).toMillis();
    Path replayed = folder.resolve(name + "-replayed");
    int exit =
        Beckon.commandLine(Map.of())
            .execute(
                "replay",
                "--events",
                events.toString(),
                "--out",
                replayed.toString(),
                "--partitions",
                "4",
                "--until",
                Instant.ofEpochMilli(until).toString());
    assertThat(exit).isZero();
    Path streamed = folder.resolve(name + "-streamed");
    stream(name, parsed, first, until, replayed, streamed);
    for (String file : List.of("triggers.ndjson", "commands.ndjson", "decisions.ndjson")) {
      assertThat(byShopper(streamed.resolve(file)))
          .as(file)
          .isEqualTo(byShopper(replayed.resolve(file)));
    }
    return new Compared(
        lines(replayed.resolve("triggers.ndjson")), lines(replayed.resolve("commands.ndjson")));
  }

  private void stream(
      String name,
      List<InputEntry.Parsed> events,
      long first,
      long until,
      Path replayed,
      Path streamed)
      throws IOException {
    Map<String, String> settings = new HashMap<>(Shop.recordedTime());
    settings.put("release.when", "decision");
    settings.put("store", "default");
    try (Shop shop = Shop.open(broker.bootstrapServers(), "eq." + name, folder, settings);
        ReplayOutput output = new ReplayOutput(streamed, false)) {
      shop.publishRules(() -> first - 1_000);
      for (InputEntry.Parsed event : events) {
        shop.append(event.event().getShopperId(), event.timestampMs(), shop.encoded(event.event()));
      }
      shop.timeTo(until);
      shop.start(shop.config(), () -> 0L);
      Output<AbandonmentTrigger> triggers = shop.triggers();
      Output<SendCommand> commands = shop.commands();
      Output<Decision> decisions = shop.decisions();
      // A transaction becomes visible partition by partition: each topic is waited for.
      await(decisions, replayed.resolve("decisions.ndjson"));
      await(triggers, replayed.resolve("triggers.ndjson"));
      await(commands, replayed.resolve("commands.ndjson"));
      Await.until(shop::isCaughtUp, Shop.LIMIT, () -> shop.lag() + " records not committed");
      for (AbandonmentTrigger trigger : triggers.all()) {
        output.trigger(trigger);
      }
      for (SendCommand command : commands.all()) {
        output.command(command);
      }
      for (Decision decision : decisions.all()) {
        output.decision(decision);
      }
      assertThat(shop.deadLetters().all()).isEmpty();
    }
  }

  private static void await(Output<?> output, Path replayed) throws IOException {
    long expected = lines(replayed);
    Await.until(
        () -> output.all().size() >= expected,
        Shop.LIMIT.multipliedBy(2),
        () -> output.all().size() + " of " + expected + " of " + replayed.getFileName());
  }

  private static List<InputEntry.Parsed> parse(Path events) throws IOException {
    List<InputEntry.Parsed> parsed = new ArrayList<>();
    try (EventSource source = EventFiles.open(List.of(events), InputOptions.DEFAULT)) {
      for (InputEntry entry = source.next(); entry != null; entry = source.next()) {
        if (entry instanceof InputEntry.Parsed event) {
          parsed.add(event);
        }
      }
    }
    return parsed;
  }

  private static Map<String, List<String>> byShopper(Path file) throws IOException {
    Map<String, List<String>> lines = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JSON.readTree(line);
      lines.computeIfAbsent(json.get("shopperId").asText(), id -> new ArrayList<>()).add(line);
    }
    return lines;
  }

  private static long lines(Path file) throws IOException {
    try (var all = Files.lines(file)) {
      return all.count();
    }
  }
}

package io.beckon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.flowdocs.FlowSteps;
import io.beckon.app.rules.Rulebooks;
import io.beckon.app.rules.Rules;
import io.beckon.contract.Channel;
import io.beckon.contract.CustomEvent;
import io.beckon.contract.Decision;
import io.beckon.contract.Outcome;
import io.beckon.contract.Purpose;
import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import io.beckon.engine.Played.Aside;
import io.beckon.engine.Played.Happening;
import io.beckon.engine.Played.Noted;
import io.beckon.engine.flow.Flow;
import io.beckon.engine.flow.Step;
import io.beckon.engine.flow.Trigger;
import io.beckon.engine.policy.Alone;
import io.beckon.engine.time.Timeline;
import io.beckon.model.Appended;
import io.beckon.model.Histories;
import io.beckon.model.History;
import io.beckon.model.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Whatever happens, under all flows and segments that ship, and the shipped policy. The model of
 * caps, quiet hours, consent and repeats is written here anew, and judges from the outputs.
 */
class AllFlowsProperties {

  private static final int TRIES = 150;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Duration MONTH = Duration.ofDays(30);

  /** Alternatives to flows that ship: nobody would run both. */
  private static final String VARIANTS = "variants";

  /** Everybody here has a German telephone number, whatever zone they say they are in. */
  private static final ZoneId NUMBER = ZoneId.of("Europe/Berlin");

  private static final Set<Channel> NOISY =
      Set.of(Channel.SMS, Channel.PUSH, Channel.WHATSAPP, Channel.CALL);
  private static final LocalTime NIGHT = LocalTime.of(21, 0);
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  private static final Rules RULES = rules();
  private static final Map<String, Flow> FLOWS =
      RULES.flows().stream().collect(Collectors.toMap(Flow::id, flow -> flow));
  private static final List<String> NAMES = names();

  /** An event of the shop's own, of a name that some flow waits for. */
  record Extra(int place, int shopper, int name) {}

  @Property(tries = TRIES)
  void shouldKeepEveryPromiseWhenSendsLeaveAtTheirDecision(
      @ForAll("histories") Scenario scenario,
      @ForAll("happenings") List<Happening> happenings,
      @ForAll("extras") List<Extra> extras) {
    check(
        Played.play(
            with(scenario, extras),
            happenings,
            6 * HOUR,
            Timeline.Release.AT_DECISION,
            Rulebooks.sinceEver(RULES)));
  }

  @Property(tries = TRIES)
  void shouldKeepEveryPromiseWhenSendsWaitForTicks(
      @ForAll("histories") Scenario scenario,
      @ForAll("happenings") List<Happening> happenings,
      @ForAll("extras") List<Extra> extras,
      @ForAll("pace") long tickEvery) {
    check(
        Played.play(
            with(scenario, extras),
            happenings,
            tickEvery,
            Timeline.Release.ON_TICK,
            Rulebooks.sinceEver(RULES)));
  }

  private static void check(Played played) {
    FlowProperties.checkIds(played);
    FlowProperties.checkNothingAfterTheEnd(played.heard.effects());
    FlowProperties.checkAccount(played);
    checkCaps(played.heard.sent());
    played.notes.forEach(AllFlowsProperties::checkWelcome);
    checkVariations(played.heard.sent());
    checkPriority(played.heard.decisions());
    long flows =
        played.heard.decisions().stream()
            .filter(d -> d.getOutcome() == Outcome.SENT)
            .map(Decision::getFlow)
            .distinct()
            .count();
    Statistics.label("flows that sent")
        .collect(Math.min(2, flows))
        .coverage(cover -> cover.check(2L).percentage(share -> share > 5));
  }

  /** One mail in two hours, four a day, one text a day, six of all a day; but for owed ones. */
  private static void checkCaps(List<SendCommand> all) {
    List<SendCommand> sent =
        all.stream().filter(c -> c.getPurpose() != Purpose.TRANSACTIONAL).toList();
    for (SendCommand last : sent) {
      List<SendCommand> own =
          sent.stream().filter(c -> c.getShopperId().equals(last.getShopperId())).toList();
      List<SendCommand> same =
          own.stream().filter(c -> c.getChannel() == last.getChannel()).toList();
      if (last.getChannel() == Channel.EMAIL) {
        assertThat(within(same, last, Duration.ofHours(2))).as("mails in 2 h: %s", last).isOne();
        assertThat(within(same, last, Duration.ofDays(1)))
            .as("mails in a day: %s", last)
            .isLessThanOrEqualTo(4);
      } else if (last.getChannel() == Channel.SMS) {
        assertThat(within(same, last, Duration.ofDays(1))).as("texts a day: %s", last).isOne();
      }
      assertThat(within(own, last, Duration.ofDays(1)))
          .as("messages in a day: %s", last)
          .isLessThanOrEqualTo(6);
    }
  }

  /** Messages in the window that ends with the last one. */
  private static long within(List<SendCommand> sent, SendCommand last, Duration window) {
    return sent.stream()
        .filter(c -> c.getAt() <= last.getAt() && c.getAt() > last.getAt() - window.toMillis())
        .count();
  }

  private static void checkWelcome(Noted noted) {
    SendCommand message = noted.message();
    if (message.getPurpose() == Purpose.TRANSACTIONAL) {
      return;
    }
    assertThat(noted.agreed()).as("consent to %s", message).isTrue();
    if (NOISY.contains(message.getChannel())) {
      for (ZoneId zone : List.of(noted.zone(), NUMBER)) {
        LocalTime local = LocalTime.ofInstant(Instant.ofEpochMilli(message.getAt()), zone);
        assertThat(local)
            .as("time in %s at %s", zone, message)
            .isBefore(NIGHT)
            .isAfterOrEqualTo(MORNING);
      }
    }
  }

  /** The same step in the same variant about the same products: not twice in a month. */
  private static void checkVariations(List<SendCommand> sent) {
    Map<String, Long> latest = new HashMap<>();
    for (SendCommand command : sent) {
      if (command.getPurpose() == Purpose.TRANSACTIONAL) {
        continue;
      }
      Set<String> products = new TreeSet<>();
      command.getItems().forEach(item -> products.add(item.getProductId()));
      String key =
          String.join(
              "|",
              command.getShopperId(),
              command.getFlow(),
              command.getStep(),
              String.valueOf(command.getVariant()),
              products.toString());
      Long before = latest.put(key, command.getAt());
      if (before != null) {
        assertThat(command.getAt() - before)
            .as("again: %s", command)
            .isGreaterThanOrEqualTo(MONTH.toMillis());
      }
    }
  }

  /**
   * Nobody sends while a run of higher priority, which began before, comes to a send within the
   * time that the policy names. Runs that wait for an event are left out: nobody can tell when it
   * comes. So are messages that are called back: they had left before.
   */
  private static void checkPriority(List<Decision> decisions) {
    Alone.PriorityHold hold = RULES.policy().alone().priority();
    assertThat(hold).as("the shipped policy holds lower flows").isNotNull();
    long within = hold.within() == null ? Long.MAX_VALUE / 2 : hold.within().toMillis();
    for (int i = 0; i < decisions.size(); i++) {
      Decision sent = decisions.get(i);
      if (sent.getOutcome() != Outcome.SENT || hold.exempt().contains(purpose(sent))) {
        continue;
      }
      Map<String, Decision> latest = new HashMap<>();
      for (Decision before : decisions.subList(0, i)) {
        if (isHigher(before, sent)) {
          latest.put(before.getRunId(), before);
        }
      }
      long end = sent.getAt() + within;
      latest.values().removeIf(run -> run.getUntil() != null && run.getUntil() > end);
      assertThat(decisions.subList(i + 1, decisions.size()))
          .as("what goes behind %s", sent)
          .noneMatch(
              later ->
                  later.getCommandId() != null
                      && later.getOutcome() != Outcome.CALLED_BACK
                      && later.getAt() <= end
                      && latest.containsKey(later.getRunId()));
    }
  }

  private static boolean isHigher(Decision run, Decision sent) {
    Flow flow = FLOWS.get(run.getFlow());
    return flow != null // null: a score moved, which is no run
        && run.getShopperId().equals(sent.getShopperId())
        && run.getOutcome() != Outcome.REFUSED
        && flow.priority() > FLOWS.get(sent.getFlow()).priority()
        && FlowSteps.all(flow.steps()).stream().noneMatch(Step.Await.class::isInstance);
  }

  private static Purpose purpose(Decision sent) {
    Flow flow = FLOWS.get(sent.getFlow());
    for (Step.Send send : FlowSteps.sends(flow)) {
      if (send.id().equals(sent.getStep()) && send.purpose() != null) {
        return send.purpose();
      }
    }
    return flow.purpose();
  }

  /** The same history with more events; those of one place come before its record. */
  private static Scenario with(Scenario scenario, List<Extra> extras) {
    List<Appended> log = new ArrayList<>();
    List<Appended> known = scenario.log();
    for (int i = 0; i < known.size(); i++) {
      long at = known.get(i).appendTime();
      for (Extra extra : extras) {
        if (extra.place() % known.size() == i) {
          log.add(new Appended(at, event(extra, at)));
        }
      }
      log.add(known.get(i));
    }
    long until = scenario.until() + Duration.ofDays(40).toMillis();
    return scenario.with(new History(log, until));
  }

  private static ShopperEvent event(Extra extra, long at) {
    return ShopperEvent.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(at)
        .setShopperId("s" + extra.shopper())
        .setSource("test")
        .setPayload(new CustomEvent(NAMES.get(extra.name() % NAMES.size()), Map.of()))
        .build();
  }

  private static Rules rules() {
    try (Stream<Path> folders = Files.walk(Path.of("flows"))) {
      return Rulebooks.loadAll(
          folders
              .filter(Files::isDirectory)
              .filter(folder -> !folder.endsWith(VARIANTS) && !folder.endsWith("segments"))
              .filter(folder -> !folder.endsWith("scores") && !folder.endsWith("stages"))
              .filter(AllFlowsProperties::holdsFlows)
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holdsFlows(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".yaml") || file.endsWith("segments"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of events that flows start on, exit on or wait for; the engine's own are left out. */
  private static List<String> names() {
    Set<String> names = new TreeSet<>();
    for (Flow flow : FLOWS.values()) {
      if (flow.trigger() instanceof Trigger.OnEvent trigger) {
        names.add(trigger.event());
      }
      flow.exit().on().forEach(on -> names.add(on.event()));
      for (Step step : FlowSteps.all(flow.steps())) {
        if (step instanceof Step.Await await) {
          names.addAll(await.events());
        }
      }
    }
    names.removeAll(Set.of("Segment Entered", "Segment Left"));
    return List.copyOf(names);
  }

  @Provide
  Arbitrary<Scenario> histories() {
    return Histories.inOrder();
  }

  @Provide
  Arbitrary<Long> pace() {
    return Arbitraries.of(HOUR, 7 * HOUR, 30 * HOUR);
  }

  @Provide
  Arbitrary<List<Extra>> extras() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 59),
            Arbitraries.integers().between(1, 5),
            Arbitraries.integers().between(0, 199))
        .as(Extra::new)
        .list()
        .ofMaxSize(25)
        .withoutEdgeCases();
  }

  /** Most shoppers are known from the start; things happen to them later. */
  @Provide
  Arbitrary<List<Happening>> happenings() {
    Arbitrary<Integer> shopper = Arbitraries.integers().between(1, 5);
    Arbitrary<Aside> known =
        Arbitraries.of(Aside.KNOWN, Aside.KNOWN_IN_TOKYO, Aside.KNOWN_IN_NEW_YORK);
    Arbitrary<Happening> first =
        Combinators.combine(shopper, known).as((who, what) -> new Happening(0, who, what));
    Arbitrary<Happening> later =
        Combinators.combine(
                Arbitraries.integers().between(0, 59),
                shopper,
                Arbitraries.frequencyOf(
                    Tuple.of(3, known), Tuple.of(4, Arbitraries.of(Aside.values()))))
            .as(Happening::new);
    return Combinators.combine(first.list().ofMinSize(3).ofMaxSize(10), later.list().ofMaxSize(12))
        .as(
            (early, late) -> {
              List<Happening> all = new ArrayList<>(early);
              all.addAll(late);
              return all;
            })
        .withoutEdgeCases();
  }
}

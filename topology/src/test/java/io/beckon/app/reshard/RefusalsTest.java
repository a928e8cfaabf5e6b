package io.beckon.app.reshard;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.config.BeckonConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RefusalsTest {

  private static final SortedMap<Integer, Long> READ = new TreeMap<>(Map.of(0, 10L, 1, 20L));
  private static final Plan PLAN =
      new Plan("beckon", "beckon-p12", 4, 12, "shopper-events", "shopper-events-p12", READ, 1L);

  /** As it is when all is well; a test changes one thing. */
  private static final class Found {
    private boolean group = true;
    private int members;
    private SortedMap<Integer, Long> committed = READ;
    private SortedMap<String, Integer> stores = new TreeMap<>(Map.of("carts", 4, "profiles", 4));
    private Set<String> missing = Set.of();
    private Set<String> unknown = Set.of();
    private int logPartitions = 4;
    private Set<String> unsealed = Set.of();
    private Optional<String> movedTo = Optional.empty();
    private Set<String> partlyRead = Set.of();
    private Situation.NewLog newLog = new Situation.NewLog(0, 0);
    private Set<String> newStores = Set.of();
    private Situation.NewGroup newGroup = new Situation.NewGroup(0, 0);

    Situation situation() {
      return new Situation(
          group,
          members,
          committed,
          stores,
          missing,
          unknown,
          logPartitions,
          unsealed,
          movedTo,
          partlyRead,
          newLog,
          newStores,
          newGroup);
    }
  }

  private final Found found = new Found();

  @Test
  void shouldBeginWhenAllIsWell() {
    assertThat(Refusals.toCarry(PLAN, found.situation(), new Journal())).isEmpty();
  }

  @Test
  void shouldTakeALogThatWasRaisedByHand() {
    found.logPartitions = 12;
    assertThat(Refusals.toCarry(PLAN, found.situation(), new Journal())).isEmpty();
  }

  @Test
  void shouldRefuseWhileTheOldApplicationRuns() {
    found.members = 2;
    assertThat(refused()).startsWith("beckon still runs (2 members of its group)");
    assertThat(toActivate(Journal.Stage.CARRIED)).contains("beckon still runs");
  }

  @Test
  void shouldRefuseWhenNobodyKnowsWhatTheStateHasSeen() {
    found.committed = new TreeMap<>();
    assertThat(refused()).startsWith("beckon has committed no offset of shopper-events");
  }

  @Test
  void shouldRefuseWhenNobodyKnowsHowATransactionEnds() {
    found.unsealed = Set.of("beckon-carts-changelog");
    assertThat(refused()).startsWith("a transaction is open in beckon-carts-changelog");
  }

  @Test
  void shouldRefuseAnApplicationThatIsNotThere() {
    found.group = false;
    found.stores = new TreeMap<>();
    assertThat(refused()).startsWith("there is no application beckon on this cluster");
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    found.unknown = Set.of("beckon-wishes-changelog");
    assertThat(refused())
        .contains("beckon-wishes-changelog. Use the release that beckon runs with");
    found.unknown = Set.of();
    found.missing = Set.of("contacts");
    assertThat(refused()).startsWith("there is no changelog of contacts: start beckon once");
    found.missing = Set.of();
    found.partlyRead = Set.of("the change of a product (event x)");
    assertThat(refused()).startsWith("only some partitions have read the change of a product");
  }

  @Test
  void shouldRefuseCountsThatDoNotFit() {
    found.stores = new TreeMap<>(Map.of("carts", 4, "profiles", 12));
    assertThat(refused()).startsWith("the changelogs have different numbers of partitions");
    found.stores = new TreeMap<>(Map.of("carts", 8));
    assertThat(refused()).contains("it is not the log that the state was made from");
    found.logPartitions = 0;
    assertThat(refused()).startsWith("there is no topic shopper-events");
    found.logPartitions = 12;
    found.stores = new TreeMap<>(Map.of("carts", 12));
    assertThat(refused()).isEqualTo("beckon has 12 partitions already.");
  }

  @Test
  void shouldRefuseWhatTheNewApplicationHasAlready() {
    found.newLog = new Situation.NewLog(8, 0);
    assertThat(refused()).startsWith("shopper-events-p12 exists with 8 partitions");
    found.newLog = new Situation.NewLog(12, 5);
    assertThat(refused()).startsWith("shopper-events-p12 is not empty");
    found.newLog = new Situation.NewLog(12, 0);
    found.newStores = Set.of("beckon-p12-carts-changelog");
    assertThat(refused()).contains("state of an application beckon-p12 already");
    found.newStores = Set.of();
    found.newGroup = new Situation.NewGroup(1, 0);
    assertThat(refused()).startsWith("beckon-p12 runs, or ran");
    found.newGroup = new Situation.NewGroup(0, 3);
    assertThat(refused()).startsWith("beckon-p12 runs, or ran");
  }

  @Test
  void shouldGoOnWhenItWasBegunWithTheSamePlanAndNobodyHasWorkedSince() {
    found.newLog = new Situation.NewLog(12, 0);
    found.newStores = Set.of("beckon-p12-carts-changelog");
    assertThat(Refusals.toCarry(PLAN, found.situation(), begun(PLAN, Journal.Stage.BEGUN)))
        .isEmpty();
  }

  @Test
  void shouldNotGoOnWithAnotherPlanOrAfterTheOldApplicationHasWorked() {
    Plan six =
        new Plan("beckon", "beckon-p12", 4, 6, "shopper-events", "shopper-events-p12", READ, 1L);
    assertThat(Refusals.toCarry(PLAN, found.situation(), begun(six, Journal.Stage.BEGUN)))
        .singleElement()
        .asString()
        .contains("was begun with another plan")
        .contains("--discard");
    Plan earlier =
        new Plan(
            "beckon",
            "beckon-p12",
            4,
            12,
            "shopper-events",
            "shopper-events-p12",
            new TreeMap<>(Map.of(0, 9L, 1, 20L)),
            1L);
    for (Journal.Stage stage : List.of(Journal.Stage.BEGUN, Journal.Stage.CARRIED)) {
      assertThat(Refusals.toCarry(PLAN, found.situation(), begun(earlier, stage)))
          .singleElement()
          .asString()
          .startsWith("beckon has worked since its state was carried");
      assertThat(Refusals.toActivate(PLAN, found.situation(), begun(earlier, stage)).toString())
          .contains("beckon has worked since its state was carried");
    }
  }

  @Test
  void shouldActivateOnlyWhatIsCarriedIntoALogThatIsEmpty() {
    assertThat(toActivate(Journal.Stage.CARRIED)).isEqualTo("[]");
    assertThat(toActivate(Journal.Stage.BEGUN)).contains("not all state is carried");
    assertThat(Refusals.toActivate(PLAN, found.situation(), new Journal()).toString())
        .contains("nothing was carried to beckon-p12 yet");
    found.newLog = new Situation.NewLog(12, 1);
    assertThat(toActivate(Journal.Stage.CARRIED)).contains("producers came too early");
    assertThat(toActivate(Journal.Stage.ACTIVATED)).as("carries what came since").isEqualTo("[]");
  }

  @Test
  void shouldRefuseWhenTheOldApplicationHasMovedElsewhere() {
    found.movedTo = Optional.of("beckon-p6");
    assertThat(refused()).isEqualTo("beckon has moved to beckon-p6 before.");
  }

  @Test
  void shouldTellTopicsOfOthersFromThoseThatItDoesNotKnow() {
    assertThat(
            Names.unknown(
                "beckon",
                List.of(
                    "beckon-carts-changelog",
                    "beckon-p12-carts-changelog",
                    "beckon-products-known-products-changelog",
                    "other-wishes-changelog",
                    "beckon-wishes-changelog",
                    "beckon-by-shopper-repartition",
                    "beckon-notes")))
        .containsExactly("beckon-by-shopper-repartition", "beckon-wishes-changelog");
  }

  @Test
  void shouldNotStartTheOldOneAgainNorTheNewOneTooEarly() {
    BeckonConfig old = config("beckon", Map.of());
    assertThat(TakenOver.refusal(old, Optional.empty(), new Journal())).isEmpty();
    assertThat(TakenOver.refusal(old, Optional.of("beckon-p12"), new Journal()).orElseThrow())
        .startsWith("beckon was resharded, and beckon-p12 has taken over")
        .contains("delete the topic beckon-moved");

    Map<String, String> fitting =
        Map.of("topics.partitions", "12", "topics.generation", "p12", "shadow", "true");
    BeckonConfig shadow = config("beckon-p12", fitting);
    assertThat(start(shadow, Journal.Stage.BEGUN)).contains("still being carried");
    assertThat(start(shadow, Journal.Stage.CARRIED)).isEmpty();
    assertThat(start(shadow, Journal.Stage.ACTIVATED)).isEmpty();
    Map<String, String> lit = new HashMap<>(fitting);
    lit.put("shadow", "false");
    assertThat(start(config("beckon-p12", lit), Journal.Stage.CARRIED))
        .contains("Start it with shadow=true");
    assertThat(start(config("beckon-p12", lit), Journal.Stage.ACTIVATED)).isEmpty();
    Map<String, String> other = new HashMap<>(fitting);
    other.put("topics.generation", "p13");
    assertThat(start(config("beckon-p12", other), Journal.Stage.CARRIED))
        .contains("12 partitions of shopper-events-p12");
  }

  private static String start(BeckonConfig config, Journal.Stage stage) {
    return TakenOver.refusal(config, Optional.empty(), begun(PLAN, stage)).orElse("");
  }

  private static BeckonConfig config(String id, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("application.id", id);
    return BeckonConfig.of(all);
  }

  private String refused() {
    return String.join("\n", Refusals.toCarry(PLAN, found.situation(), new Journal()));
  }

  private String toActivate(Journal.Stage stage) {
    return Refusals.toActivate(PLAN, found.situation(), begun(PLAN, stage)).toString();
  }

  /** As it is read from its topic. */
  private static Journal begun(Plan plan, Journal.Stage stage) {
    Journal written = new Journal();
    Journal read = new Journal();
    for (ProducerRecord<byte[], byte[]> note :
        List.of(written.plan(plan), written.stage(plan.to(), stage))) {
      read.take(note.key(), note.value());
    }
    return read;
  }
}

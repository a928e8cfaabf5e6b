package io.beckon.bench.scenario;

import io.beckon.bench.scenario.Scenario.Input;
import io.beckon.bench.scenario.Scenario.Prelude;
import io.beckon.bench.scenario.dsl.DslScenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All scenarios, in the order in which they are reported. */
public final class Scenarios {

  /** The measure for the others. */
  public static final String PASS = "pass";

  /** The product. */
  public static final String SHIP = "ship";

  /** The product without what measurement reads. */
  public static final String SHIP_NO_OUTCOMES = "ship-no-outcomes";

  /** What measurement does of it. */
  public static final String MEASURE = "measure";

  /** The product with everything on. */
  public static final String SHIP_ALL = "ship-all";

  private static final List<Scenario> ALL =
      List.of(
          Scenario.reading("consume", "a bare consumer", ConsumeScenario.class, false, Map.of()),
          Scenario.reading(
              PASS,
              "Kafka Streams decodes and copies each event, exactly once",
              PassScenario.class,
              true,
              Map.of("decode", "true")),
          Scenario.reading(
              "pass-bytes",
              "the same without decoding",
              PassScenario.class,
              true,
              Map.of("decode", "false")),
          Scenario.exact(
              SHIP,
              "the application as './beckon run' starts it, recovery flows in force",
              ShipScenario.class,
              Map.of("release", "tick"),
              Input.OWN,
              ShipPrelude::recovery),
          Scenario.exact(
              SHIP_ALL,
              "the same with all flows and segments that ship",
              ShipScenario.class,
              Map.of("release", "tick"),
              Input.OWN,
              ShipPrelude::all),
          Scenario.exact(
              SHIP_NO_OUTCOMES,
              "as ship, with outcomes.enabled=false: what measurement costs the main job",
              ShipScenario.class,
              Map.of("release", "tick", "outcomes", "false"),
              Input.OWN,
              ShipPrelude::recovery),
          new Scenario(
              MEASURE,
              "the measurement application over as many outcomes; bytes of its stores",
              MeasureScenario.class.getName(),
              Scenario::ownClassPath,
              Scenario.USUAL_JVM,
              Map.of(),
              Input.NONE,
              false,
              Scenario.Triggers.NONE,
              0.2,
              Prelude.NONE),
          Scenario.exact(
              "ship-decision",
              "the same with release.when=decision",
              ShipScenario.class,
              Map.of("release", "decision"),
              Input.OWN,
              ShipPrelude::recovery),
          Scenario.exact(
              "replay",
              "the engine without Kafka, one thread, events in memory",
              ReplayScenario.class,
              Map.of("decode", "false"),
              Input.NONE,
              Prelude.NONE),
          Scenario.exact(
              "replay-decode",
              "the same, decoding each event",
              ReplayScenario.class,
              Map.of("decode", "true"),
              Input.NONE,
              Prelude.NONE),
          new Scenario(
              "dsl",
              "abandoned carts by the Kafka Streams DSL: sessions, suppress, join",
              DslScenario.class.getName(),
              Scenario::ownClassPath,
              Scenario.USUAL_JVM,
              Map.of("emit", "suppress"),
              Input.SHARED,
              true,
              Scenario.Triggers.OTHER_RULES,
              0.2,
              Prelude.NONE),
          new Scenario(
              "flink",
              "abandoned carts by Flink, state in RocksDB, two slots",
              FlinkClassPath.mainClass(),
              FlinkClassPath::read,
              Scenario.USUAL_JVM,
              Map.of("parallelism", "2"),
              Input.SHARED,
              true,
              Scenario.Triggers.OTHER_RULES,
              1,
              Prelude.NONE));

  private Scenarios() {}

  /** All of them. */
  public static List<Scenario> all() {
    return ALL;
  }

  /** The one of that name. */
  public static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}

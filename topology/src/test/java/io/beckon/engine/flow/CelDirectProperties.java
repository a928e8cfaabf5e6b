package io.beckon.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Expressions that are evaluated without the interpreter give what the interpreter gives, in value
 * and in what goes wrong, whatever they are and whatever is known.
 */
class CelDirectProperties {

  private static final int TRIES = 6_000;
  private static final AtomicInteger DIRECT = new AtomicInteger();
  private static final AtomicInteger ANSWERED = new AtomicInteger();
  private static final AtomicInteger FAILED = new AtomicInteger();

  private static final String[] INTS = {"cart.value", "shopper.orderCount", "shopper.spent"};
  private static final String[] TEXTS = {"shopper.country", "cart.currency", "event.name"};
  private static final String[] TIMES = {"now", "shopper.lastOrderAt", "shopper.lastActiveAt"};
  private static final String[] LISTS = {"shopper.tags", "cart.productIds", "history.brands"};
  private static final String[] MAPS = {
    "event.properties", "shopper.attributes", "happened.properties"
  };
  private static final String[] KEYS = {"a", "b", "order_id", "gone"};

  @Property(tries = TRIES)
  void shouldGiveWhatTheInterpreterGives(@ForAll long seed) {
    Random dice = new Random(seed);
    CelProgram program = compiled(dice);
    if (program == null) {
      return;
    }
    if (program.isDirect()) {
      DIRECT.incrementAndGet();
    }
    for (int i = 0; i < 8; i++) {
      Map<String, Object> known = facts(dice);
      CelProgram.Outcome outcome = program.evaluate(known::get);
      (outcome.error().isEmpty() ? ANSWERED : FAILED).incrementAndGet();

      assertThat(outcome)
          .as("%s of %s", program.source(), known)
          .isEqualTo(program.interpret(known::get));
    }
  }

  @Example
  void shouldGiveWhatTheInterpreterGivesOfWhatIsNoNumber() {
    Map<String, Object> attributes = Map.of("a", Double.NaN, "b", 0.5);
    for (String other : List.of("a", "b")) {
      for (String comparison : List.of("==", "!=", "<", ">=")) {
        String source = "shopper.attributes.a " + comparison + " shopper.attributes." + other;
        CelProgram program = CelProgram.compile(source, true);

        assertThat(program.evaluate(name -> attributes))
            .as(source)
            .isEqualTo(program.interpret(name -> attributes));
      }
    }
  }

  /** Otherwise nothing was compared. */
  @AfterContainer
  static void shouldHaveComparedMany() {
    assertThat(DIRECT.get()).isGreaterThan(TRIES / 3);
    assertThat(ANSWERED.get()).isGreaterThan(TRIES);
    assertThat(FAILED.get()).isGreaterThan(TRIES / 20);
  }

  private static CelProgram compiled(Random dice) {
    String source = dice.nextInt(5) == 0 ? any(dice, 3) : truth(dice, 3);
    try {
      return CelProgram.compile(source, true);
    } catch (InvalidExpression e) {
      return null; // its types do not fit together
    }
  }

  private static String any(Random dice, int depth) {
    return switch (dice.nextInt(6)) {
      case 0 -> truth(dice, depth);
      case 1 -> number(dice, depth);
      case 2 -> text(dice, depth);
      case 3 -> time(dice, depth);
      case 4 -> length(dice, depth);
      default -> unknown(dice, depth);
    };
  }

  private static String truth(Random dice, int depth) {
    int deeper = depth - 1;
    if (depth <= 0) {
      return pick(dice, "cart.open", "shopper.known", "true", "false");
    }
    return switch (dice.nextInt(14)) {
      case 0, 1 -> "(" + truth(dice, deeper) + " && " + truth(dice, deeper) + ")";
      case 2, 3 -> "(" + truth(dice, deeper) + " || " + truth(dice, deeper) + ")";
      case 4 -> "!" + truth(dice, 0);
      case 5 -> "(" + truth(dice, deeper) + " ? " + truth(dice, 0) + " : " + truth(dice, 0) + ")";
      case 6 -> number(dice, deeper) + comparison(dice) + number(dice, deeper);
      case 7 -> text(dice, deeper) + pick(dice, " == ", " != ", " < ") + text(dice, deeper);
      case 8 -> time(dice, deeper) + comparison(dice) + time(dice, deeper);
      case 9 -> length(dice, deeper) + comparison(dice) + length(dice, deeper);
      case 10 -> unknown(dice, deeper) + comparison(dice) + any(dice, deeper);
      case 11 -> "has(" + pick(dice, MAPS) + "." + pick(dice, KEYS) + ")";
      case 12 -> any(dice, deeper) + " in " + container(dice);
      default ->
          text(dice, deeper)
              + pick(dice, ".startsWith(", ".endsWith(", ".contains(", ".matches(")
              + text(dice, 0)
              + ")";
    };
  }

  private static String container(Random dice) {
    return pick(
        dice,
        pick(dice, LISTS),
        pick(dice, MAPS),
        pick(dice, MAPS) + "." + pick(dice, KEYS),
        "['a', 'b', 'DE']",
        "[1, 2, 3]",
        "{'a': 1}");
  }

  private static String comparison(Random dice) {
    return pick(dice, " == ", " != ", " < ", " <= ", " > ", " >= ");
  }

  private static String number(Random dice, int depth) {
    return switch (dice.nextInt(depth <= 0 ? 4 : 9)) {
      case 0, 1 -> pick(dice, INTS);
      case 2 -> pick(dice, "0", "1", "-1", "3", "9223372036854775807", "-9223372036854775808");
      case 3 -> pick(dice, "0.5", "2.0", "-0.0", "1e300");
      case 4 -> "size(" + pick(dice, pick(dice, LISTS), text(dice, 0), pick(dice, MAPS)) + ")";
      case 5 -> "-(" + number(dice, 0) + ")";
      case 6 -> pick(dice, LISTS) + ".size()";
      default ->
          "("
              + number(dice, depth - 1)
              + pick(dice, " + ", " - ", " * ", " / ", " % ")
              + number(dice, depth - 1)
              + ")";
    };
  }

  private static String text(Random dice, int depth) {
    return switch (dice.nextInt(depth <= 0 ? 3 : 5)) {
      case 0 -> pick(dice, TEXTS);
      case 1, 2 -> pick(dice, "'a'", "'DE'", "''", "'\\U0001F600x'");
      case 3 -> pick(dice, LISTS) + "[" + number(dice, 0) + "]";
      default -> pick(dice, text(dice, 0) + " + " + text(dice, 0), text(dice, 0) + ".trim()");
    };
  }

  private static String time(Random dice, int depth) {
    return switch (dice.nextInt(depth <= 0 ? 2 : 4)) {
      case 0 -> pick(dice, TIMES);
      case 1 ->
          pick(
              dice,
              "timestamp(0)",
              "timestamp('9999-12-31T00:00:00Z')",
              "timestamp('0001-01-02T00:00:00.5Z')");
      default -> "(" + time(dice, 0) + pick(dice, " + ", " - ") + length(dice, depth - 1) + ")";
    };
  }

  private static String length(Random dice, int depth) {
    return switch (dice.nextInt(depth <= 0 ? 2 : 4)) {
      case 0 -> pick(dice, "days(30)", "days(" + number(dice, 0) + ")", "days(3600000)");
      case 1 -> pick(dice, "duration('90m')", "duration('-0.25s')", "duration('never')");
      case 2 -> "(" + time(dice, 0) + " - " + time(dice, depth - 1) + ")";
      default -> "(" + length(dice, 0) + pick(dice, " + ", " - ") + length(dice, 0) + ")";
    };
  }

  /** Of a type that is known only when it is there. */
  private static String unknown(Random dice, int depth) {
    String map = pick(dice, MAPS);
    return switch (dice.nextInt(depth <= 0 ? 1 : 4)) {
      case 0 -> map + "." + pick(dice, KEYS);
      case 1 -> map + "['" + pick(dice, KEYS) + "']";
      case 2 -> map + "." + pick(dice, KEYS) + "." + pick(dice, KEYS);
      default -> "cart.items[" + number(dice, 0) + "]." + pick(dice, "price", "name", "gone");
    };
  }

  private static Map<String, Object> facts(Random dice) {
    Map<String, Object> known = new HashMap<>();
    for (String name : INTS) {
      known.put(name, pick(dice, 0L, 1L, 3L, -7L, Long.MAX_VALUE, Long.MIN_VALUE));
    }
    for (String name : TEXTS) {
      known.put(name, pick(dice, "", "a", "DE", "\uD83D\uDE00x"));
    }
    for (String name : TIMES) {
      known.put(
          name,
          pick(
              dice,
              Instant.EPOCH,
              Instant.ofEpochMilli(1_790_000_000_123L),
              Instant.parse("9999-12-31T23:59:59Z"),
              Instant.parse("0001-01-01T00:00:00Z")));
    }
    for (String name : LISTS) {
      known.put(name, pick(dice, List.of(), List.of("a"), List.of("DE", "b", "a")));
    }
    for (String name : MAPS) {
      known.put(name, map(dice));
    }
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = dice.nextInt(3); i > 0; i--) {
      items.add(dice.nextBoolean() ? Map.of("name", "a") : Map.of("name", "b", "price", 3L));
    }
    known.put("cart.items", items);
    known.put("cart.open", dice.nextBoolean());
    if (dice.nextInt(20) != 0) {
      known.put("shopper.known", dice.nextBoolean());
    }
    return known;
  }

  private static Map<String, Object> map(Random dice) {
    Map<String, Object> map = new HashMap<>();
    for (String key : Arrays.asList("a", "b", "order_id")) {
      if (dice.nextInt(4) != 0) {
        map.put(
            key,
            pick(
                dice,
                1L,
                3L,
                "a",
                "DE",
                true,
                0.5,
                2.0,
                -0.0,
                Double.NaN,
                3,
                Instant.EPOCH,
                Duration.ofMinutes(90),
                List.of("a", 1L),
                List.of("DE"),
                Map.of("a", "a", "b", 1L)));
      }
    }
    return map;
  }

  @SafeVarargs
  private static <T> T pick(Random dice, T... those) {
    return those[dice.nextInt(those.length)];
  }
}

package io.beckon.engine.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.owner.Owners.Assigned;
import io.beckon.engine.owner.Owners.By;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who gets a task. */
class OwnersTest {

  private static final long NOON = 1_767_700_800_000L; // 2026-01-06T12:00:00Z
  private static final long DAY = 86_400_000;
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final LocalDate TODAY = LocalDate.of(2026, 1, 6);

  @Test
  void shouldLeaveItToWhomTheFlowNamesWhenNobodyIsDeclared() {
    assertThat(Owners.none(UTC).assign(ask("ann", "desk", "ada", NOON)))
        .isEqualTo(new Assigned("desk", By.FLOW, null));
    assertThat(Owners.none(UTC).assign(ask("ann", null, null, NOON)).owner()).isNull();
  }

  @Test
  void shouldDealShoppersInSharesOfWhatEachCanDo() {
    Owners owners = owners(null, owner("ada", 10), owner("ben", 20), owner("cid", 70));

    Map<String, Integer> dealt = new TreeMap<>();
    IntStream.range(0, 20_000)
        .forEach(i -> dealt.merge(String.valueOf(owner(owners, "s" + i)), 1, Integer::sum));

    assertThat(dealt.get("ada")).isBetween(1_850, 2_150);
    assertThat(dealt.get("ben")).isBetween(3_800, 4_200);
    assertThat(dealt.get("cid")).isBetween(13_800, 14_200);
  }

  @Test
  void shouldKeepEachShoppersOwnerUnlessTheirsGoes() {
    Owners three = owners(null, owner("ada", 10), owner("ben", 20), owner("cid", 70));
    Owners turned = owners(null, owner("cid", 70), owner("ada", 10), owner("ben", 20));
    Owners without = owners(null, owner("ada", 10), owner("cid", 70));
    Owners more = owners(null, owner("ada", 10), owner("ben", 40), owner("cid", 70));

    for (int i = 0; i < 2_000; i++) {
      String now = owner(three, "s" + i);
      assertThat(owner(turned, "s" + i)).isEqualTo(now);
      if (!"ben".equals(now)) {
        assertThat(owner(without, "s" + i)).isEqualTo(now);
      }
      assertThat(owner(more, "s" + i)).isIn(now, "ben");
    }
  }

  @Test
  void shouldAskOnlyThoseWhoTakeSuchTasks() {
    Owner sales =
        new Owner("sam", Set.of("desk"), Set.of("sales"), Set.of(), Set.of(), 1, null, List.of());
    Owner quotes =
        new Owner("quinn", Set.of(), Set.of(), Set.of("quote"), Set.of(), 1, null, List.of());
    Owner vips = new Owner("vic", Set.of(), Set.of(), Set.of(), Set.of("vip"), 1, null, List.of());
    Owners owners = owners(null, sales, quotes, vips);

    assertThat(owners.assign(new Ask("shop", "s", "desk", "sales", null, List.of(), null, NOON)))
        .isEqualTo(new Assigned("sam", By.DEALT, null));
    assertThat(
            owners.assign(new Ask("shop", "s", "desk", "help", "quote", List.of("x"), null, NOON)))
        .isEqualTo(new Assigned("quinn", By.DEALT, null));
    assertThat(
            owners.assign(
                new Ask("shop", "s", null, "help", null, List.of("a", "vip"), null, NOON)))
        .isEqualTo(new Assigned("vic", By.DEALT, null));
    assertThat(owners.assign(new Ask("shop", "s", "desk", "help", null, List.of(), null, NOON)))
        .as("nobody takes it, and nobody stands in")
        .isEqualTo(new Assigned("desk", By.FLOW, null));
  }

  @Test
  void shouldGoToWhomTheShoppersAttributeNamesIfTheyTakeIt() {
    Owner ada = new Owner("ada", Set.of("desk"), Set.of(), Set.of(), Set.of(), 1, null, List.of());
    Owners owners = owners("all", ada, owner("ben", 100_000));

    assertThat(owners.assign(ask("ann", "desk", "ada", NOON)))
        .isEqualTo(new Assigned("ada", By.ATTRIBUTE, null));
    assertThat(owners.assign(ask("ann", "returns", "ada", NOON)))
        .isEqualTo(new Assigned("ben", By.DEALT, null));
  }

  @Test
  void shouldGoToTheFallbackWhenTheShoppersOwnerIsNotDeclaredAnyMore() {
    assertThat(owners("lead", owner("ada", 1)).assign(ask("ann", "desk", "gone", NOON)))
        .isEqualTo(new Assigned("lead", By.FALLBACK, null));
    assertThat(owners(null, owner("ada", 1)).assign(ask("ann", "desk", "gone", NOON)))
        .as("without a fallback somebody who is there")
        .isEqualTo(new Assigned("ada", By.DEALT, null));
  }

  @Test
  void shouldGoToTheFallbackWhenNobodyTakesIt() {
    Owner ada = new Owner("ada", Set.of("desk"), Set.of(), Set.of(), Set.of(), 1, null, List.of());

    assertThat(owners("lead", ada).assign(ask("ann", "returns", null, NOON)))
        .isEqualTo(new Assigned("lead", By.FALLBACK, null));
  }

  @Test
  void shouldGoToWhoStandsInOnDaysOfAbsenceOnly() {
    Owner ada = away("ada", "ben");
    Owner ben = owner("ben", 1);
    Owners owners = owners(null, ada, ben);
    String shopper = shopperOf(owners, "ada");

    assertThat(owners.assign(ask(shopper, "desk", null, NOON - DAY)).owner()).isEqualTo("ada");
    assertThat(owners.assign(ask(shopper, "desk", null, NOON)))
        .isEqualTo(new Assigned("ben", By.DEALT, "ada"));
    assertThat(owners.assign(ask(shopper, "desk", null, NOON + 12 * 3_600_000 - 1)).away())
        .isEqualTo("ada");
    assertThat(owners.assign(ask(shopper, "desk", null, NOON + 12 * 3_600_000)).owner())
        .isEqualTo("ada");
  }

  @Test
  void shouldPassOverEverybodyWhoIsAwayAndNotGoInACircle() {
    Owner ada = away("ada", "ben");
    Owner ben = away("ben", "ada");

    assertThat(owners(null, ada, ben, owner("cid", 1)).assign(ask("ann", "ada", null, NOON)))
        .isEqualTo(new Assigned("cid", By.FLOW, "ada"));
    assertThat(owners("lead", ada, ben).assign(ask("ann", "ada", null, NOON)))
        .isEqualTo(new Assigned("lead", By.FALLBACK, "ada"));
    assertThat(owners(null, ada, ben).assign(ask("ann", "ada", null, NOON)))
        .as("everybody is away")
        .isEqualTo(new Assigned("ada", By.FLOW, null));
    assertThat(owners("ben", ada, ben).assign(ask("ann", "ada", null, NOON)).owner())
        .isEqualTo("ada");
  }

  private static String shopperOf(Owners owners, String owner) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "s" + i)
        .filter(s -> owner.equals(owners.assign(ask(s, "desk", null, NOON - DAY)).owner()))
        .findFirst()
        .orElseThrow();
  }

  private static @Nullable String owner(Owners owners, String shopper) {
    return owners.assign(ask(shopper, "desk", null, NOON)).owner();
  }

  private static Ask ask(String shopper, @Nullable String queue, @Nullable String own, long at) {
    return new Ask("shop", shopper, queue, "support", null, List.of(), own, at);
  }

  private static Owners owners(@Nullable String fallback, Owner... people) {
    return new Owners(List.of(people), fallback, UTC);
  }

  private static Owner owner(String id, int perDay) {
    return new Owner(id, Set.of(), Set.of(), Set.of(), Set.of(), perDay, null, List.of());
  }

  private static Owner away(String id, String fallback) {
    return new Owner(
        id,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        1,
        fallback,
        List.of(new Owner.Absence(TODAY, TODAY)));
  }
}

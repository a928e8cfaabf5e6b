package io.beckon.measurement.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Outcome;
import io.beckon.measurement.core.Audience.Place;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AudienceTest {

  private final Audience audience = new Audience();

  @Test
  void shouldFindEachRunInOnePlaceWhenSomeAreSentAndSomeAreNot() {
    run("a", Outcome.QUEUED, Outcome.SENT, Outcome.COMPLETED);
    run("b", Outcome.SKIPPED, Outcome.COMPLETED);
    run("c", Outcome.DEFERRED);
    run("d", Outcome.QUEUED);
    run("e", Outcome.QUEUED, Outcome.CANCELLED, Outcome.EXITED);
    run("f", Outcome.EXITED);
    run("g");
    entered("h");
    audience.add(new Decided("cart", 1, "h", "split", Outcome.ASSIGNED, "CONTROL", true));
    audience.add(decided("h", null, Outcome.COMPLETED));

    assertThat(audience.rows()).hasSize(1);
    Audience.Row row = audience.rows().get(0);
    assertThat(row.entered()).isEqualTo(8);
    assertThat(row.addsUp()).isTrue();
    assertThat(audience.addsUp()).isTrue();
    assertThat(row.places())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Place.SENT, 1L,
                Place.SKIPPED, 1L,
                Place.DEFERRED, 1L,
                Place.WAITING, 1L,
                Place.CANCELLED, 1L,
                Place.ENDED_BEFORE, 1L,
                Place.STILL_BEFORE, 1L,
                Place.CONTROL, 1L));
    assertThat(audience.contradictions()).isEmpty();
  }

  @Test
  void shouldSayWhatCantBe() {
    run("a", Outcome.QUEUED, Outcome.SENT, Outcome.SENT);
    run("b", Outcome.SENT);
    run("c", Outcome.EXITED, Outcome.QUEUED);
    run("d", Outcome.QUEUED, Outcome.COMPLETED);
    audience.add(decided("x", "first", Outcome.SENT));
    entered("a");

    assertThat(audience.addsUp()).isFalse();
    assertThat(audience.contradictions())
        .anyMatch(line -> line.startsWith("run a ") && line.contains("had been SENT at step first"))
        .anyMatch(line -> line.startsWith("run a ") && line.contains("entered twice"))
        .anyMatch(line -> line.startsWith("run b ") && line.contains("had not been decided"))
        .anyMatch(line -> line.startsWith("run c ") && line.contains("was over already"))
        .anyMatch(line -> line.startsWith("run d ") && line.contains("while step first waits"))
        .anyMatch(line -> line.startsWith("run x ") && line.contains("never entered"));
  }

  @Test
  void shouldTakeACallBackForNoPlace() {
    run("a", Outcome.QUEUED, Outcome.SENT, Outcome.EXITED, Outcome.CALLED_BACK);

    assertThat(audience.contradictions()).isEmpty();
    assertThat(audience.rows().get(0).places()).containsOnlyKeys(Place.SENT);
  }

  @Test
  void shouldLeaveOutRunsThatBeganBeforeTheFirstDecisionThatIsKnown() {
    Audience part = new Audience(false);
    part.add(decided("old", "first", Outcome.SENT));
    part.add(decided("old", null, Outcome.COMPLETED));
    part.add(decided("new", null, Outcome.ENTERED));

    assertThat(part.begunBefore()).isEqualTo(1);
    assertThat(part.addsUp()).isTrue();
    assertThat(part.rows()).extracting(Audience.Row::entered).containsExactly(1L);
  }

  private void run(String id, Outcome... outcomes) {
    entered(id);
    for (Outcome outcome : outcomes) {
      boolean whole = outcome == Outcome.COMPLETED || outcome == Outcome.EXITED;
      audience.add(decided(id, whole ? null : "first", outcome));
    }
  }

  private void entered(String id) {
    audience.add(decided(id, null, Outcome.ENTERED));
  }

  private static Decided decided(String run, String step, Outcome outcome) {
    return new Decided("cart", 1, run, step, outcome, "ALLOWED", false);
  }
}

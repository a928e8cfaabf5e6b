package io.beckon.engine.interest;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import io.beckon.engine.shopper.BrowseHistory;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

/**
 * Whoever looked at something in a period is noted for it, its category and its brand, in a row
 * that lasts for that period; once, as long as nothing made the watch forget.
 */
class InterestsProperties {

  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = 1_790_000_000_000L;

  private record Note(long subject, String shopper, long period) {}

  /** Notes as rows of periods hold them. */
  private static final class Index implements InterestIndex {
    final Map<Note, Integer> notes = new HashMap<>();

    @Override
    public void note(long subject, String shopperId, long at) {
      notes.merge(new Note(subject, shopperId, periodOf(at)), 1, Integer::sum);
    }

    @Override
    public long mark() {
      return 0;
    }

    @Override
    public Names noted(Set<Long> subjects, long mark) {
      return new Names();
    }

    void erase(String shopperId) {
      notes.keySet().removeIf(note -> note.shopper().equals(shopperId));
    }
  }

  private final Index index = new Index();
  private Interests interests = new Interests(index);
  private final Map<String, Shopper> shoppers = new HashMap<>();
  private final Set<Note> due = new HashSet<>();

  /** Each history begins with nothing noted. */
  @BeforeTry
  void begin() {
    index.notes.clear();
    interests = new Interests(index);
    shoppers.clear();
    due.clear();
  }

  @Property(tries = 300)
  void shouldNoteAllThatWasViewedInEachPeriod(@ForAll long seed) {
    Random dice = new Random(seed);
    long now = START;
    long since = 0;
    long kindsSince = dice.nextInt(4) == 0 ? Long.MAX_VALUE : 0;
    boolean calm = dice.nextBoolean();
    for (int i = 0; i < 120; i++) {
      now += (long) (dice.nextDouble() * (dice.nextInt(8) == 0 ? 12 * DAY : DAY / 24));
      String id = "s" + dice.nextInt(dice.nextInt(4) == 0 ? 20_000 : 4);
      Shopper shopper = shoppers.computeIfAbsent(id, Shopper::unseen);
      if (!calm && dice.nextInt(30) == 0) {
        since = now; // flows that ask are activated anew
        kindsSince = kindsSince == Long.MAX_VALUE ? kindsSince : now;
        now++;
      }
      Shopper.Parts before = shopper.parts();
      if (!calm && dice.nextInt(20) == 0) {
        shopper.restore(Shopper.Parts.EMPTY);
        if (dice.nextBoolean()) { // not every way of forgetting comes by here
          interests.note(shopper, before, since, kindsSince);
        }
        index.erase(id);
        due.removeIf(note -> note.shopper().equals(id));
        continue;
      }
      if (!calm && dice.nextInt(12) == 0) {
        shopper.restore(before); // as one who was read again
      }
      Visit visit = shopper.visit();
      if (visit != null && dice.nextInt(5) == 0) {
        shopper.history(shopper.history().joined(visit.views(), now));
        shopper.visit(null);
        visit = null;
      }
      Item item = item(dice);
      if (dice.nextInt(10) == 0) { // told of the past
        long at = now - (long) (dice.nextDouble() * 25 * DAY);
        shopper.history(shopper.history().viewed(item, at));
        ViewedProduct told = shopper.history().of(item);
        if (told != null && told.at() == at) { // else it was known that they looked later
          expect(id, item, at, kindsSince);
        }
      } else {
        Visit present = visit == null ? Visit.startingAt(now) : visit;
        shopper.visit(present.withView(present.views().viewed(item, now)));
        expect(id, item, now, kindsSince);
      }
      interests.note(shopper, before, since, kindsSince);

      assertThat(missing()).as("of event %s", i).isEmpty();
    }
    assertThat(due).isNotEmpty();
  }

  /** Nobody is noted again while they look at the same things: that is what spares the writes. */
  @Property(tries = 50)
  void shouldNoteTheSameOnceInAPeriod(@ForAll long seed) {
    Random dice = new Random(seed);
    Shopper shopper = Shopper.unseen("s");
    long first = (START / Interests.PERIOD_MS + 1) * Interests.PERIOD_MS;
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      items.add(item(dice));
    }
    for (int i = 0; i < 60; i++) {
      Shopper.Parts before = shopper.parts();
      Visit visit = shopper.visit();
      Visit present = visit == null ? Visit.startingAt(first + i) : visit;
      BrowseHistory views = present.views().viewed(items.get(dice.nextInt(6)), first + i);
      shopper.visit(present.withView(views));
      interests.note(shopper, before, 0, 0);
    }

    assertThat(index.notes.values()).isNotEmpty().allMatch(times -> times == 1);
  }

  private Set<Note> missing() {
    Set<Note> missing = new HashSet<>(due);
    missing.removeIf(index.notes::containsKey);
    return missing;
  }

  private void expect(String id, Item item, long at, long kindsSince) {
    due.add(new Note(Subjects.product(item.getProductId()), id, periodOf(at)));
    if (kindsSince != Long.MAX_VALUE) {
      expect(id, Subjects.category(item.getCategory()), at);
      expect(id, Subjects.brand(item.getBrand()), at);
    }
  }

  private void expect(String id, @Nullable Long subject, long at) {
    if (subject != null) {
      due.add(new Note(subject, id, periodOf(at)));
    }
  }

  private static Item item(Random dice) {
    return Item.newBuilder()
        .setProductId("p" + dice.nextInt(30))
        .setCategory(dice.nextInt(5) == 0 ? null : "shop/c" + dice.nextInt(4))
        .setBrand(dice.nextInt(5) == 0 ? null : "Brand " + dice.nextInt(4))
        .build();
  }

  private static long periodOf(long at) {
    return Math.floorDiv(at, Interests.PERIOD_MS);
  }
}

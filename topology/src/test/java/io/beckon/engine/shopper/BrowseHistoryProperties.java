package io.beckon.engine.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Histories beside plain lists of views, also when several grow from one: each says what its list
 * says, and goes on saying it whatever is made of it later.
 */
class BrowseHistoryProperties {

  private static final long T = 1_790_000_000_000L;
  private static final long HOUR = 60L * 60 * 1000;
  private static final int PRODUCTS = 80;

  /** Products whose ids differ; of some, the ids have one hash ("Aa" and "BB" do). */
  private static final List<Item> ITEMS = items();

  private record Pair(BrowseHistory history, List<ViewedProduct> model) {
    static final Pair NOTHING = new Pair(BrowseHistory.EMPTY, List.of());
  }

  @Property(tries = 400)
  void shouldSayWhatAListSaysAndGoOnSayingIt(
      @ForAll @Size(max = 250) List<@IntRange(max = 9_999) Integer> actions,
      @ForAll @IntRange(max = 3) int haste) {
    List<Pair> pairs = new ArrayList<>(List.of(Pair.NOTHING));
    long now = T;
    for (int action : actions) {
      now += haste == 0 ? 0 : haste == 1 ? action : haste == 2 ? HOUR : 20 * HOUR;
      // Mostly the newest grows; now and then an older one, which shares its arrays.
      Pair newest = pairs.get(pairs.size() - 1);
      Pair one = action % 11 == 0 ? pairs.get(action / 11 % pairs.size()) : newest;
      Pair other = pairs.get(action / 7 % pairs.size());
      pairs.add(next(one, other, action, now));
    }
    for (Pair pair : pairs) {
      check(pair);
    }
  }

  /** A visit and what is kept of earlier ones, as they take turns. */
  @Property(tries = 200)
  void shouldKeepTheViewsOfOneVisitAfterAnother(
      @ForAll @Size(max = 30) List<@Size(max = 12) List<@IntRange(max = 9_999) Integer>> visits,
      @ForAll @IntRange(max = 2) int haste) {
    List<Pair> pairs = new ArrayList<>();
    Pair kept = Pair.NOTHING;
    long now = T;
    for (List<Integer> views : visits) {
      Pair visit = Pair.NOTHING;
      for (int view : views) {
        now += haste * HOUR;
        visit = viewed(visit, item(view), now);
        pairs.add(visit);
      }
      kept =
          new Pair(kept.history.joined(visit.history, now), joined(kept.model, visit.model, now));
      pairs.add(kept);
    }
    for (Pair pair : pairs) {
      check(pair);
    }
  }

  @Property(tries = 400)
  void shouldReplaceViewsByOthersOfTheirProducts(
      @ForAll @Size(max = 50) List<@IntRange(max = 9_999) Integer> before,
      @ForAll @Size(max = 50) List<@IntRange(max = 9_999) Integer> more,
      @ForAll @Size(max = 20) List<@IntRange(max = 9_999) Integer> further,
      @ForAll @IntRange(max = 60) int count,
      @ForAll boolean inOrder) {
    Pair base = views(before, T);
    Pair second = inOrder ? Pair.NOTHING : views(more, T + HOUR);
    List<ViewedProduct> changed = views(further, inOrder ? T + 3 * HOUR : T).model;

    BrowseHistory replaced = base.history.replaced(second.history, changed, count);

    List<ViewedProduct> expected = replaced(base.model, second.model, changed, count);
    assertThat(replaced.views()).isEqualTo(expected); // a product of both may be there twice
    assertThat(backwards(replaced)).isEqualTo(expected);
    check(base);
    check(second);
  }

  private static Pair next(Pair one, Pair other, int action, long now) {
    Item item = item(action);
    return switch (action % 10) {
      case 0 ->
          new Pair(one.history.joined(other.history, now), joined(one.model, other.model, now));
      case 1 -> viewed(one, item, now - HOUR * (action % 1000)); // heard late
      case 2 -> viewed(one, item, action % 3 == 0 ? -now : 0); // by a clock that was never set
      case 3 -> viewed(one, one.model.isEmpty() ? item : latest(one).item(), now);
      case 4 -> often(one, action);
      default -> viewed(one, item, now);
    };
  }

  private static Pair viewed(Pair pair, Item item, long at) {
    List<ViewedProduct> once = List.of(new ViewedProduct(item, at, 1));
    return new Pair(pair.history.viewed(item, at), joined(pair.model, once, at));
  }

  /** As read from a row that says so of one of its products. */
  private static Pair often(Pair pair, int action) {
    if (pair.model.isEmpty()) {
      return pair;
    }
    List<ViewedProduct> model = new ArrayList<>(pair.model);
    ViewedProduct one = model.get(action % model.size());
    int views = action % 3 == 0 ? 0xfffe : action * 1_000;
    model.set(action % model.size(), new ViewedProduct(one.item(), one.at(), views));
    return new Pair(new BrowseHistory(model), List.copyOf(model));
  }

  private static Pair views(List<Integer> actions, long from) {
    Pair pair = Pair.NOTHING;
    for (int i = 0; i < actions.size(); i++) {
      pair = viewed(pair, item(actions.get(i)), from + i / 3 * 60_000L);
    }
    return pair;
  }

  private static ViewedProduct latest(Pair pair) {
    return pair.model.get(pair.model.size() - 1);
  }

  private static List<ViewedProduct> joined(
      List<ViewedProduct> views, List<ViewedProduct> further, long now) {
    List<ViewedProduct> all = new ArrayList<>(views);
    all.removeIf(view -> view.at() <= now - BrowseHistory.MAX_AGE_MS);
    for (ViewedProduct view : further) {
      if (view.at() > now - BrowseHistory.MAX_AGE_MS) {
        ViewedProduct known = of(all, view.item());
        all.remove(known);
        insert(known == null ? view : both(known, view), all);
      }
    }
    return latest(all, BrowseHistory.MAX_PRODUCTS);
  }

  private static ViewedProduct both(ViewedProduct known, ViewedProduct view) {
    ViewedProduct later = known.at() > view.at() ? known : view;
    return new ViewedProduct(later.item(), later.at(), known.views() + view.views());
  }

  private static List<ViewedProduct> replaced(
      List<ViewedProduct> base, List<ViewedProduct> more, List<ViewedProduct> changed, int count) {
    List<ViewedProduct> all = new ArrayList<>(base);
    all.addAll(more);
    all.removeIf(view -> of(changed, view.item()) != null);
    all.addAll(changed);
    all.sort(Comparator.comparingLong(ViewedProduct::at));
    return latest(all, count);
  }

  private static void insert(ViewedProduct view, List<ViewedProduct> all) {
    int place = all.size();
    while (place > 0 && all.get(place - 1).at() > view.at()) {
      place--;
    }
    all.add(place, view);
  }

  private static List<ViewedProduct> latest(List<ViewedProduct> all, int count) {
    return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
  }

  private static @Nullable ViewedProduct of(List<ViewedProduct> views, Item item) {
    return views.stream()
        .filter(view -> view.item().getProductId().equals(item.getProductId()))
        .findFirst()
        .orElse(null);
  }

  private static void check(Pair pair) {
    BrowseHistory history = pair.history;
    List<ViewedProduct> model = pair.model;
    assertThat(history.views()).isEqualTo(model);
    assertThat(history.size()).isEqualTo(model.size());
    assertThat(history.isEmpty()).isEqualTo(model.isEmpty());
    assertThat(forwards(history)).isEqualTo(model);
    assertThat(backwards(history)).isEqualTo(model);
    if (model.size() <= BrowseHistory.MAX_PRODUCTS) {
      BrowseHistory same = new BrowseHistory(model);
      assertThat(history).isEqualTo(same).hasSameHashCodeAs(same);
      assertThat(history.hashCode()).isEqualTo(model.hashCode());
      assertThat(history).hasToString("BrowseHistory" + model);
    }
    if (!model.isEmpty()) {
      assertThat(history).isNotEqualTo(new BrowseHistory(model.subList(1, model.size())));
    }
    for (Item item : ITEMS) {
      ViewedProduct expected = of(model, item);
      assertThat(history.of(item)).isEqualTo(expected);
      assertThat(history.placeOf(item) < 0).isEqualTo(expected == null);
    }
  }

  private static List<ViewedProduct> forwards(BrowseHistory history) {
    List<ViewedProduct> views = new ArrayList<>();
    for (int place = history.first(); place >= 0; place = history.after(place)) {
      views.add(
          new ViewedProduct(history.itemAt(place), history.timeAt(place), history.viewsAt(place)));
    }
    return views;
  }

  private static List<ViewedProduct> backwards(BrowseHistory history) {
    List<ViewedProduct> views = new ArrayList<>();
    for (int place = history.last(); place >= 0; place = history.before(place)) {
      assertThat(history.isAt(place, history, place)).isTrue();
      assertThat(history.isOf(place, history.itemAt(place))).isTrue();
      views.add(0, history.viewAt(place));
    }
    return views;
  }

  /** The earlier half of the products more often than the others. */
  private static Item item(int action) {
    return ITEMS.get(action % 3 == 0 ? action / 3 % PRODUCTS : action / 3 % 12);
  }

  private static List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < PRODUCTS; i++) {
      String id = (i % 2 == 0 ? "Aa" : "BB") + i / 2;
      items.add(Item.newBuilder().setProductId(id).setPrice((long) i).build());
    }
    return items;
  }
}

package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.engine.shopper.Shopper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The table against a map. */
class ShopperTableProperties {

  @Property(tries = 500)
  void shouldFindWhatIsThereAndNothingElse(
      @ForAll @Size(max = 600) List<@IntRange(max = 9999) Integer> actions,
      @ForAll @IntRange(min = 1, max = 8) int distinctHashes) {
    ShopperTable table = new ShopperTable();
    Map<String, ShopperTable.Entry> model = new HashMap<>();
    for (int action : actions) {
      String id = "s" + action % 200;
      // Few hashes, so that ids collide and stand in each other's way.
      long hash = ShopperTable.hash(id) % distinctHashes * 63 + 1;
      ShopperTable.Entry found = table.get(id, hash);
      assertThat(found).isSameAs(model.get(id));
      if (found == null) {
        ShopperTable.Entry entry =
            new ShopperTable.Entry(Shopper.unseen(id), hash, PartStores.Stored.NOTHING);
        entry.touched = action % 5 == 0;
        table.add(entry);
        model.put(id, entry);
      } else {
        found.touched = action % 3 == 0;
      }
      if (action % 11 == 0) {
        int before = table.size();
        int most = action % 50;
        Set<String> left = new HashSet<>();
        int gone = table.evict(most, entry -> left.add(entry.id));
        assertThat(left).hasSize(gone).allMatch(leaver -> model.get(leaver) != null);
        assertThat(table.size()).isEqualTo(before - gone);
        model.values().removeIf(entry -> table.get(entry.shopper.id(), entry.hash) == null);
        assertThat(model).hasSize(table.size()).doesNotContainKeys(left.toArray(String[]::new));
        long touched = model.values().stream().filter(entry -> entry.touched).count();
        assertThat((long) table.size()).isLessThanOrEqualTo(Math.max(Math.max(most, touched), 0));
      }
      assertThat(table.size()).isEqualTo(model.size());
    }
  }
}

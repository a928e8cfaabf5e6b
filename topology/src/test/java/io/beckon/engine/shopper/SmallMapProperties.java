package io.beckon.engine.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SmallMapProperties {

  @Property
  void shouldBeWhatASortedMapIs(
      @ForAll("values") Map<String, Object> values, @ForAll("names") String asked) {
    TreeMap<String, Object> sorted = new TreeMap<>(values);

    Map<String, Object> small = SmallMap.copyOf(values);

    assertThat(new ArrayList<>(small.entrySet())).isEqualTo(new ArrayList<>(sorted.entrySet()));
    assertThat(new ArrayList<>(small.keySet())).isEqualTo(new ArrayList<>(sorted.keySet()));
    assertThat(new ArrayList<>(small.values())).isEqualTo(new ArrayList<>(sorted.values()));
    List<String> told = new ArrayList<>();
    small.forEach((name, value) -> told.add(name + "=" + value));
    assertThat("{" + String.join(", ", told) + "}")
        .isEqualTo(sorted.toString())
        .isEqualTo(small.toString());
    assertThat(small).hasSameSizeAs(sorted);
    assertThat(small.isEmpty()).isEqualTo(sorted.isEmpty());
    assertThat(small.equals(sorted) && sorted.equals(small)).isTrue();
    assertThat(small.hashCode()).isEqualTo(sorted.hashCode());
    assertThat(small.get(asked)).isEqualTo(sorted.get(asked));
    assertThat(small.containsKey(asked)).isEqualTo(sorted.containsKey(asked));
    sorted.forEach((name, value) -> assertThat(small.get(name)).isSameAs(value));
  }

  @Property
  void shouldDifferWhenAnEntryDoes(
      @ForAll("values") Map<String, Object> values,
      @ForAll("names") String name,
      @ForAll("anything") Object value) {
    Map<String, Object> other = new HashMap<>(values);
    other.put(name, value);

    assertThat(SmallMap.copyOf(values).equals(SmallMap.copyOf(other)))
        .isEqualTo(values.equals(other));
  }

  @Property
  void shouldStayWhatItIsWhenItsSourceChanges(@ForAll("values") Map<String, Object> values) {
    Map<String, Object> source = new HashMap<>(values);
    Map<String, Object> small = SmallMap.copyOf(source);

    source.put("a", "another");
    source.remove("b");

    assertThat(small).isEqualTo(values);
    assertThat(SmallMap.copyOf(small)).isSameAs(small);
  }

  @Test
  void shouldRefuseChanges() {
    Map<String, Object> small = SmallMap.copyOf(Map.of("a", 1L));

    assertThatThrownBy(() -> small.put("b", 2L)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> small.put("a", 2L)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> small.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(small::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> small.entrySet().iterator().next().setValue(2L))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(small).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void shouldEndWhereItsEntriesEnd() {
    Iterator<?> entries = SmallMap.copyOf(Map.of("a", 1L)).entrySet().iterator();
    entries.next();

    assertThat(entries.hasNext()).isFalse();
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void shouldKnowNothingButNames() {
    Map<?, ?> small = SmallMap.copyOf(Map.of("1", 1L));

    assertThat(small.get(1)).isNull();
    assertThat(small.containsKey(1)).isFalse();
  }

  @Test
  void shouldBeOneWhenItIsEmpty() {
    assertThat(SmallMap.copyOf(new HashMap<>())).isSameAs(SmallMap.copyOf(Map.of()));
  }

  @Provide
  Arbitrary<Map<String, Object>> values() {
    return Arbitraries.maps(names(), anything()).ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of("a", "b", "c", "stage.lead", "stage.shopping", "A", "", "ä", "order_id"),
        Arbitraries.strings().ofMaxLength(3));
  }

  @Provide
  Arbitrary<Object> anything() {
    return Arbitraries.oneOf(
        Arbitraries.of(true, false),
        Arbitraries.longs(),
        Arbitraries.doubles(),
        Arbitraries.strings().ofMaxLength(4));
  }
}

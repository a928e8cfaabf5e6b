package io.beckon.engine.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class IdProperties {

  @Property
  void shouldGiveBackAUuidAsItIsWritten(@ForAll long most, @ForAll long least) {
    String text = new UUID(most, least).toString();

    Id id = Id.of(text);

    assertThat(id).isEqualTo(new Id.Uuid(most, least)).hasToString(text);
    assertThat(id.text()).isEqualTo(text);
  }

  @Property
  void shouldGiveBackAnyTextAsItCame(@ForAll("texts") String text) {
    assertThat(Id.of(text).text()).isEqualTo(text);
    assertThat(Id.of(text)).hasToString(text);
  }

  @Property
  void shouldBeEqualWhenTextsAre(@ForAll("texts") String one, @ForAll("texts") String other) {
    assertThat(Id.of(one).equals(Id.of(other))).isEqualTo(one.equals(other));
    assertThat(Id.of(one)).hasSameHashCodeAs(Id.of(new String(one.toCharArray())));
  }

  @Property
  void shouldKeepAUuidThatIsWrittenOtherwiseAsText(
      @ForAll long most, @ForAll long least, @ForAll("places") int place) {
    String uuid = new UUID(most, least).toString();
    String damaged = uuid.substring(0, place) + 'g' + uuid.substring(place + 1);
    String shouted = uuid.toUpperCase(Locale.ROOT);

    assertThat(Id.of(damaged)).isInstanceOf(Id.Text.class).hasToString(damaged);
    assertThat(Id.of(shouted)).hasToString(shouted);
  }

  @Provide
  Arbitrary<String> texts() {
    String uuid = "6f1d3a52-8a0c-5b7e-9d21-be0c0a11ab1e";
    return Arbitraries.oneOf(
        Arbitraries.of(
            uuid,
            uuid.toUpperCase(Locale.ROOT),
            uuid.replace('-', '0'),
            uuid.replace("a", "\u0430"),
            uuid + "0",
            uuid.substring(1),
            ""),
        Arbitraries.longs().between(0, 3).map(least -> new UUID(0, least).toString()),
        Arbitraries.strings().ofLength(36),
        Arbitraries.strings().ofMaxLength(2));
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 35);
  }
}

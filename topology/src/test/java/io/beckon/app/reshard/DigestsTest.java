package io.beckon.app.reshard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DigestsTest {

  private static final int KEYS = 50_000;

  @Test
  void shouldAddUpWhatBelongsToAKeyHoweverManyThereAre() {
    Digests digests = new Digests();
    Map<Long, Long> expected = new HashMap<>();
    for (int i = 0; i < 3 * KEYS; i++) {
      long key = Digests.hash(0, ("ann-" + i % KEYS).getBytes(UTF_8));
      digests.add(key, i);
      expected.merge(key, (long) i, Long::sum);
    }
    Map<Long, Long> found = new HashMap<>();
    digests.forEach((key, owner, value) -> found.put(key, value));
    assertThat(expected).hasSize(KEYS);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void shouldKeepTheLatestOfEachKeyWithItsOwner() {
    Digests digests = new Digests();
    for (int i = 0; i < 2 * KEYS; i++) {
      digests.put(1 + i % KEYS, 7L * (i % KEYS), i);
    }
    int[] count = {0};
    digests.forEach(
        (key, owner, value) -> {
          count[0]++;
          assertThat(owner).isEqualTo(7L * (key - 1));
          assertThat(value).isEqualTo(KEYS + key - 1);
        });
    assertThat(count[0]).isEqualTo(KEYS);
  }

  @Test
  void shouldTellRowsApart() {
    byte[] one = {1, 0};
    byte[] other = {1};
    assertThat(Digests.hash(0, one)).isNotEqualTo(Digests.hash(0, other));
    assertThat(Digests.hash(0, one)).isNotEqualTo(Digests.hash(1, one));
  }
}

package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OldGenerationTest {

  private static final int MEGABYTE = 1024 * 1024;

  @Test
  void shouldTellWhatIsLeftAfterACollection() {
    OldGeneration old = OldGeneration.ofThisProcess();
    System.gc();
    double before = old.getAsDouble();
    List<byte[]> kept = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      kept.add(new byte[MEGABYTE]);
    }
    System.gc();
    double with = old.getAsDouble();
    long most = Runtime.getRuntime().maxMemory();

    assertThat(with).isBetween(before + 32.0 * MEGABYTE / most, 1.0);
    assertThat(kept).hasSize(64);
  }
}

package io.beckon.engine;

import static io.beckon.model.Events.added;
import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.SendCommand;
import io.beckon.contract.ShopperEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectBufferTest {

  private final EffectBuffer buffer = new EffectBuffer();
  private final List<Object> seen = new ArrayList<>();
  private final Heard heard =
      new Heard() {
        @Override
        public void append(ShopperEvent event) {
          seen.add(event);
        }

        @Override
        public void command(SendCommand command) {
          seen.add(command);
        }
      };

  @Test
  void shouldHandOnWhatIsAppendedInItsPlaceWhenTheDecisionIsWhole() {
    ShopperEvent event = added("ann", "shoes");
    SendCommand before = new SendCommand();
    SendCommand after = new SendCommand();
    buffer.command(before);
    buffer.append(event);
    buffer.command(after);

    buffer.drainTo(heard);

    assertThat(seen).hasSize(3);
    assertThat(seen.get(0)).isSameAs(before);
    assertThat(seen.get(1)).isSameAs(event);
    assertThat(seen.get(2)).isSameAs(after);
    buffer.drainTo(heard);
    assertThat(seen).hasSize(3);
  }

  @Test
  void shouldAppendNothingWhenTheDecisionFailed() {
    buffer.append(added("ann", "shoes"));

    buffer.discard();
    buffer.drainTo(heard);

    assertThat(seen).isEmpty();
  }
}

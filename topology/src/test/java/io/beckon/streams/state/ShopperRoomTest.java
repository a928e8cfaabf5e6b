package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShopperRoomTest {

  @Test
  void shouldDealTheRoomAnewWhenTasksComeAndGo() {
    ShopperRoom room = new ShopperRoom(100);
    ShopperRoom.Part first = room.enter();
    assertThat(first.getAsInt()).isEqualTo(100);

    ShopperRoom.Part second = room.enter();
    ShopperRoom.Part third = room.enter();
    assertThat(first.getAsInt()).isEqualTo(33);

    second.close();
    second.close();
    assertThat(third.getAsInt()).isEqualTo(50);
  }

  @Test
  void shouldLeaveEachTaskOneShopperWhenThereAreMoreTasksThanRoom() {
    ShopperRoom room = new ShopperRoom(1);
    ShopperRoom.Part first = room.enter();
    room.enter();

    assertThat(first.getAsInt()).isOne();
  }

  @Test
  void shouldRefuseRoomForNobody() {
    assertThatThrownBy(() -> new ShopperRoom(0)).hasMessageContaining("at least 1");
  }
}

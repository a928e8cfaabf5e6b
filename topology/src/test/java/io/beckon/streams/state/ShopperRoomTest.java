package io.beckon.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShopperRoomTest {

  /** What the heap says; changed by the tests. */
  private double filled;

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

  @Test
  void shouldLetFewerStayWhenACollectionLeavesTheHeapCrowded() {
    ShopperRoom room = new ShopperRoom(1000, () -> filled);
    ShopperRoom.Part one = room.enter();
    ShopperRoom.Part other = room.enter();
    one.holds(500);
    other.holds(300);
    assertThat(room.all()).isEqualTo(1000);

    filled = 0.8;
    one.holds(500);

    assertThat(room.all()).as("so many that the heap would be half full").isEqualTo(500);
    assertThat(one.getAsInt()).isEqualTo(250);
    assertThat(other.getAsInt()).isEqualTo(250);
  }

  @Test
  void shouldNotActTwiceOnOneCollectionNorBeforeThoseWhoMustGoHaveGone() {
    ShopperRoom room = new ShopperRoom(1000, () -> filled);
    ShopperRoom.Part part = room.enter();
    part.holds(1000);
    filled = 0.8;
    part.holds(1000);
    assertThat(room.all()).isEqualTo(625);

    part.holds(1000);
    assertThat(room.all()).as("the same collection").isEqualTo(625);

    filled = 0.79;
    part.holds(1000);
    assertThat(room.all()).as("nobody has left yet").isEqualTo(625);

    filled = 0.75;
    part.holds(640);
    assertThat(room.all()).as("still crowded without those who left").isEqualTo(416);
  }

  @Test
  void shouldLetMoreStayAgainUpToTheFirstRoomWhenThereIsSpace() {
    ShopperRoom room = new ShopperRoom(1000, () -> filled);
    ShopperRoom.Part part = room.enter();
    part.holds(1000);
    filled = 0.9;
    part.holds(1000);
    assertThat(room.all()).isEqualTo(555);

    filled = 0.5;
    part.holds(555);
    assertThat(room.all()).as("as full as it is to be").isEqualTo(555);

    filled = 0.3;
    part.holds(100);
    assertThat(room.all()).as("the room it has is not used").isEqualTo(555);

    filled = 0.31;
    part.holds(555);
    assertThat(room.all()).isEqualTo(694);
    for (double next : new double[] {0.32, 0.33, 0.34}) {
      filled = next;
      part.holds(room.all());
    }
    assertThat(room.all()).isEqualTo(1000);
  }

  @Test
  void shouldNotDriveOutShoppersWhenOthersFillTheHeap() {
    ShopperRoom room = new ShopperRoom(1600, () -> filled);
    ShopperRoom.Part part = room.enter();
    part.holds(100);
    filled = 0.95;
    part.holds(100);
    assertThat(room.all()).as("a sixteenth can't be what fills it").isEqualTo(1600);

    filled = 0.99;
    part.holds(150);
    assertThat(room.all()).as("never less than a sixteenth").isEqualTo(100);
  }

  @Test
  void shouldCountNobodyOfATaskThatHasEnded() {
    ShopperRoom room = new ShopperRoom(1000, () -> filled);
    ShopperRoom.Part gone = room.enter();
    gone.holds(900);
    gone.close();
    gone.holds(900);
    ShopperRoom.Part part = room.enter();
    part.holds(200);

    filled = 0.8;
    part.holds(200);

    assertThat(room.all()).isEqualTo(125);
  }
}

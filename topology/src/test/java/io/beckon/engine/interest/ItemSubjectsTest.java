package io.beckon.engine.interest;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.contract.Item;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemSubjectsTest {

  private final ItemSubjects subjects = new ItemSubjects();

  @Test
  void shouldReckonOnceWhenAProductComesAtAnotherPrice() {
    ItemSubjects.Of first = subjects.of(item("mug", "Kitchen > Mugs", "Clay", 900));

    assertThat(subjects.of(item("mug", "Kitchen > Mugs", "Clay", 700))).isSameAs(first);
    assertThat(first.product()).isEqualTo(Subjects.product("mug"));
    assertThat(first.category()).isEqualTo(Subjects.category("Mugs"));
    assertThat(first.brand()).isEqualTo(Subjects.brand("clay"));
  }

  @Test
  void shouldReckonAnewWhenAProductMovesToAnotherCategoryOrBrand() {
    ItemSubjects.Of first = subjects.of(item("mug", "Mugs", "Clay", 900));

    ItemSubjects.Of moved = subjects.of(item("mug", "Cups", "Clay", 900));
    assertThat(moved.category()).isEqualTo(Subjects.category("Cups"));
    assertThat(moved.product()).isEqualTo(first.product());
    assertThat(subjects.of(item("mug", "Cups", null, 900)).brand()).isEqualTo(ItemSubjects.NONE);
  }

  private static Item item(String id, String category, @Nullable String brand, long price) {
    return Item.newBuilder()
        .setProductId(id)
        .setCategory(category)
        .setBrand(brand)
        .setPrice(price)
        .build();
  }
}

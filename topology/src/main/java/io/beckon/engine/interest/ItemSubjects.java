package io.beckon.engine.interest;

import io.beckon.contract.Item;
import java.util.Objects;

/**
 * The {@link Subjects} of items, reckoned once for each object: a product that many look at is one
 * object in memory, and each look asks for those of all that was looked at before.
 */
final class ItemSubjects {

  /** There is no such subject; hashes are never negative. */
  static final long NONE = -1;

  /** Products of which people speak at the same time; those of others are reckoned again. */
  private static final int SLOTS = 1 << 15;

  /**
   * What an item may be of interest by.
   *
   * @param category {@link #NONE}: the item names none
   * @param brand the same
   */
  record Of(Item item, long product, long category, long brand) {

    /** Has another item, such as the same product at another price, the same subjects? */
    boolean isOf(Item other) {
      return Objects.equals(item.getProductId(), other.getProductId())
          && Objects.equals(item.getCategory(), other.getCategory())
          && Objects.equals(item.getBrand(), other.getBrand());
    }
  }

  private final Of[] known = new Of[SLOTS];

  /** The subjects of an item. */
  @SuppressWarnings("ReferenceEquality") // the same object is the quick answer
  Of of(Item item) {
    int hash = Objects.hashCode(item.getProductId());
    int slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
    Of found = known[slot];
    if (found == null || (found.item() != item && !found.isOf(item))) {
      found = reckon(item);
      known[slot] = found;
    }
    return found;
  }

  private static Of reckon(Item item) {
    Long category = Subjects.category(item.getCategory());
    Long brand = Subjects.brand(item.getBrand());
    return new Of(
        item,
        Subjects.product(item.getProductId()),
        category == null ? NONE : category,
        brand == null ? NONE : brand);
  }
}

package io.beckon.bench.workload;

/** What a session means to buy: its last few additions. */
final class Basket {

  private static final int MOST = 6;

  private final int[] products = new int[MOST];
  private int size;

  int size() {
    return size;
  }

  int product(int index) {
    return products[index];
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a product that is not in it yet; a full basket takes no more. */
  boolean add(int product) {
    for (int i = 0; i < size; i++) {
      if (products[i] == product) {
        return false;
      }
    }
    if (size == MOST) {
      return false;
    }
    products[size++] = product;
    return true;
  }

  /** Takes the latest addition out. */
  int removeLast() {
    return products[--size];
  }

  void clear() {
    size = 0;
  }
}

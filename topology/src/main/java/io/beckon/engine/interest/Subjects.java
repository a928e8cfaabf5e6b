package io.beckon.engine.interest;

import io.beckon.contract.Product;
import io.beckon.engine.shopper.RecentIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an index can be asked for, as hashes: a product, a category, a brand. Two that share a hash
 * cost a look at somebody who is not concerned.
 */
final class Subjects {

  private Subjects() {}

  static long product(String id) {
    return RecentIds.hash("p:", id);
  }

  /** All that a product may be of interest by, but for itself. */
  static List<Long> kindred(Product product) {
    List<Long> subjects = new ArrayList<>(2);
    List<String> path = product.getCategoryPath();
    if (!path.isEmpty()) {
      add(subjects, category(path.get(path.size() - 1)));
    }
    add(subjects, brand(product.getBrand()));
    return subjects;
  }

  private static void add(List<Long> subjects, @Nullable Long subject) {
    if (subject != null) {
      subjects.add(subject);
    }
  }

  /** By the last part of a path: shops and their events write what is above it differently. */
  static @Nullable Long category(@Nullable String path) {
    String leaf = leaf(path);
    return leaf.isEmpty() ? null : ofLeaf(leaf);
  }

  static @Nullable Long brand(@Nullable String brand) {
    String name = normal(brand);
    return name.isEmpty() ? null : ofName(name);
  }

  /** The category with a {@link #leaf} that is not empty. */
  static long ofLeaf(String leaf) {
    return RecentIds.hash("c:", leaf);
  }

  /** The brand with a {@link #normal} name that is not empty. */
  static long ofName(String name) {
    return RecentIds.hash("b:", name);
  }

  static String leaf(@Nullable String path) {
    String text = path == null ? "" : path;
    int cut =
        Math.max(text.lastIndexOf('/'), Math.max(text.lastIndexOf('.'), text.lastIndexOf('>')));
    return normal(text.substring(cut + 1));
  }

  static String normal(@Nullable String text) {
    return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
  }
}

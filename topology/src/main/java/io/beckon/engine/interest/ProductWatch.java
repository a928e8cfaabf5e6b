package io.beckon.engine.interest;

import io.beckon.contract.Product;
import io.beckon.contract.ProductChanged;
import io.beckon.engine.catalog.ProductChanges;
import io.beckon.engine.flow.Rulebook;
import io.beckon.engine.shopper.Cart;
import io.beckon.engine.shopper.Shopper;
import io.beckon.engine.shopper.ViewedProduct;
import io.beckon.engine.shopper.Wish;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The changes of products in one partition that shoppers are still to be told of. Each shopper
 * concerned is decided once, in order of the changes; those who come up by themselves before it is
 * their turn are decided then. Costs nothing while no flow asks for such changes.
 *
 * <p>A change is decided for whoever was noted before it in the log, and by what they did before
 * it: so the outcome does not depend on how fast the changes are gone through.
 */
public final class ProductWatch {

  private final InterestIndex index;
  private final Interests interests;
  private final List<PendingChange> pending = new ArrayList<>();
  private final Map<String, List<PendingChange>> byProduct = new HashMap<>();
  private final List<PendingChange> publications = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<Long> over = new ArrayList<>();
  private long number;

  /** A watch over those in an index. */
  public ProductWatch(InterestIndex index) {
    this.index = index;
    this.interests = new Interests(index);
  }

  /** Notes what a shopper came to be interested in. */
  public void noted(Shopper shopper, Shopper.Parts before, Rulebook rules) {
    if (rules.watchesProducts()) {
      interests.note(shopper, before, rules.productsWatchedSince(), rules.kindsWatchedSince());
    }
  }

  /**
   * A product changed.
   *
   * @param id of the change; one that is pending is known
   * @param at log time, epoch milliseconds
   */
  public void changed(String id, ProductChanged change, long at, Rulebook rules) {
    if (!rules.watchesProducts() || known.contains(id)) {
      return;
    }
    long mark = index.mark();
    Names concerned = index.noted(subjects(change, at), mark);
    if (concerned.end() > 0) {
      add(new PendingChange(++number, id, at, mark, change, concerned));
    }
  }

  /**
   * Goes on with a change where another process left off; in order of their numbers.
   *
   * @param place see {@link PendingChange#place}
   * @param early all that {@link PendingChange#takeEarly} ever gave
   */
  public void resume(
      long itsNumber,
      String id,
      long at,
      long mark,
      ProductChanged change,
      int place,
      List<Long> early) {
    number = Math.max(number, itsNumber);
    Names concerned = index.noted(subjects(change, at), mark);
    add(new PendingChange(itsNumber, id, at, mark, change, concerned).from(place, early));
  }

  /** The first change that a shopper is still to be told of; null when there is none. */
  public @Nullable PendingChange first(Shopper shopper) {
    if (pending.isEmpty()) {
      return null;
    }
    PendingChange first = earliest(publications, shopper.id(), null);
    for (String product : products(shopper)) {
      List<PendingChange> changes = byProduct.get(product);
      if (changes != null) {
        first = earliest(changes, shopper.id(), first);
      }
    }
    return first;
  }

  /** A shopper was told of a change, or need not be. */
  public void done(PendingChange change, String shopperId) {
    change.done(shopperId);
  }

  /** The shopper whose turn it was is decided, whether they were concerned or not. */
  public void turnTaken(String shopperId) {
    if (!pending.isEmpty()) {
      pending.get(0).done(shopperId);
    }
  }

  /**
   * Whatever came until a time is decided for a shopper: what is told of their past from now on
   * must not change that.
   */
  public void passed(String shopperId, long until) {
    for (PendingChange change : pending) {
      if (change.at() <= until) {
        change.done(shopperId);
      }
    }
  }

  /** When the first change came, epoch milliseconds; Long.MAX_VALUE: none is pending. */
  public long earliest() {
    return pending.isEmpty() ? Long.MAX_VALUE : pending.get(0).at();
  }

  /**
   * The next shopper in turn, by a change that came until a time; null when there is none.
   * Everything that they are to be told of until then must be decided next.
   */
  public @Nullable String poll(long until) {
    while (!pending.isEmpty() && pending.get(0).at() <= until) {
      PendingChange change = pending.get(0);
      while (!change.isOver()) {
        String shopper = change.next();
        if (change.waitsFor(shopper)) {
          return shopper;
        }
      }
      remove(change);
    }
    return null;
  }

  /** Changes that not everybody was told of, in order. */
  public List<PendingChange> pending() {
    return pending;
  }

  /** Are any over since {@link #takeOver} was last called? */
  public boolean hasOver() {
    return !over.isEmpty();
  }

  /** Numbers of changes that are over since this was last asked. */
  public List<Long> takeOver() {
    List<Long> taken = List.copyOf(over);
    over.clear();
    return taken;
  }

  private static @Nullable PendingChange earliest(
      List<PendingChange> changes, String shopperId, @Nullable PendingChange than) {
    for (PendingChange change : changes) {
      if (than != null && than.number() < change.number()) {
        return than;
      }
      if (change.waitsFor(shopperId)) {
        return change;
      }
    }
    return than;
  }

  private static Set<String> products(Shopper shopper) {
    Set<String> ids = new HashSet<>();
    for (Wish wish : shopper.profile().wishes()) {
      ids.add(wish.productId());
    }
    Cart cart = shopper.cart();
    if (cart != null) {
      cart.lines().forEach(line -> ids.add(line.item().getProductId()));
    }
    for (ViewedProduct view : Interest.views(shopper)) {
      ids.add(view.item().getProductId());
    }
    return ids;
  }

  private static Set<Long> subjects(ProductChanged change, long at) {
    Product product = change.getAfter();
    Set<Long> subjects = new HashSet<>();
    subjects.add(Subjects.product(product.getProductId()));
    if (ProductChanges.isPublished(change.getBefore(), product, at)) {
      subjects.addAll(Subjects.kindred(product));
    }
    return subjects;
  }

  private void add(PendingChange change) {
    pending.add(change);
    known.add(change.id());
    byProduct.computeIfAbsent(productOf(change), id -> new ArrayList<>()).add(change);
    if (isPublication(change)) {
      publications.add(change);
    }
  }

  private void remove(PendingChange change) {
    pending.remove(change);
    known.remove(change.id());
    publications.remove(change);
    List<PendingChange> same = byProduct.getOrDefault(productOf(change), new ArrayList<>());
    same.remove(change);
    if (same.isEmpty()) {
      byProduct.remove(productOf(change));
    }
    if (change.isStored()) {
      over.add(change.number());
    }
  }

  private static String productOf(PendingChange change) {
    return change.change().getAfter().getProductId();
  }

  private static boolean isPublication(PendingChange change) {
    return ProductChanges.isPublished(
        change.change().getBefore(), change.change().getAfter(), change.at());
  }
}

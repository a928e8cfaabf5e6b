package io.beckon.engine.shopper;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered of one shopper: the aggregate that decisions are made on. Its parts
 * are values; a change puts a new value in a part's place. So a shell sees by identity which parts
 * have changed and must be written, and can put everything back when a decision fails half-way.
 */
public final class Shopper {

  private final String id;
  private Parts parts;

  /**
   * The parts of a shopper; null or empty where there is nothing.
   *
   * @param visit the present visit, null when the shopper is away
   * @param cart the open cart, null when there is none
   */
  public record Parts(
      Head head,
      @Nullable Visit visit,
      @Nullable Cart cart,
      BrowseHistory history,
      Profile profile,
      SendLog sends,
      Journeys journeys,
      SendQueue queue) {

    /** A shopper who was never seen. */
    public static final Parts EMPTY =
        new Parts(
            Head.EMPTY,
            null,
            null,
            BrowseHistory.EMPTY,
            Profile.EMPTY,
            SendLog.EMPTY,
            Journeys.EMPTY,
            SendQueue.EMPTY);
  }

  /** A shopper with the given parts. */
  public Shopper(String id, Parts parts) {
    this.id = id;
    this.parts = parts;
  }

  /** A shopper who was never seen. */
  public static Shopper unseen(String id) {
    return new Shopper(id, Parts.EMPTY);
  }

  public String id() {
    return id;
  }

  /** All parts as they stand; keep them to compare or to put them back. */
  public Parts parts() {
    return parts;
  }

  /** Puts all parts in place at once. */
  public void restore(Parts earlier) {
    this.parts = earlier;
  }

  public Head head() {
    return parts.head;
  }

  public @Nullable Visit visit() {
    return parts.visit;
  }

  public @Nullable Cart cart() {
    return parts.cart;
  }

  public BrowseHistory history() {
    return parts.history;
  }

  public Profile profile() {
    return parts.profile;
  }

  public SendLog sends() {
    return parts.sends;
  }

  public Journeys journeys() {
    return parts.journeys;
  }

  public SendQueue queue() {
    return parts.queue;
  }

  public void head(Head head) {
    Parts p = parts;
    parts = new Parts(head, p.visit, p.cart, p.history, p.profile, p.sends, p.journeys, p.queue);
  }

  public void visit(@Nullable Visit visit) {
    Parts p = parts;
    parts = new Parts(p.head, visit, p.cart, p.history, p.profile, p.sends, p.journeys, p.queue);
  }

  public void cart(@Nullable Cart cart) {
    Parts p = parts;
    parts = new Parts(p.head, p.visit, cart, p.history, p.profile, p.sends, p.journeys, p.queue);
  }

  public void history(BrowseHistory history) {
    Parts p = parts;
    parts = new Parts(p.head, p.visit, p.cart, history, p.profile, p.sends, p.journeys, p.queue);
  }

  public void profile(Profile profile) {
    Parts p = parts;
    parts = new Parts(p.head, p.visit, p.cart, p.history, profile, p.sends, p.journeys, p.queue);
  }

  public void sends(SendLog sends) {
    Parts p = parts;
    parts = new Parts(p.head, p.visit, p.cart, p.history, p.profile, sends, p.journeys, p.queue);
  }

  public void journeys(Journeys journeys) {
    Parts p = parts;
    parts = new Parts(p.head, p.visit, p.cart, p.history, p.profile, p.sends, journeys, p.queue);
  }

  public void queue(SendQueue queue) {
    Parts p = parts;
    parts = new Parts(p.head, p.visit, p.cart, p.history, p.profile, p.sends, p.journeys, queue);
  }
}

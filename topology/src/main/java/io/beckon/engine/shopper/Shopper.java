package io.beckon.engine.shopper;

import org.jspecify.annotations.Nullable;

/**
 * Everything that is remembered of one shopper: the aggregate that decisions are made on. Its parts
 * are values; a change puts a new value in a part's place. So a shell sees by identity which parts
 * have changed and must be written, and can put everything back when a decision fails half-way.
 */
@SuppressWarnings("ReferenceEquality") // parts are values: another one is a change
public final class Shopper {

  private final String id;
  private @Nullable Parts parts;
  private Head head;
  private @Nullable Visit visit;
  private @Nullable Cart cart;
  private BrowseHistory history;
  private Profile profile;
  private SendLog sends;
  private Journeys journeys;
  private SendQueue queue;
  private long wokenAt = Long.MAX_VALUE;
  private @Nullable Parts dueOf;
  private long due;
  private @Nullable Object judgedBy;
  private @Nullable Object plannedBy;
  private @Nullable Object stoodBy;

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
    this.head = parts.head;
    this.visit = parts.visit;
    this.cart = parts.cart;
    this.history = parts.history;
    this.profile = parts.profile;
    this.sends = parts.sends;
    this.journeys = parts.journeys;
    this.queue = parts.queue;
  }

  /** A shopper who was never seen. */
  public static Shopper unseen(String id) {
    return new Shopper(id, Parts.EMPTY);
  }

  public String id() {
    return id;
  }

  /**
   * All parts as they stand; keep them to compare or to put them back. The same object until a part
   * is changed.
   */
  public Parts parts() {
    Parts known = parts;
    if (known == null) {
      known = new Parts(head, visit, cart, history, profile, sends, journeys, queue);
      parts = known;
    }
    return known;
  }

  /** Puts all parts in place at once. */
  public void restore(Parts earlier) {
    this.parts = earlier;
    this.judgedBy = null;
    this.plannedBy = null;
    this.head = earlier.head;
    this.visit = earlier.visit;
    this.cart = earlier.cart;
    this.history = earlier.history;
    this.profile = earlier.profile;
    this.sends = earlier.sends;
    this.journeys = earlier.journeys;
    this.queue = earlier.queue;
  }

  public Head head() {
    return head;
  }

  public @Nullable Visit visit() {
    return visit;
  }

  public @Nullable Cart cart() {
    return cart;
  }

  public BrowseHistory history() {
    return history;
  }

  public Profile profile() {
    return profile;
  }

  public SendLog sends() {
    return sends;
  }

  public Journeys journeys() {
    return journeys;
  }

  public SendQueue queue() {
    return queue;
  }

  public void head(Head next) {
    if (next != head) {
      head = next;
      parts = null;
    }
  }

  public void visit(@Nullable Visit next) {
    if (next != visit) {
      visit = next;
      parts = null;
    }
  }

  public void cart(@Nullable Cart next) {
    if (next != cart) {
      cart = next;
      parts = null;
    }
  }

  public void history(BrowseHistory next) {
    if (next != history) {
      history = next;
      parts = null;
    }
  }

  public void profile(Profile next) {
    if (next != profile) {
      profile = next;
      parts = null;
    }
  }

  public void sends(SendLog next) {
    if (next != sends) {
      sends = next;
      parts = null;
    }
  }

  public void journeys(Journeys next) {
    if (next != journeys) {
      journeys = next;
      parts = null;
    }
  }

  public void queue(SendQueue next) {
    if (next != queue) {
      queue = next;
      parts = null;
    }
  }

  /**
   * When a timer is known to wake this shopper (epoch milliseconds); Long.MAX_VALUE: none is known.
   * No part of what is remembered: it spares a timeline from looking into its timers each time.
   */
  public long wokenAt() {
    return wokenAt;
  }

  /** Notes when a timer will wake this shopper, or Long.MAX_VALUE. */
  public void wokenAt(long due) {
    this.wokenAt = due;
  }

  /** Was it noted when something is due, and has nothing changed since? */
  public boolean knowsDue() {
    return parts != null && dueOf == parts;
  }

  /** When something is due, as it was noted: epoch milliseconds. */
  public long due() {
    return due;
  }

  /**
   * Notes when something is due of the parts as they stand. No part of what is remembered: it is
   * asked before and after each event, and lies in many places.
   */
  public void due(long first) {
    this.due = first;
    this.dueOf = parts();
  }

  /**
   * Where the shopper was last found to stand on the ladders of stages; null: not known. No part of
   * what is remembered.
   */
  public @Nullable Object stoodBy() {
    return stoodBy;
  }

  /** Notes where the shopper stands, and by what that was found. */
  public void stoodBy(@Nullable Object standing) {
    this.stoodBy = standing;
  }

  /**
   * The segments that membership was last reckoned by; null: not known. No part of what is
   * remembered: it spares a look at segments that nothing has changed for.
   */
  public @Nullable Object judgedBy() {
    return judgedBy;
  }

  /** Notes the segments that membership is reckoned by; null: it must be reckoned anew. */
  public void judgedBy(@Nullable Object segments) {
    this.judgedBy = segments;
  }

  /**
   * The flows that begin on dates by which the agenda was last reckoned; null: not known. No part
   * of what is remembered.
   */
  public @Nullable Object plannedBy() {
    return plannedBy;
  }

  /** Notes the flows that the agenda is reckoned by; null: it must be reckoned anew. */
  public void plannedBy(@Nullable Object flows) {
    this.plannedBy = flows;
  }
}

package io.beckon.engine.interest;

/**
 * What one shopper is noted for in one period: a set of subjects. It holds all that views since
 * some time say, so that nobody need go through them again for each further view.
 */
final class Noted {

  private static final int FIRST_ROOM = 32;

  /** Some three of each product that a history keeps; who looks at more looks at everything. */
  private static final int LARGE = 1_000;

  private final String shopperId;
  private final long period;
  private final long since;
  private final long kindsSince;

  /** Subjects, each one more than it is, where its bits say or behind; 0: free. */
  private long[] subjects = new long[FIRST_ROOM];

  private int size;

  Noted(String shopperId, long period, long since, long kindsSince) {
    this.shopperId = shopperId;
    this.period = period;
    this.since = since;
    this.kindsSince = kindsSince;
  }

  /** Is it of that shopper? */
  boolean isOf(String shopper) {
    return shopperId.equals(shopper);
  }

  /** Does it say what is asked, by rules that have asked for it since the same times? */
  boolean answers(String shopper, long itsPeriod, long itsSince, long itsKindsSince) {
    return period == itsPeriod
        && since == itsSince
        && kindsSince == itsKindsSince
        && shopperId.equals(shopper);
  }

  /** Is it time to begin anew, with what the views still say? */
  boolean isLarge() {
    return size > LARGE;
  }

  /**
   * Adds a subject.
   *
   * @return was it not there?
   */
  boolean add(long subject) {
    long kept = subject + 1;
    int mask = subjects.length - 1;
    int place = (int) subject & mask;
    while (subjects[place] != 0) {
      if (subjects[place] == kept) {
        return false;
      }
      place = (place + 1) & mask;
    }
    subjects[place] = kept;
    if (++size * 2 > subjects.length) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] old = subjects;
    subjects = new long[2 * old.length];
    int mask = subjects.length - 1;
    for (long kept : old) {
      if (kept != 0) {
        int place = (int) (kept - 1) & mask;
        while (subjects[place] != 0) {
          place = (place + 1) & mask;
        }
        subjects[place] = kept;
      }
    }
  }
}

package io.beckon.measurement.stats;

/** How an arm stands against its control. */
public enum Standing {
  /** There are too few conversions to say anything. */
  TOO_FEW,
  /** It may be better or worse. */
  OPEN,
  /** It converts more, and not by chance. */
  BETTER,
  /** It converts less, and not by chance. */
  WORSE,
  /** If it is better, then by less than what would be worth it. */
  NOT_WORTH_IT
}

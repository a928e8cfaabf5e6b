package io.beckon.measurement.stats;

/** What to do with an arm. */
public enum Choice {
  /** It is better: make it the flow's next version. */
  PROMOTE,
  /** It is worse, or not worth having: take it out. */
  STOP,
  /** It cannot be told yet. */
  GO_ON
}

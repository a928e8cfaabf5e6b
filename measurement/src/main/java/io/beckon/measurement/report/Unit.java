package io.beckon.measurement.report;

/** What an estimate is counted in. */
public enum Unit {
  /** A share, 0.12; people read 12 %. */
  SHARE,
  /** A difference of shares, 0.02; people read 2.0 points. */
  POINTS,
  /** Minor units of the report's currency. */
  MONEY,
  /** A plain number. */
  NUMBER
}

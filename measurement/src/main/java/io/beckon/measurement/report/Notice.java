package io.beckon.measurement.report;

/**
 * How far the data can be trusted.
 *
 * @param weight how much it matters
 * @param id stable name, for machines
 * @param text what was found, and what it does to the figures
 */
public record Notice(Weight weight, String id, String text) {

  /** How much a notice matters. */
  public enum Weight {
    /** Nothing to worry about. */
    GOOD,
    /** Good to know. */
    NOTE,
    /** Figures are off. */
    WARNING
  }
}

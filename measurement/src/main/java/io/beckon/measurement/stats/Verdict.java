package io.beckon.measurement.stats;

import java.util.List;

/**
 * What the winner rule says of an arm, today.
 *
 * @param arm name of the arm
 * @param control name of what it is compared with
 * @param choice what to do
 * @param standing how the arm stands
 * @param reasons why, in sentences
 * @param conversion difference of the rates, with an interval that holds at every look
 * @param pValue valid at every look; below the arm's share of alpha the difference is not chance
 * @param shoppersToGo in the arm, until an arm with the minimal effect would be found; 0 when
 *     enough are in
 */
public record Verdict(
    String arm,
    String control,
    Choice choice,
    Standing standing,
    List<String> reasons,
    Estimate conversion,
    double pValue,
    long shoppersToGo) {

  /** Copies the reasons. */
  public Verdict {
    reasons = List.copyOf(reasons);
  }
}

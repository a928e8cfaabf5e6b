package io.beckon.streams.state;

/**
 * A shopper with a visit, as much of them as tells when to look at them: read without building the
 * shopper.
 *
 * @param lastSiteActivity append time of the latest site activity, epoch milliseconds
 * @param viewed a product was viewed in the visit since the last order or trigger
 * @param cartActivity there was cart activity in the visit since the last order or trigger
 * @param parts bits of the other parts that exist
 */
public record LiveShopper(
    String id, long lastSiteActivity, boolean viewed, boolean cartActivity, int parts) {

  /** Does a part exist? */
  public boolean has(Part part) {
    return part.in(parts);
  }
}

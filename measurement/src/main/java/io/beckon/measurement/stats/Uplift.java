package io.beckon.measurement.stats;

/**
 * What an arm brought beyond its control: what would not have happened anyway.
 *
 * @param treated the arm
 * @param control what it is compared with
 * @param conversion difference of the conversion rates: 0.02 for 12 % against 10 %
 * @param relative the same as a share of the control's rate: 0.2
 * @param perRecipient difference of revenue per shopper, in minor units
 * @param orders additional shoppers who converted, of those treated
 * @param revenue additional revenue of those treated, in minor units
 */
public record Uplift(
    Arm treated,
    Arm control,
    Estimate conversion,
    Estimate relative,
    Estimate perRecipient,
    Estimate orders,
    Estimate revenue) {

  /** Compares them once, at the end; whoever looks daily asks the {@link WinnerRule}. */
  public static Uplift of(Arm treated, Arm control, double level) {
    Estimate conversion = ProportionDifference.of(treated.converted(), control.converted(), level);
    Estimate perRecipient = MeanDifference.of(treated.revenue(), control.revenue(), level);
    double shoppers = Math.max(1, treated.shoppers());
    return new Uplift(
        treated,
        control,
        conversion,
        ProportionDifference.relative(treated.converted(), control.converted(), level),
        perRecipient,
        conversion.times(shoppers),
        perRecipient.times(shoppers));
  }
}

package io.beckon.measurement.report.figures;

/**
 * What is counted. Revenue is in minor units of the report's currency, costs are in thousandths of
 * them.
 */
enum Counter {
  SENT,
  PARTS,
  DELIVERED,
  OPENED,
  CLICKED,
  CLICKED_BOUGHT,
  CLICKED_IN_VAIN,
  REPLIED,
  BOUNCED,
  OPTED_OUT,
  COMPLAINED,
  CALLED_BACK,
  RECIPIENTS,
  ENTERED,
  CONVERTED,
  SUPPORTED,
  ORDERS_LAST,
  ORDERS_TOUCHED,
  ORDERS_ASSISTED,
  REVENUE_LAST,
  REVENUE_FIRST,
  REVENUE_LINEAR,
  REVENUE_TOUCHED,
  COST_MESSAGES,
  COST_DISCOUNTS
}

package io.beckon.app.config;

/** How likely it is that an operator should think about a key. */
public enum Importance {
  /** Decide before the first start. */
  HIGH,
  /** Worth a thought when load or the shop's habits differ from the usual. */
  MEDIUM,
  /** Leave it, unless a measurement says otherwise. */
  LOW
}

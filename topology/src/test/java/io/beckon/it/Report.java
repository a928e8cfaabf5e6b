package io.beckon.it;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a test measured, for whoever reads its log. */
final class Report {

  private static final Logger LOG = LoggerFactory.getLogger("io.beckon.it.measured");

  private Report() {}

  static void line(String text) {
    LOG.info("MEASURED {}", text);
  }
}

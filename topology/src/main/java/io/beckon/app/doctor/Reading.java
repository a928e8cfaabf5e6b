package io.beckon.app.doctor;

import io.beckon.app.config.BeckonConfig;

/**
 * An application that reads a topic to its end, and what comes of it when it does not.
 *
 * @param group its id
 * @param topic what it reads
 * @param lost what comes of records that were deleted before they were read
 * @param afterLoss what to do then
 * @param away what happens while no instance runs
 * @param behind runbook of one that is behind
 */
record Reading(
    String group, String topic, String lost, String afterLoss, String away, String behind) {

  static Reading ofMainJob(BeckonConfig config) {
    return new Reading(
        config.app().applicationId(),
        config.topics().shopperEvents(),
        "purchases may be among them, and carts look abandoned that were bought.",
        "Raise topics.retention.events beyond the longest outage. Before the next start, import"
            + " what is missing from the shop, as historical events.",
        "What is due is decided, and sent if still right, once one does.",
        "docs/runbooks/BeckonBehind.md.");
  }

  static Reading ofMeasurement(BeckonConfig config) {
    return new Reading(
        config.measure().applicationId(),
        config.topics().outcomes(),
        "the figures of those days lack them for good.",
        "Raise topics.retention.outcomes beyond the longest outage, and measurement's changelogs"
            + " with it (docs/measurement.md).",
        "Figures stand still until one does; messages do not depend on it.",
        "docs/runbooks/BeckonMeasurementBehind.md.");
  }
}

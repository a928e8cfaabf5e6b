package io.beckon.streams;

/** The topics of the main job, by what they hold. */
public record TopicNames(
    String shopperEvents,
    String products,
    String shopFacts,
    String flows,
    String abandonmentTriggers,
    String sendCommands,
    String decisions,
    String tasks,
    String audienceChanges,
    String deadLetters,
    String contacts,
    String outcomes) {

  /** The names of the contract, followed by a generation ("" for none, or for example "-g2"). */
  public static TopicNames generation(String suffix) {
    return new TopicNames(
        "shopper-events" + suffix,
        "products" + suffix,
        "shop-facts" + suffix,
        "flows" + suffix,
        "abandonment-triggers" + suffix,
        "send-commands" + suffix,
        "decisions" + suffix,
        "tasks" + suffix,
        "audience-changes" + suffix,
        "dead-letters" + suffix,
        "contacts" + suffix,
        "outcomes" + suffix);
  }
}

package io.beckon.streams;

/** The names of the topology's nodes. They are part of task metadata and metrics: they stay. */
final class NodeNames {

  static final String SOURCE = "shopper-events";
  static final String PROCESSOR = "shoppers";
  static final String TRIGGERS = "abandonment-triggers";
  static final String COMMANDS = "send-commands";
  static final String DECISIONS = "decisions";
  static final String TASKS = "tasks";
  static final String AUDIENCES = "audience-changes";
  static final String DEAD_LETTERS = "dead-letters";
  static final String CONTACTS = "contacts";
  static final String OUTCOMES = "outcomes";
  static final String OWN_LOG = "own-log";
  static final String PRODUCTS_SOURCE = "products-source";
  static final String PRODUCTS_TABLE = "products-table";
  static final String PRODUCTS_STORE = "products";
  static final String FACTS_SOURCE = "shop-facts-source";
  static final String FACTS_TABLE = "shop-facts-table";
  static final String FACTS_STORE = "shop-facts";
  static final String FLOWS_SOURCE = "flows-source";
  static final String FLOWS_TABLE = "flows-table";
  static final String FLOWS_STORE = "flows";

  private NodeNames() {}
}

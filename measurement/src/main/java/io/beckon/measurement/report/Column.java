package io.beckon.measurement.report;

/**
 * A column of a table.
 *
 * @param id stable name, for machines
 * @param title for people
 * @param formula what is counted, by what it is divided
 */
public record Column(String id, String title, String formula) {}

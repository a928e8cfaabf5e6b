package io.beckon.measurement.report;

import org.jspecify.annotations.Nullable;

/**
 * One of the few figures that come first.
 *
 * @param id stable name, for machines
 * @param title what it is
 * @param figure how much
 * @param formula what is counted, by what it is divided
 * @param band what others reach
 */
public record Headline(
    String id, String title, Figure figure, String formula, @Nullable Band band) {}

package io.beckon.measurement.report;

/**
 * What others reach: a band to compare with, not a promise.
 *
 * @param low where it begins
 * @param high where it ends; the same as low for a single figure
 * @param top where the best are; {@code NaN} when nobody said
 * @param words what it says, for people
 * @param source who says so
 */
public record Band(double low, double high, double top, String words, String source) {}

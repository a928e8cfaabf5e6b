package io.beckon.bench.plot;

import java.util.List;

/**
 * A drawing to be made.
 *
 * @param horizontal title of the axis, with its unit
 * @param vertical title of the axis, with its unit; it begins at 0
 */
public record Chart(
    String title, String horizontal, String vertical, Scale scale, List<Series> series) {

  /** How values are laid along the horizontal axis. */
  public enum Scale {
    /** Evenly. */
    LINEAR,
    /** By their logarithm: all are more than 0. */
    LOG,
    /** Percentiles: each nine takes the same room. */
    PERCENTILE
  }

  /** A line through points, with a name. */
  public record Series(String name, List<Point> points) {}

  /**
   * A point, and how far the runs were apart.
   *
   * @param y the median
   */
  public record Point(double x, double y, double least, double most) {

    /** A point of a single run. */
    public static Point of(double x, double y) {
      return new Point(x, y, y, y);
    }
  }
}

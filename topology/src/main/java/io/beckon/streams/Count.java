package io.beckon.streams;

/**
 * How often something happened in one task. Written by the task's thread, with a plain addition and
 * nothing else; others may read a slightly old figure.
 */
final class Count {

  private long value;

  void add() {
    value++;
  }

  long value() {
    return value;
  }
}

package io.beckon.app.health;

/** A part of an instance that can be asked how it is. */
public interface Component {

  /** A short name, the same in every release: alerts may name it. */
  String name();

  /** How it is now. It answers at once: nothing is waited for, no broker is asked. */
  Check check();
}

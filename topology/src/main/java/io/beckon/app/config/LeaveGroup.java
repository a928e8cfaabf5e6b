package io.beckon.app.config;

/** Whether an instance that stops leaves the group. */
public enum LeaveGroup {
  /** Unless it comes back under its name. */
  AUTO,
  /** Whatever its name: it does not come back. */
  ALWAYS
}

package io.beckon.app.config;

/** When a decided send leaves. */
public enum ReleaseWhen {
  /** When the task has read a tick of its own that lies behind the decision. */
  TICK,
  /** At once: only for reprocessing a raw history, which has no ticks. */
  DECISION
}

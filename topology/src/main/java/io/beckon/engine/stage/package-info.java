/** Stages: how far a shopper has come, step by step on a ladder. Pure. */
@org.jspecify.annotations.NullMarked
package io.beckon.engine.stage;

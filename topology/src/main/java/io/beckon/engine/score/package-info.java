/**
 * Scores: how well a shopper fits, and what they did, in points that melt. Definitions and
 * arithmetic; who is told of a threshold is decided in the package above. Pure.
 */
@org.jspecify.annotations.NullMarked
package io.beckon.engine.score;

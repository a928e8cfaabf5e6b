/**
 * Segment's specification (calls and the e-commerce and e-mail events) read into the contract.
 * Pure: a call in, events or a refusal out; the gateway and the readers of files both use it.
 */
@NullMarked
package io.beckon.app.input.segment;

import org.jspecify.annotations.NullMarked;

/**
 * The HTTP door of an instance: routes, replies and who may ask. It knows nothing of what is behind
 * the routes. The server is the JDK's: RATIONALE.md says why.
 */
@NullMarked
package io.beckon.app.http;

import org.jspecify.annotations.NullMarked;

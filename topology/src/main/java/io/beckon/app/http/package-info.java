/**
 * The HTTP door of an instance: routes, replies and who may ask. It knows nothing of what is behind
 * the routes. The server is Javalin's, and {@link io.beckon.app.http.HttpDoor} is all that knows
 * it.
 */
@NullMarked
package io.beckon.app.http;

import org.jspecify.annotations.NullMarked;

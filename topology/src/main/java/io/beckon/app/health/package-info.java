/**
 * How an instance is: components that can be asked, what their answers mean for who restarts it and
 * who rolls it out, and the page that tells all.
 */
@NullMarked
package io.beckon.app.health;

import org.jspecify.annotations.NullMarked;

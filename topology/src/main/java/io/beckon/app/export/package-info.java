/** What is kept of one shopper, for that shopper to read (GDPR, article 15). */
@NullMarked
package io.beckon.app.export;

import org.jspecify.annotations.NullMarked;

/** What holds the files of {@code deploy/}: each is read as its user reads it. */
@NullMarked
package io.beckon.deploy;

import org.jspecify.annotations.NullMarked;

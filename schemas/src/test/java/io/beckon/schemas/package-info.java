@NullMarked
package io.beckon.schemas;

import org.jspecify.annotations.NullMarked;

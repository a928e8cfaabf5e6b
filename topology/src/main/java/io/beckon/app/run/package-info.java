/** Runs the main job against a cluster: from configuration to a running application. */
@NullMarked
package io.beckon.app.run;

import org.jspecify.annotations.NullMarked;

/**
 * What is wrong with an installation, and how to mend it: configuration, cluster, topics, registry,
 * rights, clocks, keys, disk, memory, time-outs and progress. Each question has a part that asks
 * and a part that judges what was answered. Reads only; prints no secret.
 */
@NullMarked
package io.beckon.app.doctor;

import org.jspecify.annotations.NullMarked;

package io.chatalot.webhooks.faults;

import io.chatalot.webhooks.benchmark.Cleanup;
import io.chatalot.webhooks.benchmark.Programs;

/** What all scenes are set with. */
record Stage(Options options, Cleanup cleanup, Programs programs) {}

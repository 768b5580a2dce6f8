/** The command line: {@link CommandLineFace}. */
package io.chatalot.webhooks.server.command;

/**
 * How a message's Markdown is shown: {@link io.chatalot.webhooks.application.markdown.Markdown}
 * makes it into HTML that is safe, bounded, the same on every node, and leaves out no word.
 *
 * <p>No other package sees the parser's library.
 */
package io.chatalot.webhooks.application.markdown;

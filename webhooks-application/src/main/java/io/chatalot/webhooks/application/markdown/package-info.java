/**
 * {@link io.chatalot.webhooks.application.markdown.Markdown} turns a message's Markdown into HTML
 * that is safe, bounded, equal on every node, and without loss of words.
 *
 * <p>No other package sees the parser's library.
 */
package io.chatalot.webhooks.application.markdown;

/** GitHub, Gitea and Forgejo: {@link GitHub}. */
package io.chatalot.webhooks.adapter.http.tool.github;

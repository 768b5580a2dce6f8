package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import club.minnced.discord.webhook.WebhookClient;
import club.minnced.discord.webhook.WebhookClientBuilder;
import club.minnced.discord.webhook.send.WebhookEmbed.EmbedField;
import club.minnced.discord.webhook.send.WebhookEmbed.EmbedTitle;
import club.minnced.discord.webhook.send.WebhookEmbedBuilder;
import club.minnced.discord.webhook.send.WebhookMessageBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The client {@code club.minnced:discord-webhooks}. It only calls Discord's host, so an interceptor
 * redirects it to this server; it expects numeric ids, so the test does not have it read messages.
 */
class DiscordWebhooksClientTest {
  private static final long SOME_ID = 1234567890L;

  private TestServer server;
  private String id;
  private WebhookClient client;

  @BeforeEach
  void serve() {
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    id = webhook.path("id").asText();
    client =
        new WebhookClientBuilder(SOME_ID, webhook.path("token").asText())
            .setHttpClient(new OkHttpClient.Builder().addInterceptor(this::leadHere).build())
            .setDaemon(true)
            .setWait(false)
            .build();
  }

  private Response leadHere(Interceptor.Chain chain) throws java.io.IOException {
    HttpUrl url =
        chain
            .request()
            .url()
            .newBuilder()
            .scheme("http")
            .host("127.0.0.1")
            .port(server.port())
            .build();
    HttpUrl ours =
        url.newBuilder().encodedPath(url.encodedPath().replace("" + SOME_ID, id)).build();
    return chain.proceed(chain.request().newBuilder().url(ours).build());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void itSendsTextsAndCardsAndDeletesThem() {
    client.send("plain").join();
    client
        .send(
            new WebhookMessageBuilder()
                .setUsername("Bot")
                .setContent("Done")
                .addEmbeds(
                    new WebhookEmbedBuilder()
                        .setTitle(new EmbedTitle("Build", "https://ci.example/1"))
                        .setDescription("All **green**")
                        .addField(new EmbedField(true, "Branch", "main"))
                        .setTimestamp(Instant.EPOCH)
                        .build())
                .build())
        .join();

    JsonNode messages = server.as("member").get(server.channelPath() + "/messages").json();
    assertThat(messages.path(1).path("content").asText()).isEqualTo("plain");
    assertThat(messages.path(0).path("username").asText()).isEqualTo("Bot");
    assertThat(messages.path(0).path("content").asText())
        .isEqualTo(
            """
            Done

            **[Build](https://ci.example/1)**

            All **green**

            - **Branch:** main

            1970-01-01 00:00 UTC\
            """);

    client.delete(messages.path(0).path("id").asText()).join();
    assertThat(server.as("member").get(server.channelPath() + "/messages").json()).hasSize(1);
  }

  @Test
  void filesAreRefusedWithAReason() {
    assertThatThrownBy(() -> client.send(new byte[] {1}, "a.txt").join())
        .hasMessageContaining("400");
  }
}

package io.chatalot.webhooks.architecture.planted.application;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Takes time, chance and settings from its surroundings, waits, hashes and prints. */
public final class Surroundings {
  public List<Object> time() {
    return List.of(
        Instant.now(),
        LocalDate.now(ZoneOffset.UTC),
        Clock.systemUTC(),
        Clock.system(ZoneOffset.UTC),
        InstantSource.system(),
        System.nanoTime());
  }

  public List<Object> chance() {
    return List.of(
        new Random(), new SecureRandom(), ThreadLocalRandom.current(), UUID.randomUUID());
  }

  public String settings() throws InterruptedException {
    Thread.sleep(1);
    return System.getenv("PLANTED") + System.getProperty("planted");
  }

  public byte[] hash(byte... bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  public void print(Exception failure) {
    System.out.println("planted");
    System.err.println("planted");
    failure.printStackTrace();
  }
}

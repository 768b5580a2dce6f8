package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.server.settings.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an Ed25519 public key (RFC 8410) from the only PEM block of a file (RFC 7468). */
final class PublicKeyFile {
  private static final int LARGEST = 64 * 1024;
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN PUBLIC KEY-----([\\p{Alnum}+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private PublicKeyFile() {}

  /**
   * The file's content.
   *
   * @throws IllegalArgumentException if it cannot be read; the message begins with the path
   */
  static byte[] read(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(file + " is not a file");
    }
    try (InputStream content = Files.newInputStream(file)) {
      return content.readNBytes(LARGEST);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read: " + Causes.of(unreadable));
    }
  }

  /**
   * The key in a file's content.
   *
   * @param file for messages
   * @throws IllegalArgumentException if there is no such key, or more than one; the message begins
   *     with the path and quotes nothing of the content
   */
  static PublicKey parse(Path file, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Matcher begin = BEGIN.matcher(text);
    if (!begin.find()) {
      throw new IllegalArgumentException(file + " has no public key in PEM");
    }
    String kind = begin.group(1);
    if (kind.endsWith("PRIVATE KEY")) {
      throw new IllegalArgumentException(
          file + " has a private key; the server needs Chatalot's public key alone");
    }
    Matcher block = BLOCK.matcher(text).region(begin.start(), text.length());
    if (!kind.equals("PUBLIC KEY") || !block.lookingAt()) {
      throw new IllegalArgumentException(file + " has no complete public key in PEM");
    }
    if (block.end() != text.length()) {
      throw new IllegalArgumentException(file + " must have one public key and nothing after it");
    }
    return key(file, block.group(1));
  }

  private static PublicKey key(Path file, String base64) {
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(base64);
      PublicKey key =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      // The factory takes any number for a point of the curve; a check of a signature does not.
      Signature.getInstance("Ed25519").initVerify(key);
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          file + " is not an Ed25519 key, and Chatalot signs with Ed25519", wrong);
    }
  }
}

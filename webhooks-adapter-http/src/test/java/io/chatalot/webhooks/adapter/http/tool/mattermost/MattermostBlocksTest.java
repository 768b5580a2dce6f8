package io.chatalot.webhooks.adapter.http.tool.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ¶} stands for a line break. */
class MattermostBlocksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          # a fence closed at the end of a line
          ``` nightly job (node-1): failed¶JOB STATUS¶17  FAIL``` ║ ```¶nightly job (node-1): failed¶JOB STATUS¶17  FAIL¶```
          ```¶a```¶b ║ ```¶a¶```¶b
          ```a b¶c ```¶¶d ║ ```¶a b¶c¶```¶¶d
          ```json¶{}```¶a ║ ```json¶{}¶```¶a
          ```¶a¶¶b```¶c¶```¶d¶``` ║ ```¶a¶¶b¶```¶c¶```¶d¶```
          # text behind the closing fence
          ```sh¶ls``` ok¶after ║ ```sh¶ls¶```¶ok¶after
          ```json¶{}¶```: done¶after ║ ```json¶{}¶```¶: done¶after
          ```¶a¶``` b ```¶c¶``` d ║ ```¶a¶```¶b¶```¶c¶```¶d
          ```¶a¶```json¶b¶``` ║ ```¶a¶```json¶b¶```
          ```¶a¶``` b¶¶- c¶d ║ ```¶a¶```¶b¶¶- c¶¶d
          - ```¶  a¶  ``` b¶- c ║ - ```¶  a¶  ```¶  b¶- c
          > ```¶> a¶> ``` b¶c ║ > ```¶> a¶> ```¶> b¶c
          ~~~¶a¶~~~ b¶c ║ ~~~¶a¶~~~ b¶c
          # a word that is no language
          ```success¶rows=5¶``` ║ ```¶success¶rows=5¶```
          ```¶a¶```¶```Done¶b¶``` ║ ```¶a¶```¶```¶Done¶b¶```
          ~~~failed¶x¶~~~ ║ ~~~¶failed¶x¶~~~
          ```error: x¶y ║ ```¶error: x¶y
          # in quotes, in lists, behind text
          > ```success¶> a¶> ```¶> b ║ > ```¶> success¶> a¶> ```¶> b
          > a b¶> c```¶d ║ > a b¶> c```¶d
          >> ```x y¶>> a```¶b ║ > > ```¶> > x y¶> > a¶> > ```¶b
          - ```success¶  a¶  ```¶x ║ - ```¶  success¶  a¶  ```¶¶x
          - ```¶  a```¶- b ║ - ```¶  a¶  ```¶- b
          Log: ```¶a¶```¶b ║ Log:¶```¶a¶```¶b
          Log: ```a¶b```¶c ║ Log:¶```¶a¶b¶```¶c
          Log: ```¶a¶``` done¶more ║ Log:¶```¶a¶```¶done¶more
          Log: ```a¶b ``` x ```¶c``` ║ Log:¶```¶a¶b ¶```¶x¶```¶c¶```
          - log: ```¶  a¶  ```¶- b ║ - log:¶  ```¶    a¶  ```¶- b
          Log: ```a¶b ║ Log: ```a¶b
          # languages, and fences as they should be
          ```json¶{}¶``` ║ ```json¶{}¶```
          ``` YAML ¶a: b¶``` ║ ```YAML¶a: b¶```
          ```¶use ```x```¶y¶``` ║ ```¶use ```x```¶y¶```
          ````¶```¶a```¶```` ║ ````¶```¶a```¶````
          a ```b``` c ║ a ```b``` c
          ```a``` b ║ ```a``` b
          - ```¶  * a¶   b¶  ```¶- c ║ - ```¶  * a¶   b¶  ```¶- c
          1. a¶  ```failed¶  x¶    y¶  ```¶2. b ║ 1. a¶   ```¶   failed¶   x¶     y¶   ```¶2. b
          """)
  void noTextOfAFenceIsLost(String text, String markdown) {
    assertThat(read(text)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          # only lines with an indent stay in an item
          - a.txt¶- b.txt¶Total: 2 ║ - a.txt¶- b.txt¶¶Total: 2
          1. a¶2. b¶c ║ 1. a¶2. b¶¶c
          * a¶| b | c |¶|---|---|¶| d | e | ║ * a¶¶| b | c |¶|---|---|¶| d | e |
          - a¶  b¶c¶- d ║ - a¶  b¶¶c¶- d
          - a¶¶b ║ - a¶¶b
          1. a¶b¶2. c ║ 1. a¶¶b¶¶2. c
          # any indent nests
          1. a¶  - b¶  - c¶2. d ║ 1. a¶   - b¶   - c¶2. d
          1. a¶  - b¶    - c¶    - d¶  - e ║ 1. a¶   - b¶     - c¶     - d¶   - e
          - a¶ - b¶- c ║ - a¶  - b¶- c
          10. a¶   - b ║ 10. a¶    - b
          1. a¶  b¶¶  c¶2. d ║ 1. a¶   b¶¶   c¶2. d
          1. a¶\t- b¶2. c ║ 1. a¶    - b¶2. c
          # other text stays
          - a¶  - b¶    - c ║ - a¶  - b¶    - c
          > a¶b ║ > a¶b
          > 1. a¶>   - b¶> c¶d ║ > 1. a¶>    - b¶> ¶> c¶d
          * * *¶a ║ * * *¶a
          a - b¶c ║ a - b¶c
          **a** - b¶c ║ **a** - b¶c
          a¶¶    - b¶c ║ a¶¶    - b¶c
          2024. a¶b ║ 2024. a¶¶b
          """)
  void aListEndsAndNestsAsInMattermost(String text, String markdown) {
    assertThat(read(text)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          See [build 7](https://ci.example/7 "x") ║ **See [build 7](https://ci.example/7)**
          <https://ci.example|build 7>: ok ║ **[build 7](https://ci.example): ok**
          [a](javascript:x) [b] ║ **\\[a\\](javascript:x) \\[b\\]**
          **Deploy** _done_ `x` :tada: ║ **Deploy done x 🎉**
          snake_case_name 2*3*4 ║ **snake_case_name 2\\*3\\*4**
          """)
  void aTitleMayHaveLinksAndNoOtherMarkup(String title, String markdown) {
    var payload = new ObjectMapper().createObjectNode();
    payload.putArray("attachments").addObject().put("title", title);
    assertThat(Mattermost.read(payload).content().value()).isEqualTo(markdown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "```a\n",
        "```\na```\n",
        "- a\n",
        " - a\n",
        "1. a\nb\n",
        "- ```\n",
        "~~~\n",
        "```a``` ",
        "- a\n  ",
        "> ",
        ">- a\n",
        "a ```\n",
        "a ```b\n```c\n",
        "```a\nb``` c\n",
        "- ```a\n  b``` c\n",
        "a ```b\n",
        "- - ",
        "[a](https://a"
      })
  void howeverOftenItIsRepeatedItIsReadAtOnce(String part) {
    var payload = new ObjectMapper().createObjectNode();
    String text = part.repeat(250_000 / part.length());
    payload.put("text", text).putArray("attachments").addObject().put("title", text);
    assertThat(Mattermost.read(payload).content().value()).isNotEmpty();
  }

  private static String read(String text) {
    var payload = new ObjectMapper().createObjectNode().put("text", text.replace('¶', '\n'));
    return Mattermost.read(payload).content().value().replace('\n', '¶');
  }
}

package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackBlocksTest {
  private static final String RICH =
      "{'type':'rich_text','elements':[{'type':'rich_text_section','elements':[{'type':'text','text':'said'}]}]}";

  /** {@code ¶} stands for a line break, and {@code RT} for a block of rich text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          # cards
          {'type':'alert','level':'error','text':{'type':'mrkdwn','text':'*disk* full'}} ║ 🔴 **disk** full
          {'type':'alert','text':{'type':'plain_text','text':':tada: done'}} ║ 🎉 done
          {'type':'card','title':{'type':'mrkdwn','text':'T'},'subtitle':{'type':'mrkdwn','text':'_s_'},'body':{'type':'mrkdwn','text':'b'},'hero_image':{'type':'image','image_url':'https://a.example/i.png','alt_text':'a'},'actions':[{'type':'button','text':{'type':'plain_text','text':'Open'},'url':'https://a.example'}]} ║ **T**¶¶_s_¶¶b¶¶[a](https://a.example/i.png)¶¶[Open](https://a.example)
          {'type':'carousel','elements':[{'type':'card','body':{'type':'mrkdwn','text':'a'}},{'type':'card','body':{'type':'mrkdwn','text':'b'}}]} ║ a¶¶b
          {'type':'container','title':{'type':'plain_text','text':'T'},'subtitle':{'type':'plain_text','text':'s'},'child_blocks':[RT,{'type':'container','rich_text_title':RT,'child_blocks':[{'type':'header','text':{'type':'plain_text','text':'h'}}]}]} ║ **T**¶¶s¶¶said¶¶said¶¶### h
          {'type':'plan','title':'Deploy','tasks':[{'task_id':'1','title':'build','status':'complete','output':RT,'sources':[{'type':'url','url':'https://a.example','text':'log'}]},{'title':'push','status':'error','details':RT},{'title':'wait','status':'pending'}]} ║ **Deploy**¶¶✅ build¶¶said¶¶[log](https://a.example)¶¶❌ push¶¶said¶¶⏳ wait
          {'type':'task_card','title':'x','status':'in_progress'} ║ ⏳ x
          # tables and charts
          {'type':'data_table','caption':'C','rows':[[{'type':'raw_text','text':'a'}],[{'type':'raw_number','value':1,'text':'1'}]]} ║ **C**¶¶| a |¶| --- |¶| 1 |
          {'type':'data_visualization','title':'Disk','chart':{'type':'pie','segments':[{'label':'used','value':45},{'label':'free','value':55}]}} ║ **Disk**¶¶|  |  |¶| --- | --: |¶| used | 45 |¶| free | 55 |
          {'type':'data_visualization','title':'Load','chart':{'type':'bar','series':[{'name':'db1','data':[{'label':'Mon','value':1.5},{'label':'Tue','value':2}]},{'name':'db2','data':[{'label':'Mon','value':3}]}],'axis_config':{'categories':['Mon','Tue'],'x_label':'Day'}}} ║ **Load**¶¶| Day | db1 | db2 |¶| --- | --: | --: |¶| Mon | 1.5 | 3 |¶| Tue | 2 |  |
          # media
          {'type':'image','slack_file':{'url':'https://a.example/f.png'},'alt_text':'a :x:'} ║ [a ❌](https://a.example/f.png)
          {'type':'image','alt_text':'nowhere'} ║ nowhere
          {'type':'video','title':{'type':'plain_text','text':'T'},'video_url':'https://a.example/v','description':{'type':'plain_text','text':'d'},'author_name':'robin','provider_name':'Tube','alt_text':'x'} ║ [T](https://a.example/v)¶¶d¶¶robin · Tube
          # forms and menus
          {'type':'input','label':{'type':'plain_text','text':'Reason'},'hint':{'type':'plain_text','text':'short'},'element':{'type':'plain_text_input','initial_value':'none'}} ║ **Reason**¶¶none¶¶short
          {'type':'section','text':'*a*','accessory':{'type':'overflow','options':[{'text':{'type':'plain_text','text':'x'},'url':'https://a.example/x'},{'text':{'type':'plain_text','text':'y'}}]}} ║ **a**¶¶[x](https://a.example/x)
          # Markdown stays, but has emoji
          {'type':'markdown','text':'**a** :tada: `:x:`'} ║ **a** 🎉 `:x:`
          """)
  void textOfEachKindIsShown(String block, String markdown) {
    String payload = "{'blocks':[" + block.replace("RT", RICH) + "]}";
    assertThat(Slack.read(SlackTest.json(payload.replace('\'', '"'))).content().value())
        .isEqualTo(markdown.replace('¶', '\n'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          {'type':'link','url':'https://a.example','text':'x|y','style':{'code':true}} ║ [`x|y`](https://a.example)
          {'type':'link','url':'https://a.example','text':':x: no'} ║ [❌ no](https://a.example)
          {'type':'emoji','name':'+1','skin_tone':3} ║ 👍🏼
          {'type':'emoji','name':'+1::skin-tone-2'} ║ 👍🏻
          {'type':'emoji','name':'partyparrot'} ║ :partyparrot:
          {'type':'text','text':':tada: x'} ║ 🎉 x
          {'type':'text','text':':tada:','style':{'code':true}} ║ `:tada:`
          {'type':'team','team_id':'T1'} ║ @T1
          {'type':'new_kind','text':'said'} ║ said
          """)
  void elementsOfRichTextAreShown(String element, String markdown) {
    String payload =
        "{'blocks':[{'type':'rich_text','elements':[{'type':'rich_text_section','elements':["
            + element
            + "]}]}]}";
    assertThat(Slack.read(SlackTest.json(payload.replace('\'', '"'))).content().value())
        .isEqualTo(markdown);
  }
}

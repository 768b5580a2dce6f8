package io.chatalot.webhooks.adapter.http.tool.slack;

import java.util.stream.Stream;

/** Payloads of real senders with their Markdown. */
final class SlackSamples {
  private SlackSamples() {}

  /**
   * @param name the sender of such payloads
   */
  record Sample(String name, String payload, String markdown) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Sample> all() {
    return Stream.concat(attachments(), blocks());
  }

  private static Stream<Sample> attachments() {
    return Stream.of(
        new Sample(
            "a line of text",
            """
            {"text":"Build <https://ci.example/42|#42> of *main* failed :x:\\nSee `make test`"}
            """,
            """
            Build [#42](https://ci.example/42) of **main** failed ❌
            See `make test`
            """),
        new Sample(
            "text that is not mrkdwn",
            """
            {"text":"*not bold* <https://a.example|x>","mrkdwn":false}
            """,
            """
            \\*not bold\\* [x](https://a.example)
            """),
        new Sample(
            "Alertmanager",
            """
            {"channel":"#alerts","username":"Alertmanager","attachments":[{"title":"[FIRING:1] InstanceDown (node)",
             "title_link":"http://am.example/#/alerts?receiver=chat","text":"","fallback":"[FIRING:1] InstanceDown | http://am.example",
             "callback_id":"","footer":"","color":"danger","mrkdwn_in":["fallback","pretext","text"]}]}
            """,
            """
            🔴 **[\\[FIRING:1\\] InstanceDown (node)](http://am.example/#/alerts?receiver=chat)**
            """),
        new Sample(
            "Grafana",
            """
            {"channel":"","text":"","attachments":[{"title":"[FIRING:1] High CPU &amp; load","title_link":"https://grafana.example/alerting/list",
             "text":"**Firing**\\n\\nValue: B=97.2\\nLabels:\\n - alertname = High CPU\\n - instance = node_1\\nSource: https://grafana.example/alerting/x/view\\n",
             "fallback":"[FIRING:1] High CPU","footer":"Grafana v11.1.0","footer_icon":"https://grafana.example/i.png","color":"#D63232","ts":1700000000,
             "image_url":"https://grafana.example/shot.png"}]}
            """,
            """
            🔴 **[\\[FIRING:1\\] High CPU & load](https://grafana.example/alerting/list)**

            \\*\\*Firing\\*\\*

            Value: B=97.2
            Labels:
            - alertname = High CPU
            - instance = node_1

            Source: https://grafana.example/alerting/x/view

            [Image](https://grafana.example/shot.png)

            Grafana v11.1.0 · 2023-11-14 22:13 UTC
            """),
        new Sample(
            "GitLab",
            """
            {"username":"GitLab","icon_url":"https://gitlab.example/logo.png","text":"",
             "attachments":[{"fallback":"Example: Pipeline #7 failed","color":"danger","author_name":"robin","author_link":"https://gitlab.example/robin",
             "title":"Pipeline #7 has failed in 01:02","title_link":"https://gitlab.example/p/-/pipelines/7",
             "fields":[{"title":"Branch","value":"<https://gitlab.example/p/-/commits/main|main>","short":true},
               {"title":"Commit","value":"<https://gitlab.example/p/-/commit/1a2b|Fix the &lt;b&gt; tag>","short":true},
               {"title":"Failed stage","value":"test"}],"footer":"Example","ts":1700000000}]}
            """,
            """
            [robin](https://gitlab.example/robin)

            🔴 **[Pipeline #7 has failed in 01:02](https://gitlab.example/p/-/pipelines/7)**

            - **Branch**: [main](https://gitlab.example/p/-/commits/main)
            - **Commit**: [Fix the \\<b> tag](https://gitlab.example/p/-/commit/1a2b)
            - **Failed stage**: test

            Example · 2023-11-14 22:13 UTC
            """),
        new Sample(
            "Jenkins",
            """
            {"channel":"#ci","attachments":[{"fallback":"x","text":"app_server - #12 Failure after 3 min 2 sec (<http://ci.example/job/app/12/|Open>)\\nTest Status:\\n\\tPassed: 9, Failed: 1, Skipped: 0","color":"danger","mrkdwn_in":["pretext","text","fields"]}]}
            """,
            """
            🔴 app_server - #12 Failure after 3 min 2 sec ([Open](http://ci.example/job/app/12/))
            Test Status:
            \u00a0\u00a0\u00a0\u00a0Passed: 9, Failed: 1, Skipped: 0
            """),
        new Sample(
            "netdata",
            """
            {"channel":"#alarms","username":"netdata on node-1","icon_url":"https://n.example/i.png","text":"node-1 is critical, `system.cpu` (_cpu_), *10min cpu usage = 97%*",
             "attachments":[{"fallback":"node-1 is critical","color":"#ff0000","title":"10min cpu usage = 97%","title_link":"https://n.example/goto","text":"average cpu utilization",
              "fields":[{"title":"system.cpu","short":true},{"title":"cpu","value":null,"short":true}],"thumb_url":"https://n.example/i.png","footer":"by <https://n.example|node-1>","ts":1700000000}]}
            """,
            """
            node-1 is critical, `system.cpu` (_cpu_), **10min cpu usage = 97%**

            🔴 **[10min cpu usage = 97%](https://n.example/goto)**

            average cpu utilization

            - **system.cpu**
            - **cpu**

            [Image](https://n.example/i.png)

            by [node-1](https://n.example) · 2023-11-14 22:13 UTC
            """),
        new Sample(
            "an attachment of each member",
            """
            {"text":"above","attachments":[{"pretext":"*pre*","author_name":"a_b","title":"no *link*","text":"body","thumb_url":"https://a.example/t.png",
              "fields":[{"title":"Log:","value":"```\\na\\n```"},{"value":"alone"},{"title":"Lines","value":"a\\nb"}],
              "actions":[{"type":"button","text":"Open","url":"https://a.example/o"},{"type":"button","text":"Ack","name":"ack"}],"footer":"end"}]}
            """,
            """
            above

            **pre**

            a_b

            **no \\*link\\***

            body

            - **Log**:
              ```
              a
              ```
            - alone
            - **Lines**: a
              b

            [Image](https://a.example/t.png) · [Open](https://a.example/o)

            end
            """),
        new Sample(
            "a fallback alone",
            "{\"attachments\":[{\"fallback\":\"only *this*\",\"color\":\"good\"}]}",
            "🟢 only **this**"),
        new Sample(
            "members that are not formatted",
            """
            {"attachments":[{"text":"*a*","pretext":"*b* <https://a.example|c>","mrkdwn_in":["text"]}]}
            """,
            """
            \\*b\\* [c](https://a.example)

            **a**
            """));
  }

  private static Stream<Sample> blocks() {
    return Stream.of(
        new Sample(
            "Uptime Kuma",
            """
            {"text":"Uptime Kuma Alert","channel":null,"username":"Uptime Kuma","icon_emoji":":x:","attachments":[{"color":"#e01e5a","blocks":[
              {"type":"header","text":{"type":"plain_text","text":"Uptime Kuma Alert: web_1"}},
              {"type":"section","fields":[{"type":"mrkdwn","text":"*Message*\\n[web_1] [🔴 Down] timeout of 48000ms exceeded"},{"type":"mrkdwn","text":"*Time (UTC)*\\n2026-05-01 12:00:00"}]},
              {"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Visit site"},"value":"Site","url":"https://web.example"}]}]}]}
            """,
            """
            Uptime Kuma Alert

            ### 🔴 Uptime Kuma Alert: web_1

            - **Message**: [web_1] [🔴 Down] timeout of 48000ms exceeded
            - **Time (UTC)**: 2026-05-01 12:00:00

            [Visit site](https://web.example)
            """),
        new Sample(
            "blocks in place of the text",
            """
            {"text":"fallback","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*Deploy* to <https://a.example|prod>"},
               "accessory":{"type":"button","text":{"type":"plain_text","text":"View :eyes:"},"url":"https://a.example/d"}},
              {"type":"divider"},
              {"type":"context","elements":[{"type":"image","image_url":"https://a.example/i.png","alt_text":"icon"},{"type":"mrkdwn","text":"by *robin*"},{"type":"plain_text","text":"*now*"}]},
              {"type":"divider"},
              {"type":"image","image_url":"https://a.example/c.png","alt_text":"a chart","title":{"type":"plain_text","text":"CPU"}},
              {"type":"markdown","text":"**already** _so_"},
              {"type":"table","rows":[]},{"type":"divider"}]}
            """,
            """
            **Deploy** to [prod](https://a.example)

            [View 👀](https://a.example/d)

            ---

            by **robin** \\*now\\*

            ---

            [CPU](https://a.example/c.png)

            **already** _so_
            """),
        new Sample(
            "a context of several lines",
            """
            {"blocks":[{"type":"context","elements":[{"type":"mrkdwn","text":"*db_1*\\n0,74\\n"},{"type":"image","image_url":"https://a.example/i.png","alt_text":"icon"},
              {"type":"mrkdwn","text":"*db_2*\\n5,16"},{"type":"plain_text","text":"now"}]},
              {"type":"context","elements":[{"type":"mrkdwn","text":"by\\n"},{"type":"mrkdwn","text":"*robin*"}]}]}
            """,
            """
            **db_1**
            0,74

            **db_2**
            5,16

            now

            by **robin**
            """),
        new Sample(
            "the text where blocks say nothing",
            "{\"text\":\"said\",\"blocks\":[{\"type\":\"unknown\"},{\"type\":\"divider\"}]}",
            "said"),
        new Sample(
            "rich text",
            """
            {"blocks":[{"type":"rich_text","elements":[
              {"type":"rich_text_section","elements":[{"type":"text","text":"Hello "},{"type":"text","text":"bold ","style":{"bold":true}},{"type":"text","text":"both","style":{"bold":true,"italic":true}},
                {"type":"text","text":"! *not* bold, "},{"type":"text","text":"x=1","style":{"code":true}},{"type":"text","text":" "},{"type":"text","text":"gone","style":{"strike":true}},
                {"type":"text","text":"\\nnext "},{"type":"emoji","name":"tada"},{"type":"text","text":" "},{"type":"user","user_id":"U1"},{"type":"text","text":" "},{"type":"link","url":"https://a.example","text":"a_b"},
                {"type":"text","text":" "},{"type":"broadcast","range":"here"}]},
              {"type":"rich_text_list","style":"bullet","indent":0,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"two"}]}]},
              {"type":"rich_text_list","style":"bullet","indent":1,"elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"below two"}]}]},
              {"type":"rich_text_list","style":"ordered","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"first"}]},{"type":"rich_text_section","elements":[{"type":"text","text":"second"}]}]},
              {"type":"rich_text_quote","elements":[{"type":"text","text":"said\\nthus"}]},
              {"type":"rich_text_preformatted","elements":[{"type":"text","text":"a *b*\\nc"}]}]}]}
            """,
            """
            Hello **bold** ***both***! \\*not\\* bold, `x=1` ~~gone~~
            next 🎉 @U1 [a_b](https://a.example) @here

            - one
            - two
              - below two

            1. first
            2. second

            > said
            > thus

            ```
            a *b*
            c
            ```
            """),
        new Sample(
            "plain text with marks",
            """
            {"blocks":[{"type":"section","text":{"type":"plain_text","text":"# 1 *a* &amp; <b>\\n- c"}}]}
            """,
            """
            \\# 1 \\*a\\* & \\<b>
            - c
            """));
  }
}

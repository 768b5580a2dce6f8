# Sends a message with an embed, an embed alone, and an empty message, which is refused.
require 'discordrb/webhooks'

client = Discordrb::Webhooks::Client.new(url: "#{ENV['BASE']}/api/webhooks/#{ENV['WEBHOOK_ID']}/#{ENV['TOKEN']}")
client.execute do |message|
  message.username = 'Deploys'
  message.content = "Deployed to <t:0:f>\n> quoted\nnot quoted\n+ 1\n>50%"
  message.add_embed do |embed|
    embed.title = 'Release 1.2'
    embed.url = 'https://ci.example/7'
    embed.description = "__All__ **green** ||secret||\n- a\n- b\nTotal: 2"
    embed.colour = 0x2ecc71
    embed.timestamp = Time.at(0)
    embed.author = Discordrb::Webhooks::EmbedAuthor.new(name: 'CI', url: 'https://ci.example')
    embed.image = Discordrb::Webhooks::EmbedImage.new(url: 'https://ci.example/graph.png')
    embed.footer = Discordrb::Webhooks::EmbedFooter.new(text: 'by ci')
    embed.add_field(name: 'Branch', value: 'main', inline: true)
  end
end

answer = client.execute(nil, true) do |message|
  message.add_embed do |embed|
    embed.colour = '#e01e5a'
    embed.description = 'only an embed'
  end
end
abort "unexpected answer: #{answer.body}" unless JSON.parse(answer.body)['webhook_id'] == ENV['WEBHOOK_ID']

begin
  client.execute { |message| message.content = '' }
  abort 'an empty message was accepted'
rescue RestClient::BadRequest => e
  abort "unexpected error: #{e.response.body}" unless JSON.parse(e.response.body)['code'] == 50_006
end

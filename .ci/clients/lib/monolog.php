<?php
// Logs to the webhook with and without attachments.
require 'Psr/Log/autoload.php';
require 'Monolog/autoload.php';

use Monolog\Formatter\LineFormatter;
use Monolog\Handler\SlackWebhookHandler;
use Monolog\Logger;

$url = getenv('BASE') . '/api/webhooks/execute/' . getenv('TOKEN') . '/slack';

$log = new Logger('shop', [new SlackWebhookHandler($url, '#ops', 'Shop', true, 'boom', false, true, Logger::DEBUG)]);
$log->error('Payment of *order* <42> & more failed', ['order' => 42, 'paid' => false, 'user' => ['id' => 7, 'name' => 'Zoë']]);

$short = new Logger('shop', [new SlackWebhookHandler($url, null, 'Shop', true, null, true, true, Logger::DEBUG)]);
$short->warning("Disk\nis full", ['path' => '/var', 'free' => 3.5]);
$log->info('started');

$handler = new SlackWebhookHandler($url, null, null, false);
$handler->setFormatter(new LineFormatter('%channel%.%level_name%: %message% %context%'));
$plain = new Logger('shop', [$handler]);
$plain->critical('Shop is down :fire:', ['order' => 42]);

/** The driving ports of members: {@link ReadMessages}, {@link FollowChannel}. */
package io.chatalot.webhooks.application.driving.read;

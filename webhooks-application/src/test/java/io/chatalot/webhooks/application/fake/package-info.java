/** The driven ports in memory: complete by contract, forgetful by nature. */
package io.chatalot.webhooks.application.fake;

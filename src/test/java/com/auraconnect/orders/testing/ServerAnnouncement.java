package com.auraconnect.orders.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Lets the first line of a test run's log say which servers it uses. */
public final class ServerAnnouncement implements LauncherSessionListener {

	@Override
	public void launcherSessionOpened(LauncherSession session) {
		ServerSource.announce();
	}

}

// Signed in again in this tab: tell the one that waits, and close if we may.
new BroadcastChannel("session").postMessage("signed in");
window.close();

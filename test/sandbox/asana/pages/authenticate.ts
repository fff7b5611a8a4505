// The app's own sign-in in a window of its own. Done is what the app's origin says to us, not that the window closed.
const LOOK = 300;

export function authenticate(authUrl: string): Promise<boolean> {
  const origin = new URL(authUrl).origin;
  const popup = window.open(authUrl, "asana-app-sign-in", "popup,width=560,height=760");
  return new Promise((resolve) => {
    let closedFor = 0;
    const end = (connected: boolean): void => {
      window.removeEventListener("message", hear);
      clearInterval(timer);
      resolve(connected);
    };
    const hear = (event: MessageEvent): void => {
      if (event.origin === origin && event.data === "success") end(true);
    };
    window.addEventListener("message", hear);
    // The message may come a moment after the window is gone.
    const timer = setInterval(() => {
      closedFor = popup === null || popup.closed ? closedFor + 1 : 0;
      if (closedFor > 3) end(false);
    }, LOOK);
  });
}

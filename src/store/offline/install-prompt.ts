/** Chromium's offer to install the page as an application (https://wicg.github.io/manifest-incubations/). */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const isOffer = (event: Event): event is InstallPromptEvent => 'prompt' in event;

/**
 * Calls back with what shows the browser's own dialog, when the browser offers it; with null once it is used.
 * Browsers without such an offer have an entry for it in their menus.
 */
export function onInstallOffer(tell: (install: (() => Promise<void>) | null) => void): void {
  addEventListener('beforeinstallprompt', (event) => {
    if (!isOffer(event)) return;
    event.preventDefault();
    tell(async () => {
      await event.prompt();
      // An offer can be taken up once.
      tell(null);
    });
  });
  addEventListener('appinstalled', () => tell(null));
}

/*
 * Runs before anything else, in browsers of any age: says in one sentence what this one lacks, and lets nothing more be
 * loaded then. What is filled in or done without isn't asked for (src/core/fill-in.ts).
 */
(() => {
  /** What the page can't do without: each with whether it's there. */
  var needed = [
    ['WebAssembly', typeof WebAssembly === 'object'],
    ['scripts made of modules', 'noModule' in document.createElement('script')],
    ['workers made of modules', hasModuleWorkers()],
    ['drawing in a worker (OffscreenCanvas)', hasOffscreenCanvas()],
    ['decoding pictures (createImageBitmap)', typeof createImageBitmap === 'function'],
    ['dialogs', typeof HTMLDialogElement === 'function'],
    ['today’s JavaScript (ES2022)', typeof structuredClone === 'function' && 'findLast' in Array.prototype],
  ];
  var missing = needed.filter((one) => !one[1])[0];
  if (!missing) return;
  // Ends the reading of the page, and with it the fetching of its scripts.
  window.stop();
  document.body = document.createElement('body');
  var sentence = document.body.appendChild(document.createElement('p'));
  sentence.setAttribute('role', 'alert');
  sentence.textContent =
    'Headstart can’t run in this browser, which lacks ' +
    missing[0] +
    ': open it in Chrome or Edge 108, Firefox 114, Safari 16.4 or a later version of them.';

  /** Whoever knows the option looks at it; no worker is started. */
  function hasModuleWorkers() {
    var known = false;
    try {
      new Worker('blob:', {
        get type() {
          known = true;
          return 'module';
        },
      }).terminate();
    } catch (_) {
      // The address leads nowhere.
    }
    return known;
  }

  function hasOffscreenCanvas() {
    try {
      return new OffscreenCanvas(1, 1).getContext('2d') !== null;
    } catch (_) {
      return false;
    }
  }
})();

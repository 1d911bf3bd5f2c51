// Runs before the page's code is there: a file that is dropped meanwhile must not make the browser leave the page for it.
// What was dropped waits for the page (src/ui/app/early-drop.ts), which from then on takes drops itself.
(() => {
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files') ?? false;
  const early = { drops: [], taken: false };
  const answer = (event) => {
    if (!early.taken && carriesFiles(event)) event.preventDefault();
  };
  addEventListener('dragenter', answer);
  addEventListener('dragover', answer);
  addEventListener('drop', (event) => {
    answer(event);
    if (early.taken || !carriesFiles(event)) return;
    const { items, files } = event.dataTransfer;
    const entries = Array.from(items, (item) => item.webkitGetAsEntry?.() ?? null);
    early.drops.push({ entries: entries.filter((entry) => entry !== null), files: Array.from(files) });
  });
  globalThis.earlyDrops = early;
})();

import './TabBanner.css';

/** Whether this browser has files for pages at all: a private window or plain http only withholds them. */
const hasFiles = () => !isSecureContext || typeof navigator.storage?.getDirectory === 'function';

/** Says that the browser keeps nothing for this page, and what can be kept all the same. */
export default function MemoryBanner() {
  return (
    <section className="tab-banner" role="status" aria-label="Nothing is kept">
      <p>
        <strong>This browser keeps nothing for this page:</strong> photos and models are gone when the tab is
        closed or reloaded. To keep them, choose Project → Save project.{' '}
        {hasFiles()
          ? 'An ordinary window, not a private one, at an https address keeps them by itself.'
          : 'This browser has no files for pages (OPFS): Chrome, Edge, Firefox and Safari keep them by themselves.'}
      </p>
    </section>
  );
}

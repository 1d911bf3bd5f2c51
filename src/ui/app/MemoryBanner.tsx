import './TabBanner.css';

/** Says that the browser keeps nothing for this page, and what can be kept all the same. */
export default function MemoryBanner() {
  return (
    <section className="tab-banner" role="status" aria-label="Nothing is kept">
      <p>
        <strong>This browser keeps nothing for this page:</strong> photos and models are gone when the tab is
        closed or reloaded. To keep them, choose Project → Save project. An ordinary window, not a private
        one, at an https address keeps them by itself.
      </p>
    </section>
  );
}

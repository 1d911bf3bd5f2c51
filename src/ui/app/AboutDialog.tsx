import { useEffect, useState } from 'react';
import { Dialog } from '../primitives/Dialog.tsx';
import { type Licence, readLicences } from './licences.ts';
import './AboutDialog.css';

/** What the program is, what it does with photos (nothing but what it's for), and whose work it stands on. */
export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const [licences, setLicences] = useState<readonly Licence[] | 'loading' | 'missing'>('loading');
  useEffect(() => {
    const controller = new AbortController();
    readLicences(controller.signal).then(setLicences, () => {
      if (!controller.signal.aborted) setLicences('missing');
    });
    return () => controller.abort();
  }, []);
  return (
    <Dialog title="About Headstart" size="medium" onClose={onClose}>
      <div className="about">
        <p>
          Headstart trains an image classifier in this browser tab. It takes a network that has already
          learned to see from a million photos, and teaches it your classes: this is called transfer learning,
          and it works with few photos.
        </p>
        <h3>Your photos stay here</h3>
        <p>
          Nothing is sent anywhere: there is no server, no account and no counting of visitors. Photos,
          classes and trained models lie in this browser’s storage on this machine. Clearing the site’s data
          in the browser deletes them.
        </p>
        <h3>Licences</h3>
        <p>Headstart is free software under the Apache Licence 2.0. It contains the work of others:</p>
        {licences === 'loading' && <p role="status">Reading the list…</p>}
        {licences === 'missing' && (
          <p role="status">The list could not be read. It is in the file licences.json beside this page.</p>
        )}
        {typeof licences !== 'string' && (
          <ul className="about-licences">
            {licences.map((licence) => (
              <li key={`${licence.name} ${licence.version}`}>
                <details>
                  <summary>
                    {licence.name} {licence.version} <span className="about-licence">{licence.licence}</span>
                  </summary>
                  <pre className="about-text">{licence.text || licence.source}</pre>
                </details>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

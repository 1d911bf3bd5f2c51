import { FileBox, FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { DroppedFile, UnreadableFile } from '../../core/dataset/import/import-plan.ts';
import type { Failure } from '../../core/project/failure.ts';
import { useOwnBackbones } from '../../store/backbone/own-backbones.ts';
import { useStore } from '../../store/store.ts';
import { chosenFiles, droppedFiles } from '../dataset/dropped-files.ts';
import { pickFiles } from '../dataset/pick-files.ts';
import { Button } from '../primitives/Button.tsx';
import { Field } from '../primitives/Field.tsx';

/** A model has a handful of files; whoever drops a disk need not wait for all of it to be listed. */
const mostFiles = 2000;

async function readFiles(files: AsyncIterable<DroppedFile<Blob> | UnreadableFile>): Promise<void> {
  const taken: { path: string; file: File }[] = [];
  const failures: Failure[] = [];
  for await (const found of files) {
    const { path, file } = found;
    if (file === null) {
      failures.push(found.failure);
      continue;
    }
    taken.push({ path, file: file instanceof File ? file : new File([file], path) });
    if (taken.length === mostFiles) break;
  }
  if (failures.length > 0)
    useStore
      .getState()
      .notify({ tone: 'error', stage: 'model', title: 'Not all files could be opened', failures });
  if (taken.length > 0) await useOwnBackbones.getState().read({ kind: 'files', files: taken });
}

const choose = (what: 'files' | 'folder'): void =>
  pickFiles(
    what,
    (files) => void readFiles(chosenFiles(files)),
    '.json,.bin,.zip,.keras,.h5,.hdf5,.onnx,.data',
  );

/** Where the network comes from: its files, or an address on this site. */
export function OwnSource() {
  const working = useOwnBackbones((state) => state.work !== null);
  const [address, setAddress] = useState('');
  const [over, setOver] = useState(false);
  return (
    <div className="own-source">
      <p>
        A network of convolutions becomes a backbone like those above: an ONNX file, as PyTorch and others
        write it, a Keras or a TensorFlow.js model. Its files stay in this browser.
      </p>
      <section
        className="own-drop"
        aria-label="The model’s files"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          // Elsewhere on the page files are photos.
          event.stopPropagation();
          setOver(false);
          void readFiles(droppedFiles(event.dataTransfer));
        }}
      >
        <p>
          Drop an .onnx file, with its .data file where it has one, a .keras file, a whole model in an .h5
          file, or TensorFlow.js’s model.json with its .bin files; a folder or a zip of them will do.
        </p>
        <div className="own-buttons">
          <Button icon={FileBox} disabled={working} onClick={() => choose('files')} data-autofocus>
            Choose files
          </Button>
          <Button icon={FolderOpen} disabled={working} onClick={() => choose('folder')}>
            Choose folder
          </Button>
        </div>
      </section>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const url = URL.canParse(address, document.baseURI)
            ? new URL(address, document.baseURI).href
            : address;
          void useOwnBackbones.getState().read({ kind: 'address', url });
        }}
      >
        <Field
          label="Or its address on this site"
          hint="Of the .onnx, .keras or .h5 file, or model.json. Other sites are not asked: download their files and drop them."
        >
          {(ids) => (
            <>
              <input
                {...ids}
                className="field-control"
                type="text"
                inputMode="url"
                placeholder="models/mine/model.json"
                value={address}
                onChange={(event) => setAddress(event.currentTarget.value)}
              />
              <Button type="submit" disabled={working || address.trim() === ''}>
                Read
              </Button>
            </>
          )}
        </Field>
      </form>
      <p className="own-hint">
        PyTorch writes ONNX with{' '}
        <code>torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "model.onnx")</code>. Keras saves a
        whole model with <code>model.save("network.keras")</code>; a file of weights alone is not enough.
        VGG-16 and VGG-19 are the exception: download{' '}
        <code>vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5</code> or{' '}
        <code>vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5</code> from Keras’s public downloads, and drop
        it here.
      </p>
    </div>
  );
}

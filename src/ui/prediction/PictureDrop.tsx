import { ImagePlus, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../primitives/Button.tsx';
import { ExplainedClass } from './ExplainedClass.tsx';
import { initialOpacity, OverlayControls, type OverlayLook } from './OverlayControls.tsx';
import { clearPicture, showPicture, usePicture } from './picture.ts';
import { SaliencyOverlay } from './SaliencyOverlay.tsx';
import { useAnswering } from './use-answering.ts';
import { useSaliency } from './use-saliency.ts';

/** One picture that was dropped anywhere on Use, pasted or chosen; shows it, and where the model looks. A file that is no picture is told of by the store's notice. */
export function PictureDrop() {
  const picture = usePicture();
  const currentRunId = useStore((state) => state.currentRunId);
  const predict = useStore((state) => state.predict);
  const chooser = useRef<HTMLInputElement>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const asked = useRef(currentRunId);
  const { members, classes } = useAnswering();
  const [look, setLook] = useState<OverlayLook>({ on: false, opacity: initialOpacity });
  const [label, setLabel] = useState<number | null>(null);
  const [size, setSize] = useState<{
    readonly url: string;
    readonly width: number;
    readonly height: number;
  }>();
  const visible = picture !== null && picture.url !== broken;
  // Another run may have fewer classes.
  const explained = label !== null && label < classes.length ? label : null;
  const { saliency, failure } = useSaliency(
    members,
    look.on && visible ? picture.blob : null,
    explained,
    'cam',
  );

  // Another run answers for the same picture.
  useEffect(() => {
    if (asked.current === currentRunId) return;
    asked.current = currentRunId;
    if (picture !== null) void predict(picture.blob);
  }, [currentRunId, picture, predict]);

  return (
    <>
      <div className="picture-drop">
        <input
          ref={chooser}
          type="file"
          accept="image/*"
          hidden
          aria-label="Picture to recognise"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) showPicture(file);
            event.currentTarget.value = '';
          }}
        />
        {visible && (
          <div className="saliency-picture">
            <img
              className="picture-preview"
              src={picture.url}
              alt={picture.name === '' ? 'The pasted one' : picture.name}
              onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
                setSize({ url: picture.url, width, height })
              }
              onError={() => setBroken(picture.url)}
            />
            {look.on && saliency && size?.url === picture.url && (
              <SaliencyOverlay
                saliency={saliency}
                name={classes[saliency.label]?.name ?? ''}
                width={size.width}
                height={size.height}
                opacity={look.opacity}
              />
            )}
          </div>
        )}
        {picture === null && <p className="picture-words">Drop a new photo here, or paste one.</p>}
        {picture !== null && picture.url === broken && (
          <p className="picture-words">{picture.name} can’t be shown.</p>
        )}
        <div className="picture-actions">
          <Button icon={ImagePlus} onClick={() => chooser.current?.click()}>
            Choose a photo
          </Button>
          {picture !== null && (
            <Button look="quiet" icon={X} label="Take the photo away" onClick={clearPicture} />
          )}
        </div>
      </div>
      {visible && (
        <OverlayControls look={look} onChange={setLook}>
          <ExplainedClass
            classes={classes}
            value={explained}
            onChange={setLabel}
            saliency={saliency}
            failure={failure}
            runs={members.length}
          />
        </OverlayControls>
      )}
    </>
  );
}

import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { DroppedFile } from '../../core/dataset/import/import-plan.ts';
import { importInTurn } from './add-photos.ts';

/** The video's present frame as a JPEG; null while it shows none. */
async function grab(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
}

/**
 * Takes `rate` photos a second while a button is held by pointer or by Space or Enter, and puts them into the class on
 * release. `holdProps` belong on the button.
 */
export function useRecorder(video: RefObject<HTMLVideoElement | null>, classId: string, rate: number) {
  const [recording, setRecording] = useState(false);
  const [count, setCount] = useState(0);
  const target = useRef(classId);
  target.current = classId;

  useEffect(() => {
    if (!recording) return;
    const into = target.current;
    const taken: DroppedFile<Blob>[] = [];
    const started = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
    let pending: Promise<void> = Promise.resolve();
    const take = async () => {
      const file = video.current && (await grab(video.current));
      if (!file) return;
      taken.push({ path: `webcam ${started} ${String(taken.length + 1).padStart(3, '0')}.jpg`, file });
      setCount((before) => before + 1);
    };
    const tick = () => {
      pending = pending.then(take);
    };
    tick();
    const timer = setInterval(tick, 1000 / rate);
    return () => {
      clearInterval(timer);
      void pending.then(() => {
        if (taken.length > 0) importInTurn(taken, into);
      });
    };
  }, [recording, rate, video]);

  const holds = (event: KeyboardEvent) => event.key === ' ' || event.key === 'Enter';
  const holdProps = {
    'aria-pressed': recording,
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setRecording(true);
    },
    onPointerUp: () => setRecording(false),
    onPointerCancel: () => setRecording(false),
    onKeyDown: (event: KeyboardEvent) => {
      if (!holds(event)) return;
      event.preventDefault();
      if (!event.repeat) setRecording(true);
    },
    onKeyUp: (event: KeyboardEvent) => holds(event) && setRecording(false),
    onBlur: () => setRecording(false),
  };
  return { recording, count, holdProps };
}

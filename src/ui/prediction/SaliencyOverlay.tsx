import { useEffect, useRef } from 'react';
import type { Saliency } from '../../core/evaluation/saliency.ts';
import { heatPixels } from './saliency-pixels.ts';
import { saliencyWords } from './saliency-words.ts';
import './SaliencyOverlay.css';

interface Props {
  readonly saliency: Saliency;
  /** The class's name. */
  readonly name: string;
  /** Of the picture under it, pixels: the map covers its centre square, which is all that the model sees. */
  readonly width: number;
  readonly height: number;
  /** 0…1. */
  readonly opacity: number;
  /** Where the picture under it is mirrored or cut off, this is too. */
  readonly mirrored?: boolean;
  readonly fit?: 'contain' | 'cover';
}

/** Pixels of the map's side; the map has far fewer cells. */
const SIDE = 112;

/**
 * Colours what speaks for a class, over the picture. To be put into the box of the picture, which it fills with an
 * object of the same shape: what fits one fits the other.
 */
export function SaliencyOverlay({
  saliency,
  name,
  width,
  height,
  opacity,
  mirrored = false,
  fit = 'contain',
}: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, saliency, width, height);
  }, [saliency, width, height]);
  return (
    <canvas
      ref={canvas}
      className="saliency-overlay"
      role="img"
      aria-label={saliencyWords(saliency, name)}
      data-mirrored={mirrored || undefined}
      style={{ opacity, objectFit: fit }}
    />
  );
}

function draw(canvas: HTMLCanvasElement, saliency: Saliency, width: number, height: number): void {
  const scale = SIDE / Math.min(width, height);
  // This clears the canvas too.
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  const left = Math.round((canvas.width - SIDE) / 2);
  const top = Math.round((canvas.height - SIDE) / 2);
  context.fillStyle = 'rgb(0 0 0 / 0.6)';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Written over what is there, the clear parts too.
  context.putImageData(new ImageData(heatPixels(saliency, SIDE), SIDE, SIDE), left, top);
}

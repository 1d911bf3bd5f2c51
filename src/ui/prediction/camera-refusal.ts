import type { CameraRefusal } from '../../core/prediction/camera-failure.ts';

/** Chrome's; others don't tell. */
interface PolicedDocument {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** What is known of why getUserMedia has refused a camera. */
export async function cameraRefusal(error: unknown): Promise<CameraRefusal> {
  const { name, message } = error instanceof DOMException ? error : { name: '', message: '' };
  return { name, message, secure: isSecureContext, permitted: await isPermitted(name) };
}

/** False where the page is in a frame that may not have a camera. */
async function isPermitted(name: string): Promise<boolean> {
  const { featurePolicy } = document as PolicedDocument;
  if (featurePolicy) return featurePolicy.allowsFeature('camera');
  if (window === top || name !== 'NotAllowedError') return true;
  // Refused, though nobody has been asked yet.
  const asked = await navigator.permissions
    .query({ name: 'camera' as PermissionName })
    .catch(() => ({ state: 'denied' }));
  return asked.state !== 'prompt';
}

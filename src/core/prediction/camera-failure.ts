/** What is known where a camera could not be started. */
export interface CameraRefusal {
  /** Of the DOMException that getUserMedia threw (W3C Media Capture and Streams, 10.3.1); '' for another error. */
  readonly name: string;
  /** Of the same; Chrome's tells where the system refuses. */
  readonly message: string;
  /** Whether the page may ask at all: browsers give cameras to https and localhost only. */
  readonly secure: boolean;
  /** Whether the page that shows this one in a frame lets it have the camera (Permissions-Policy). */
  readonly permitted: boolean;
}

/** Why a camera could not be started, in words. */
export function cameraFailure({ name, message, secure, permitted }: CameraRefusal): {
  readonly what: string;
  readonly todo: string;
} {
  if (!secure)
    return {
      what: 'Browsers let no page use the camera at an address without https.',
      todo: 'Open the page at its https address, or at localhost; photos can be chosen here all the same.',
    };
  if (!permitted)
    return {
      what: 'The page that shows this one in a frame lets it have no camera.',
      todo: 'Open this page in a tab of its own.',
    };
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return /system/i.test(message)
        ? {
            what: 'The system does not let the browser use the camera.',
            todo: 'Allow it in the system’s privacy settings, then start the camera again.',
          }
        : {
            what: 'The browser did not allow the camera.',
            todo: 'Allow it in the address bar, then start the camera again.',
          };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { what: 'No camera was found.', todo: 'Connect one, then start the camera again.' };
    case 'NotReadableError':
    case 'AbortError':
      return {
        what: 'The camera is in use by another program.',
        todo: 'Close that program, then start the camera again.',
      };
    default:
      return {
        what: 'The camera could not be started.',
        todo: 'Check that it is connected, then start it again.',
      };
  }
}

/**
 * Whether a camera's picture is shown as in a mirror: one that looks at the person, as a laptop's does, and not one that
 * looks away, where left would be right.
 * @param facingMode of the track's settings, where the browser knows it
 * @param label of the track: 'Facing back:0' in Firefox, 'Back Camera' on iPhones
 */
export function isMirrored(facingMode: string | undefined, label: string): boolean {
  if (facingMode) return facingMode === 'user';
  return !/\b(back|rear|environment)\b/i.test(label);
}

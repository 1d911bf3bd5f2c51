/**
 * Why a camera could not be started, in words.
 * @param name of the DOMException that getUserMedia threw (W3C Media Capture and Streams, 10.3.1); '' for another error
 */
export function cameraFailure(name: string): { readonly what: string; readonly todo: string } {
  switch (name) {
    case 'NotAllowedError':
      return {
        what: 'The browser did not allow the camera.',
        todo: 'Allow it in the address bar, then start the camera again.',
      };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { what: 'No camera was found.', todo: 'Connect one, then start the camera again.' };
    case 'NotReadableError':
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

/**
 * Formats numbers the English way. The first `Intl.NumberFormat` of a page takes Chromium 20 ms, so it is made with
 * the first number that is shown and not while the page's script is evaluated.
 */
export function numberFormat(options: Intl.NumberFormatOptions = {}): (value: number) => string {
  let format: Intl.NumberFormat | undefined;
  return (value) => {
    format ??= new Intl.NumberFormat('en', options);
    return format.format(value);
  };
}

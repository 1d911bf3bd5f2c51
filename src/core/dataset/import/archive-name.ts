/** What tools add to a folder's name when they pack it. */
const added: readonly RegExp[] = [
  // Google Drive and Takeout: rose-20240131T101010Z-001, and parts of what is large.
  /-\d{8}T\d{6}Z(-\d+)*$/i,
  /-\d{3}$/,
  // Browsers and systems, of a second copy.
  /\s*\(\d+\)$/,
  /[\s_-]+(copy|kopie|copie|copia)(\s*\d+)?$/i,
  /^(copy of|kopie von)\s+/i,
  // GitHub's branches, Roboflow's versions and formats.
  /-(main|master)$/,
  /\.v\d+[\w-]*(\.[\w-]+)*$/i,
  // The day on which it was packed.
  /[\s_.-]+\d{4}[-_.]?\d{2}[-_.]?\d{2}([\sT_-][\d-]+)?$/i,
];
const nameless =
  /^(drive-download|onedrive.*|wetransfer.*|takeout|archive?|archivo|archivio|download|downloads|compressed|new folder|untitled|part[\s_-]*\d*|\d*)$/i;

/** The name that an archive gives to what is in it, without what tools add; '' where it has none of its own. */
export function archiveName(fileName: string): string {
  let name = fileName.replace(/\.(zip|tar\.gz|tgz|tar)$/i, '').trim();
  for (let before = ''; before !== name; ) {
    before = name;
    for (const shape of added) name = name.replace(shape, '').trim() || name;
  }
  return nameless.test(name) ? '' : name;
}

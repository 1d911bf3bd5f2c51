/** What a file's name says of it. 'unknown': only its first bytes can tell; 'text': perhaps a list, only its lines can. */
export type NamedKind = 'photo' | 'list' | 'text' | 'archive' | 'page' | 'other' | 'unknown';

const extensions: Readonly<Record<Exclude<NamedKind, 'unknown'>, string>> = {
  photo: 'jpg jpeg jpe jfif png gif webp avif bmp heic heif tif tiff',
  list: 'csv tsv json jsonl ndjson',
  text: 'txt',
  archive: 'zip tar tgz gz bz2 tbz tbz2 xz txz zst 7z rar cab iso dmg xlsx xls ods numbers',
  page: 'html htm',
  other:
    'md rst pdf doc docx odt rtf ppt pptx xml yaml yml toml ini cfg conf log db sqlite xmp aae pp3 thm ' +
    'py pyc ipynb r m mat js ts c h cpp java sh bat exe dll so npy npz pkl pickle h5 hdf5 keras pt pth onnx ' +
    'tfrecord parquet arrow feather mp4 mov avi mkv webm mp3 wav m4a svg psd ai eps url lnk webloc css lock',
};
const kindOf = new Map<string, NamedKind>(
  Object.entries(extensions).flatMap(([kind, words]) =>
    words.split(' ').map((word) => [word, kind as NamedKind] as const),
  ),
);

/** A file's ending in lower case, without the dot; '' where it has none. */
export function extensionOf(path: string): string {
  return /[^/]\.([^./\s]{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

export function kindOfName(path: string): NamedKind {
  return kindOf.get(extensionOf(path)) ?? 'unknown';
}

/** The name without the ending of a picture: 'a.b.JPG' → 'a.b', 'a.b' → 'a.b'. */
export function stemOf(name: string): string {
  return kindOfName(name) === 'photo' ? name.slice(0, name.lastIndexOf('.')) : name;
}

/** Names, in lower case, of what systems, network drives, sync programs, editors and notebooks leave behind. */
const litter = new Set([
  ...['__macosx', 'icon\r', 'thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini', 'found.000'],
  ...['$recycle.bin', 'recycler', 'recycled', 'system volume information', 'lost+found', 'lost.dir'],
  ...['@recycle', '@recently-snapshot', '@eadir', '@tmp', '@sharebin', '#recycle', '#snapshot', '~snapshot'],
  ...['__pycache__', 'node_modules', 'picasa.ini', 'zbthumbnail.info', 'msocache', 'onedrivetemp'],
  ...['sync.ffs_db', 'ntuser.dat', 'autorun.inf'],
]);
/** Hidden files, streams of NTFS that were written as files, editors' and downloads' unfinished files. */
const litterShape =
  /^\.|^~\$|:(zone\.identifier|\$data|afp_afpinfo)$|~$|\.(part|crdownload|download|tmp|swp|ffs_tmp)$/i;

/** Whether a folder or file of this name is nothing that a person put there. */
export function isLitter(name: string): boolean {
  return litterShape.test(name) || litter.has(name.toLowerCase());
}

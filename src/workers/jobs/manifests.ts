import type { Manifest } from '../../core/dataset/manifest.ts';
import { type Failure, toFailure } from '../../core/project/failure.ts';
import { readManifest } from '../../engine/dataset/manifest-file.ts';
import type { Job } from './job.ts';

const manifestsJob: Job<'manifests'> = async ({ files }) => {
  const manifests: Manifest[] = [];
  const failures: Failure[] = [];
  for (const { path, file } of files) {
    try {
      manifests.push(await readManifest(path, await file.text()));
    } catch (error) {
      failures.push({ file: path, ...toFailure(error) });
    }
  }
  return { manifests, failures };
};

export default manifestsJob;

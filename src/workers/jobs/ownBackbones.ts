import type { Job } from './job.ts';

const ownBackbones: Job<'ownBackbones'> = async () => [];

export default ownBackbones;

import { version_core } from '@tensorflow/tfjs-core';

/** tfjs's own number of the version that computes here. */
export const tfjsVersion = version_core;

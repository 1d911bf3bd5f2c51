#!/usr/bin/env python3
"""scikit-learn's LogisticRegression on the same features and folds as Headstart's solved head.

    npx tsx scripts/studies/sklearn/index.ts --dir DIR --out FOLDER
    OMP_NUM_THREADS=1 python3 scripts/studies/sklearn/compare.py FOLDER

Every set of depths at every penalty by 5-fold cross-validated log loss; then the best of them, as it is, and the one that
Headstart chose, with its main directions damped as Headstart damps them, on all training photos. Needs numpy and
scikit-learn. index.ts says what lies in FOLDER.
"""
import json
import sys
import warnings
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

PENALTIES = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001]


def load(folder, name):
    about = json.loads((folder / f'{name}.json').read_text())
    depths = {
        depth['name']: np.fromfile(folder / f"{name}.{depth['name']}.bin", dtype=np.float32)
        .reshape(-1, depth['features']).astype(np.float64)
        for depth in about['depths']
    }
    return depths, np.array(about['labels'])


def side_by_side(train, test, read):
    """Standardised over the training photos; a row's squared length is 1 in the mean."""
    parts = []
    for depth in read:
        deviation = train[depth].std(0)
        kept = deviation > 1e-6
        scale = deviation[kept] * np.sqrt(kept.sum() * len(read))
        mean = train[depth].mean(0)[kept]
        parts.append([(of[depth][:, kept] - mean) / scale for of in (train, test)])
    return [np.hstack(of) for of in zip(*parts)]


def rotated(train, test):
    """The same inner products in as many columns as there are training photos: the penalty does not see rotations."""
    values, vectors = np.linalg.eigh(train @ train.T)
    kept = values > 1e-10 * values.max()
    basis = train.T @ vectors[:, kept] / np.sqrt(values[kept])
    return train @ basis, test @ basis


def damped(train, test):
    """As reference.py has it, of rotated columns: these are the directions, from the smallest variance."""
    variances = (train**2).sum(0)[::-1]
    there = (variances[:40] > 1e-4 * variances[0]).sum()
    count = min(32, there // 2)
    kept = np.ones_like(variances)
    kept[:count] = np.sqrt(variances[count] / variances[:count])
    kept *= variances.sum() / (variances * kept).sum()
    by = np.sqrt(kept)[::-1]
    return train * by, test * by


def fit(features, labels, penalty, tolerance):
    return LogisticRegression(C=1 / penalty, tol=tolerance, max_iter=2000).fit(features, labels)


def cross_validated(features, labels, folds, penalty):
    losses = np.zeros(len(labels))
    for fold in range(folds.max() + 1):
        held = folds == fold
        said = fit(features[~held], labels[~held], penalty, 1e-3).predict_log_proba(features[held])
        losses[held] = -said[np.arange(held.sum()), labels[held]]
    return losses[folds >= 0].mean()


def sets_of(depths):
    """As src/core/training/softmax-regression/depth-sets.ts."""
    sets = [[d] for d in depths] + [depths[i:] for i in range(len(depths) - 2, -1, -1)]
    return sets + [depths[:-1]] if len(depths) > 2 else sets


def main():
    warnings.simplefilter('ignore', ConvergenceWarning)
    folder = Path(sys.argv[1])
    means = []
    print('| set | scikit-learn reads | penalty | loss | test % | Headstart reads | penalty | loss | test % | the same by scikit-learn |')
    print('|---|---|---|---|---|---|---|---|---|---|')
    for ours in json.loads((folder / 'headstart.json').read_text()):
        train, labels = load(folder, f"{ours['set']}-train")
        test, answers = load(folder, f"{ours['set']}-test")
        folds = np.array(ours['folds'])
        best = (np.inf, None, None)
        for read in sets_of(list(train)):
            features, _ = rotated(*side_by_side(train, test, read))
            risen = 0
            lowest = np.inf
            for penalty in PENALTIES:
                loss = cross_validated(features, labels, folds, penalty)
                best = min(best, (loss, read, penalty), key=lambda one: one[0])
                lowest = min(lowest, loss)
                risen = risen + 1 if loss > 1.005 * lowest else 0
                if risen == 2:
                    break
        accuracy = []
        for read, penalty, prepared in (
            (best[1], best[2], lambda *both: both),
            (ours['read'], ours['penalty'], damped),
        ):
            features, unseen = prepared(*rotated(*side_by_side(train, test, read)))
            accuracy.append(100 * (fit(features, labels, penalty, 1e-5).predict(unseen) == answers).mean())
        means.append((accuracy[0], 100 * ours['test'], accuracy[1]))
        print(f"| {ours['set']} | {'+'.join(best[1])} | {best[2]} | {best[0]:.3f} | {accuracy[0]:.1f} "
              f"| {'+'.join(ours['read'])} | {ours['penalty']} | {ours['loss']:.3f} | {100 * ours['test']:.1f} "
              f"| {accuracy[1]:.1f} |", flush=True)
    mean = np.mean(means, 0)
    print(f'| **mean** | | | | {mean[0]:.1f} | | | | {mean[1]:.1f} | {mean[2]:.1f} |')


main()

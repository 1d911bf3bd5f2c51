#!/usr/bin/env python3
"""Probabilities that scikit-learn gives for the made photos of solve-head.test.ts.

    OMP_NUM_THREADS=1 python3 scripts/studies/sklearn/reference.py

Needs numpy and scikit-learn. The features are formulas, so that both sides make the same ones.
"""
import numpy as np
from sklearn.linear_model import LogisticRegression


def made(rows, columns, classes):
    i, j = np.meshgrid(np.arange(rows), np.arange(columns), indexing='ij')
    labels = np.arange(rows) % classes
    features = 5 + np.sin(1 + 7.3 * i + 3.1 * j * j) + 0.8 * np.cos(labels[:, None] + j)
    return features.astype(np.float32).astype(np.float64), labels


def damped(rows):
    """Of the leading half of the directions, 32 at most, each variance becomes the geometric mean of its own and the next
    one's that is left as it is; then all are scaled to the sum that they had."""
    left, spread, right = np.linalg.svd(rows, full_matrices=False)
    variances = spread**2
    there = (variances[:40] > 1e-4 * variances[0]).sum()
    count = min(32, there // 2)
    kept = np.ones_like(variances)
    kept[:count] = np.sqrt(variances[count] / variances[:count])
    kept *= variances.sum() / (variances * kept).sum()
    return left * (spread * np.sqrt(kept)) @ right


def probabilities(rows, columns, classes, penalty, weights=None):
    features, labels = made(rows, columns, classes)
    scaled = damped((features - features.mean(0)) / features.std(0) / np.sqrt(columns))
    model = LogisticRegression(C=1 / penalty, tol=1e-12, max_iter=100_000)
    return model.fit(scaled, labels, sample_weight=weights).predict_proba(scaled)


def show(name, values):
    print(name)
    for row in values[:4]:
        print('  [' + ', '.join(f'{value:.6f}' for value in row) + '],')


show('40 rows, 5 columns, 3 classes, penalty 0.1', probabilities(40, 5, 3, 0.1))
show('14 rows, 30 columns, 4 classes, penalty 0.01', probabilities(14, 30, 4, 0.01))
show('40 rows, 5 columns, 3 classes, penalty 0.1, rows of class 0 weigh 3',
     probabilities(40, 5, 3, 0.1, np.where(np.arange(40) % 3 == 0, 3.0, 1.0)))
show('30 rows, 4 columns, 2 classes, penalty 1: the binary model has one set of weights, so its penalty is half',
     probabilities(30, 4, 2, 0.5))

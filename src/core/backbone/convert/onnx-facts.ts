import type { LayerBuilder } from './layer-builder.ts';
import type { Layer } from './layers.ts';

interface Facts {
  /** One row and one column, whatever the picture's size. */
  readonly point: boolean;
  /** No value is below zero. */
  readonly positive: boolean;
}

/** What is certain of the layers of a builder, found out as they come. */
export class LayerFacts {
  readonly #builder: LayerBuilder;
  readonly #facts = new Map<string, Facts>();
  #seen = 0;

  constructor(builder: LayerBuilder) {
    this.#builder = builder;
  }

  isPoint(layer: string): boolean {
    return this.#of(layer).point;
  }

  isPositive(layer: string): boolean {
    return this.#of(layer).positive;
  }

  #of(name: string): Facts {
    const { layers } = this.#builder;
    for (; this.#seen < layers.length; this.#seen++) {
      const layer = layers[this.#seen];
      if (layer) this.#facts.set(layer.name, this.#factsOf(layer));
    }
    return this.#known(name);
  }

  #known(name: string): Facts {
    return this.#facts.get(name) ?? { point: false, positive: false };
  }

  #factsOf(layer: Layer): Facts {
    const inputs = layer.inputs.map((name) => this.#known(name));
    const point = inputs.length > 0 && inputs.every((input) => input.point);
    const positive = inputs.length > 0 && inputs.every((input) => input.positive);
    switch (layer.kind) {
      case 'Conv2D':
      case 'DepthwiseConv2D':
        return {
          point: point && layer.kernel.shape[0] === 1 && layer.kernel.shape[1] === 1,
          positive: false,
        };
      case 'GlobalAveragePooling2D':
      case 'Reshape':
        return { point: true, positive };
      case 'ReLU':
      case 'Activation':
        return { point, positive: true };
      case 'Rescaling':
        return { point, positive: positive && layer.scale >= 0 && layer.offset >= 0 };
      case 'ZeroPadding2D':
      case 'MaxPooling2D':
      case 'AveragePooling2D':
        return { point: false, positive };
      default:
        return { point, positive };
    }
  }
}

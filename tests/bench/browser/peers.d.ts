// What the benchmark uses of its peers' packages. Their own declarations are there only where the
// packages are installed, which `npm test` does not need.

declare module '@tensorflow/tfjs' {
  export interface Tensor {
    slice(begin: number[], size: number[]): Tensor;
    argMax(axis: number): Tensor;
    data(): Promise<ArrayLike<number>>;
  }
  interface Model {
    add(layer: unknown): void;
    compile(options: { optimizer: unknown; loss: string }): void;
    fit(
      x: Tensor,
      y: Tensor,
      options: { batchSize: number; epochs: number; shuffle: boolean; yieldEvery: string },
    ): Promise<unknown>;
    predict(x: Tensor, options: { batchSize: number }): Tensor;
  }
  export const version: { tfjs: string };
  export const train: { sgd(learningRate: number): unknown };
  export const initializers: { glorotNormal(options: { seed: number }): unknown };
  export const layers: { dense(options: Record<string, unknown>): unknown };
  export function setBackend(name: string): Promise<boolean>;
  export function getBackend(): string;
  export function ready(): Promise<void>;
  export function sequential(): Model;
  export function tensor1d(values: Int32Array, dtype: string): Tensor;
  export function tensor2d(values: Float32Array, shape: [number, number]): Tensor;
  export function oneHot(indices: Tensor, depth: number): Tensor;
  export function tidy<T>(body: () => T): T;
  export function dispose(tensors: Tensor | Tensor[]): void;
}

declare module '@tensorflow/tfjs-backend-wasm' {
  export function getThreadsCount(): number;
  export function setThreadsCount(count: number): void;
  export function setWasmPaths(prefix: string): void;
}

declare module '@jax-js/jax' {
  /** Each call of a method, and each use as an argument, uses one reference up; `ref` adds one. */
  export interface Array {
    readonly ref: Array;
    readonly shape: number[];
    add(other: Array): Array;
    sub(other: Array): Array;
    mul(other: Array | number): Array;
    sum(): Array;
    reshape(shape: number[]): Array;
    slice(index: Array | [number, number]): Array;
    data(): Promise<ArrayLike<number>>;
    dispose(): void;
  }
  type Tree = unknown;
  export function init(...devices: string[]): Promise<string[]>;
  export function defaultDevice(device: string): string;
  export function jit<F extends (...args: never[]) => Tree>(f: F): F;
  export function blockUntilReady<T extends Tree>(tree: T): Promise<T>;
  export function valueAndGrad<P, Rest extends unknown[]>(
    f: (params: P, ...rest: Rest) => Array,
  ): (params: P, ...rest: Rest) => [Array, P];
  export const nn: {
    relu(x: Array): Array;
    logSoftmax(x: Array): Array;
    oneHot(x: Array, classes: number): Array;
  };
  export const numpy: {
    array(values: Float32Array | Int32Array): Array;
    zeros(shape: number[]): Array;
    dot(a: Array, b: Array): Array;
    argmax(x: Array, axis: number): Array;
  };
  export const random: { key(seed: number): Array; normal(key: Array, shape: number[]): Array };
  export const tree: {
    ref<T extends Tree>(tree: T): T;
    map<T extends Tree>(f: (a: Array, b: Array) => Array, a: T, b: T): T;
  };
}

// What the worker and `npm run train` use of the WASM module: the declarations that Emscripten
// generates (`npm run build` makes them), made a little more exact.

import type { MainModule } from '../../../build/wasm/inkling-simd.mjs';
import type { TrainingState } from '../protocol.js';

export type Phase = TrainingState['phase'];

// Emscripten declares every string as all that C++ would take for one. What comes back is a string.
type Exact<T> = [string] extends [T]
  ? string
  : T extends Uint8Array
    ? T
    : T extends new (...args: infer Arguments) => infer Instance
      ? new (...args: Arguments) => Exact<Instance>
      : T extends (...args: infer Arguments) => infer Result
        ? (...args: Arguments) => Exact<Result>
        : T extends object
          ? { [Key in keyof T]: Key extends 'phase' ? Phase : Exact<T[Key]> }
          : T;

/** `idxHeader` gives the `byteLength` of the whole file. */
export type InklingModule = Exact<
  Pick<
    MainModule,
    'Session' | 'DigitWriter' | 'renderStrokes' | 'idxHeader' | 'setThreads' | 'memoryBytes'
  >
>;

export type Session = InstanceType<InklingModule['Session']>;
export type Progress = ReturnType<Session['advance']>;
export type ModuleReading = ReturnType<Session['readDrawing']>;

export type CreateInkling = (options?: {
  locateFile?: (path: string) => string;
  /** How many threads the variant "threads" can compute with. */
  threads?: number;
}) => Promise<InklingModule>;

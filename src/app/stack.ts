import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Whether the stack of calls was full: elements lie too deep in each other for this thread. */
export const isStackOverflow = (error: unknown): boolean =>
  (error as Error | null)?.name === 'RangeError' && /call stack/.test((error as Error).message);

/** Stack of a thread that takes elements as deep as they may lie, MB; only what is used of it is ever given out. */
export const DEEP_STACK = 128;

interface DeepInput<T> {
  readonly faktaarkDeep: T;
}

/** Does `input` in a thread with a deep stack, where `serveDeep` gives the answer. Started from the built bundle, as in workers.ts. */
export function runDeep<T, R>(input: T): Promise<R> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { faktaarkDeep: input } satisfies DeepInput<T>,
      resourceLimits: { stackSizeMb: DEEP_STACK },
    });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

/** In a thread started by runDeep: does what is asked for. Elsewhere: nothing. */
export function serveDeep<T, R>(work: (input: T) => R): void {
  const input = workerData as DeepInput<T> | null;
  if (isMainThread || !parentPort || !input?.faktaarkDeep) return;
  parentPort.postMessage(work(input.faktaarkDeep));
}

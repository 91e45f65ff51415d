import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type BuildOptions, type BuiltSheet, SheetBuilder } from './build.ts';
import type { SheetJob } from './sheet.ts';
import { DEEP_STACK } from './stack.ts';

interface WorkerInput {
  readonly faktaark: true;
  readonly options: BuildOptions;
}

interface Answer {
  readonly index: number;
  readonly sheet: BuiltSheet;
}

/**
 * Makes sheets in worker threads. Jobs are handed out one at a time, and results come back in the order of the jobs
 * whatever the order they finish in. Threads start from the built bundle, which is this very file.
 */
export function runJobs(
  options: BuildOptions,
  jobs: readonly SheetJob[],
  threads: number,
  onBuilt: () => void,
): Promise<BuiltSheet[]> {
  const results: BuiltSheet[] = [];
  let next = 0;
  let open = jobs.length;
  return new Promise((resolve, reject) => {
    const input: WorkerInput = { faktaark: true, options };
    const workers = Array.from(
      { length: threads },
      () =>
        new Worker(fileURLToPath(import.meta.url), {
          workerData: input,
          resourceLimits: { stackSizeMb: DEEP_STACK },
        }),
    );
    const stop = (): void => {
      for (const worker of workers) void worker.terminate();
    };
    for (const worker of workers) {
      const give = (): void => {
        if (next < jobs.length) worker.postMessage({ index: next, job: jobs[next++] });
      };
      worker.on('message', ({ index, sheet }: Answer) => {
        results[index] = sheet;
        onBuilt();
        if (--open === 0) {
          stop();
          resolve(results);
        } else give();
      });
      worker.on('error', (error) => {
        stop();
        reject(error);
      });
      give();
    }
  });
}

/** In a thread started by runJobs: makes what is asked for. Elsewhere: nothing. */
export function serveJobs(): void {
  const input = workerData as WorkerInput | null;
  if (isMainThread || !parentPort || !input?.faktaark) return;
  const port = parentPort;
  const builder = new SheetBuilder(input.options);
  port.on('message', ({ index, job }: { readonly index: number; readonly job: SheetJob }) => {
    port.postMessage({ index, sheet: builder.build(job) } satisfies Answer);
  });
}

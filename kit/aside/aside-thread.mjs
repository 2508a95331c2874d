// The thread's side of `aside`: calls what it is told of, one after the other. A thread knows no TypeScript until it is told.
import { parentPort } from 'node:worker_threads';
await import('../../scripts/typescript.mjs');

parentPort.on('message', async ({ module, name, given }) => {
  try {
    const { [name]: work } = await import(module);
    parentPort.postMessage({ answer: await work(...given) });
  } catch (thrown) {
    parentPort.postMessage({ thrown: thrown.message });
  }
});

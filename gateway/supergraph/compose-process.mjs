// A thread knows no TypeScript until it is told; then it runs the worker.
await import('../../scripts/typescript.mjs');
await import('./compose-worker.ts');

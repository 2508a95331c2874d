// A process knows no TypeScript until it is told; then it serves the module of the folder that it is given.
await import('../../scripts/typescript.mjs');
await import('./serve-child.ts');

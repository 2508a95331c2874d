// A process knows no TypeScript until it is told; then it composes what it is sent.
await import('../../scripts/typescript.mjs');
await import('./answer-compositions.ts');

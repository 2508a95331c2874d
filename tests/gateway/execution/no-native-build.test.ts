import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../../../gateway/portal.js';
import { supergraphOf } from '../plain/plain-graph.js';

const supergraphSdl = supergraphOf({ towns: { sdl: 'type Query { town: String }' } });

/** Plans an operation in a process of its own, where the package of the native planner says this as it is imported. */
async function planWhere(complaint: string) {
  const missing =
    'data:text/javascript,import { registerHooks } from "node:module";' +
    'registerHooks({ resolve(name, context, next) {' +
    `if (name === "@graphql-hive/router-query-planner") throw new Error(${JSON.stringify(complaint)});` +
    'return next(name, context); } });';
  const script = `
    import { openPlanner } from './gateway/planning/open-planner.ts';
    import { buildSchema } from 'graphql';
    const schema = buildSchema('type Query { town: String }');
    const planner = await openPlanner({ supergraphSdl: ${JSON.stringify(supergraphSdl)}, schema });
    const plan = await planner.plan({ text: '{ town }', operationName: undefined, labels: new Set(), percentage: 100 });
    console.log(planner.name, plan.node.subgraph);
    process.exit(0);
  `;
  const hooks = ['./scripts/environment.mjs', './scripts/typescript.mjs', missing].flatMap((one) => ['--import', one]);
  const child = spawn(process.execPath, [...hooks, '--input-type=module', '--eval', script], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaints] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { output, complaints };
}

test('a machine without a native build plans by Apollo’s planner', async () => {
  expect(await planWhere('Cannot find native binding. npm has a bug related to optional dependencies.')).toEqual({
    output: 'apollo towns\n',
    complaints: '',
  });
});

test('a native planner that is broken otherwise is not passed over in silence', async () => {
  const { output, complaints } = await planWhere('Something else is wrong.');
  expect(output).toBe('');
  expect(complaints).toContain('Error: Something else is wrong.');
});

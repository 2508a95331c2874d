import type { Command } from '../command.js';
import { proposalOptions } from '../subgraph/read-project.js';
import { graphOptions } from './graph-options.js';

const { name, url, schema } = proposalOptions;

/** The commands that run a graph on the own machine. */
export const localCommands: readonly Command[] = [
  {
    words: ['dev'],
    says: {
      zh: '在本机组合运行:自己的子图实时,他方的远程或模拟;SDL 一改即重新合成',
      en: 'serve your subgraph, live, beside everybody else’s on this machine, composed anew whenever its schema changes',
    },
    options: {
      ...{ name, url, schema },
      mock: { says: { zh: '他方的子图一律模拟', en: 'make up what everybody else’s subgraphs answer' } },
      port: {
        value: 'NUMBER',
        says: { zh: '端口;默认 4100,0 为任意', en: 'where to listen; 4100 unless given, 0 for any' },
      },
      ...graphOptions,
    },
    example: 'yimen dev --mock',
    run: async (given, at) => (await import('./develop-subgraph.js')).developSubgraph(given, at),
  },
  {
    words: ['plan'],
    takes: 'OPERATION.graphql',
    says: {
      zh: '一个操作将如何询问各子图,以及至多的代价',
      en: 'show how an operation would be asked of the subgraphs, and what it may cost',
    },
    options: {
      variables: { value: 'FILE', says: { zh: '变量(JSON 文件)', en: 'its variables, a file of JSON' } },
      operation: { value: 'NAME', says: { zh: '文件中有多个时取哪个', en: 'which, where the file has several' } },
      ...graphOptions,
    },
    example: 'yimen plan question.graphql --supergraph supergraph.graphql',
    run: async (given, at) => (await import('./plan-operation.js')).planOperation(given, at),
  },
];

import type { Command, Option } from '../command.js';
import { portalOption } from '../portal/which-portal.js';
import { proposalOptions } from './read-project.js';

const mayBreak: Readonly<Record<'may-break', Option>> = {
  'may-break': {
    value: 'DIGEST',
    multiple: true,
    says: { zh: '允许失效的客户端操作(摘要)', en: 'the digest of an operation of clients that may break' },
  },
};

/** The commands that ask the registry about subgraphs. */
export const subgraphCommands: readonly Command[] = [
  {
    words: ['subgraph', 'new'],
    takes: 'NAME',
    says: { zh: '在空文件夹中写出一个能运行的子图', en: 'write a subgraph that runs into an empty folder' },
    options: {
      url: {
        value: 'ADDRESS',
        says: {
          zh: '服务地址;默认 http://127.0.0.1:4101/graphql',
          en: 'where it will be served; http://127.0.0.1:4101/graphql unless given',
        },
      },
      folder: { value: 'FOLDER', says: { zh: '文件夹;默认当前的', en: 'the folder; this one unless given' } },
    },
    example: 'yimen subgraph new river-gauges',
    run: async (given, at) => (await import('../new/new-subgraph.js')).newSubgraph(given, at),
  },
  {
    words: ['subgraph', 'check'],
    says: { zh: '检查拟发布的子图,不作变更', en: 'say what a publication would meet; nothing is published' },
    options: { ...proposalOptions, ...portalOption },
    example: 'yimen subgraph check --name wells --url https://wells.example/graphql --schema schema.graphql',
    run: async (given, at) => (await import('./check-subgraph.js')).checkSubgraph(given, at),
  },
  {
    words: ['subgraph', 'publish'],
    says: {
      zh: '发布一个版本,待他人审批后装入总图',
      en: 'publish a version, which waits for somebody else’s approval',
    },
    options: {
      ...proposalOptions,
      'expected-version': {
        value: 'NUMBER',
        says: { zh: '所见最新版本号;默认现查', en: 'the newest version that you saw; looked up unless given' },
      },
      wait: { says: { zh: '等到审批结束', en: 'wait until somebody has decided' } },
      ...portalOption,
    },
    example: 'yimen subgraph publish --wait',
    run: async (given, at) => (await import('./publish-subgraph.js')).publishSubgraph(given, at),
  },
  {
    words: ['subgraph', 'list'],
    takes: '[NAME]',
    says: { zh: '列出各部门的子图,或一个子图的各版本', en: 'list the departments’ subgraphs, or the versions of one' },
    options: {
      organization: { value: 'CODE', says: { zh: '只列该部门的', en: 'those of that department alone' } },
      ...portalOption,
    },
    example: 'yimen subgraph list wells',
    run: async (given, at) => (await import('./list-subgraphs.js')).listSubgraphs(given, at),
  },
  {
    words: ['subgraph', 'diff'],
    takes: '[NAME]',
    says: { zh: '两个版本的差异;默认在用的与最新的', en: 'how two versions differ: the one in use and the newest' },
    options: {
      from: { value: 'NUMBER', says: { zh: '之前的版本号', en: 'the earlier version' } },
      to: { value: 'NUMBER', says: { zh: '之后的版本号', en: 'the later version' } },
      name: proposalOptions.name,
      ...portalOption,
    },
    example: 'yimen subgraph diff wells --from 1 --to 2',
    run: async (given, at) => (await import('./diff-versions.js')).diffVersions(given, at),
  },
  {
    words: ['subgraph', 'rollback'],
    takes: '[NAME]',
    says: { zh: '一步恢复留存的版本', en: 'bring a kept version back in one step' },
    options: {
      to: { value: 'NUMBER', says: { zh: '版本号;默认最新的留存版本', en: 'its number; the newest that is kept' } },
      ...mayBreak,
      name: proposalOptions.name,
      ...portalOption,
    },
    example: 'yimen subgraph rollback wells --to 1',
    run: async (given, at) => (await import('./change-version.js')).rollbackSubgraph(given, at),
  },
  {
    words: ['subgraph', 'retire'],
    takes: '[NAME]',
    says: { zh: '使子图退出总图,版本留存', en: 'take a subgraph out of the graph; its version is kept' },
    options: { ...mayBreak, name: proposalOptions.name, ...portalOption },
    example: 'yimen subgraph retire wells',
    run: async (given, at) => (await import('./change-version.js')).retireSubgraph(given, at),
  },
];

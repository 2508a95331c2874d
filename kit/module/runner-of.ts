import type { Runner } from '../events/runner.js';
import type { Module } from './define.js';

/** A module as the bus runs it: its handlers, its own timers, and those of its workflows' deadlines. */
export function runnerOf({ name, handlers = [], timers = [], subgraph }: Module): Runner {
  const ofWorkflows = (subgraph?.workflows ?? []).flatMap((workflow) => workflow.timers);
  return { module: name, handlers, timers: [...timers, ...ofWorkflows] };
}

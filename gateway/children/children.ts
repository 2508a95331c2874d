import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../kit/module/context.js';
import type { Module, RoleDeclaration } from '../../kit/module/define.js';
import type { Log } from '../../kit/module/host.js';
import type { Config } from '../config.js';
import { issuerOf } from '../identity/open-identity.js';
import { WrongSetting } from '../read-setting.js';
import type { Graphs, ModuleElsewhere } from '../supergraph/graphs.js';
import { Child, type ChildState } from './child.js';
import { childEnvironment } from './child-environment.js';
import { createChildSource } from './child-source.js';
import { type Declaration, declaredModule } from './declaration.js';
import { keepDeclaration, readDeclaration } from './kept-declarations.js';

/** What children are opened with. */
export interface ChildrenParts {
  /** Where the modules' folders stand. */
  readonly root: string;
  /** The portal's own address. */
  readonly origin: string;
  readonly log: Log;
  readonly clock: Clock;
}

/** Milliseconds for which a portal that starts waits for all of them together. */
const startPatience = 10_000;

/**
 * The modules in processes of their own. Of each the portal has what it says of itself and the address of the moment; what
 * it said last is kept, so that the schema does not change with its health.
 */
export class Children {
  readonly #config: Config;
  readonly #log: Log;
  readonly #children: readonly Child[];
  readonly #kept: Map<string, Declaration>;
  readonly #elsewhere = new WeakMap<Module, ModuleElsewhere>();
  readonly #standing = new Map<string, Declaration>();
  readonly #refused = new Map<string, { readonly declaration: Declaration; readonly modules: readonly Module[] }>();
  readonly #first = Promise.withResolvers<Graphs>();
  readonly #late: Promise<unknown>;
  readonly #abort = new AbortController();
  #roles: { readonly of: readonly Module[]; readonly roles: readonly RoleDeclaration[] } | null = null;
  #graphs: Graphs | null = null;

  private constructor(config: Config, parts: ChildrenParts, kept: Map<string, Declaration>) {
    const { log, clock, root, origin } = parts;
    this.#config = config;
    this.#log = log;
    this.#kept = kept;
    // Who closes before the first graph stands tells nobody.
    this.#first.promise.catch(() => {});
    this.#late = pause(startPatience, undefined, { ref: false, signal: this.#abort.signal }).catch(() => {});
    const environment = childEnvironment(config, { origin, issuer: issuerOf(config, origin) });
    this.#children = [...config.children.modules].map(
      (name) =>
        new Child({
          program: { name, folder: path.join(root, 'plugins', name), environment, memory: config.children.memory },
          source: createChildSource(name, config.calls, log),
          log,
          clock,
          roles: () => this.#rolesNow(),
          admit: (declaration) => this.#admit(declaration),
        }),
    );
  }

  /**
   * Starts a process for each module of CHILD_MODULES; what ends them again goes onto `closing`. Throws WrongSetting for one
   * that has no folder, or runs elsewhere.
   */
  static async open(config: Config, parts: ChildrenParts, closing: (() => Promise<void>)[]): Promise<Children> {
    const names = [...config.children.modules];
    const absent = names.find((name) => !existsSync(path.join(parts.root, 'plugins', name, 'index.ts')));
    if (absent !== undefined)
      throw new WrongSetting(`CHILD_MODULES names "${absent}", and there is no plugins/${absent}/index.ts.`);
    const remote = names.find((name) => config.remoteSubgraphs.has(name));
    if (remote !== undefined)
      throw new WrongSetting(`CHILD_MODULES names "${remote}", which a setting SUBGRAPH_…_URL has run elsewhere.`);
    const kept = new Map<string, Declaration>();
    for (const name of names) {
      const declaration = await readDeclaration(config.dataFolder, name);
      if (declaration) kept.set(name, declaration);
    }
    const children = new Children(config, parts, kept);
    closing.push(() => children.close());
    return children;
  }

  /** How the graph reaches a module that is a declaration; undefined for one whose code is here. */
  readonly elsewhere = (module: Module): ModuleElsewhere | undefined => this.#elsewhere.get(module);

  get states(): readonly ChildState[] {
    return this.#children.map(({ state }) => state);
  }

  /**
   * Installs the first graph: of the modules whose code is here, and of what the children say that they are, or said last
   * where they do not start. Where those do not fit, the modules serve without them, and each is tried by itself.
   */
  async installFirst(graphs: Graphs, modules: readonly Module[]): Promise<void> {
    await this.#within(this.#children.map(({ known }) => known));
    const declarations = this.#children.flatMap(({ name, declaration }) => declaration ?? this.#kept.get(name) ?? []);
    for (const { name } of this.#children)
      if (!declarations.some((each) => each.name === name))
        this.#log.warn({ module: name }, 'What a module is was never known; it joins when its process says so.');
    this.#graphs = graphs;
    try {
      await graphs.install([...modules, ...declarations.map((each) => this.#module(each))]);
      for (const each of declarations) await this.#stands(each);
    } catch (error) {
      if (declarations.length === 0) throw error;
      this.#log.error({ err: error }, 'The modules in processes of their own do not fit; each is tried by itself.');
      await graphs.install(modules);
      for (const { name } of declarations) await this.#tryKept(name, graphs);
    }
    this.#first.resolve(graphs);
  }

  /** Waits until each serves or has ended, within what is left of the time that the start may take. */
  ready(): Promise<void> {
    return this.#within(this.#children.map(({ served }) => served));
  }

  /** From now on what a child says of itself changes nothing: the graph is about to close. */
  async letNobodyJoin(): Promise<void> {
    this.#abort.abort();
  }

  /** Ends them: what is under way first, then by force after five seconds. */
  async close(): Promise<void> {
    this.#abort.abort();
    this.#first.reject(new Error('The portal closes.'));
    await Promise.all(this.#children.map((child) => child.close()));
  }

  async #within(waiting: readonly Promise<void>[]): Promise<void> {
    await Promise.race([Promise.all(waiting), this.#late]);
  }

  async #tryKept(name: string, graphs: Graphs): Promise<void> {
    const kept = this.#kept.get(name);
    if (kept) await this.#install(kept, graphs);
  }

  async #admit(declaration: Declaration): Promise<string | null> {
    const graphs = await this.#first.promise.catch(() => null);
    if (!graphs || this.#abort.signal.aborted) return 'the portal closes';
    return isSame(this.#standing.get(declaration.name), declaration) ? null : this.#install(declaration, graphs);
  }

  // The graph that serves stays where a declaration does not fit: the answer says why, and what the module said before holds.
  async #install(declaration: Declaration, graphs: Graphs): Promise<string | null> {
    const { name } = declaration;
    const why = 'what it says of itself does not fit the graph';
    const refused = this.#refused.get(name);
    if (refused && isSame(refused.declaration, declaration) && refused.modules === graphs.modules) return why;
    try {
      await graphs.install([this.#module(declaration)]);
    } catch (error) {
      this.#refused.set(name, { declaration, modules: graphs.modules });
      this.#log.error({ module: name, err: error }, 'The module could not be installed; the graph is as before.');
      return why;
    }
    this.#refused.delete(name);
    await this.#stands(declaration);
    this.#log.info({ module: name }, 'The module is installed.');
    return null;
  }

  async #stands(declaration: Declaration): Promise<void> {
    const { name } = declaration;
    this.#standing.set(name, declaration);
    if (isSame(this.#kept.get(name), declaration)) return;
    this.#kept.set(name, declaration);
    // It serves without; only a start without its process would not know it.
    await keepDeclaration(this.#config.dataFolder, declaration).catch((error: unknown) =>
      this.#log.warn({ module: name, err: error }, 'What a module says of itself could not be kept.'),
    );
  }

  #module(declaration: Declaration): Module {
    const module = declaredModule(declaration);
    const child = this.#children.find(({ name }) => name === declaration.name);
    if (child) this.#elsewhere.set(module, { sdl: declaration.sdl, source: child.source });
    return module;
  }

  #rolesNow(): readonly RoleDeclaration[] {
    const modules = this.#graphs?.modules ?? [];
    if (this.#roles?.of !== modules) this.#roles = { of: modules, roles: modules.flatMap(({ roles }) => roles ?? []) };
    return this.#roles.roles;
  }
}

function isSame(one: Declaration | undefined, other: Declaration): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

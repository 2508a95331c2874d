import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectRoot } from '../../../gateway/portal.js';
import { type OfficePortal, openOffices } from '../authority/offices.js';

/** The town whose 80 posts in 4 modules 37 people choose among. */
const region = '320281104';

/** The lines of one of the two files of the selection, without the heading. */
async function linesOf(file: string): Promise<string[][]> {
  const text = await readFile(path.join(projectRoot, 'tests/subgraphs/evaluation', file), 'utf8');
  const lines = text.trim().split('\n').slice(1);
  return lines.map((line) => line.trim().split(','));
}

/** `P07` of the files as a staff number. */
export const numberOf = (person: string): string => `JY9900${person.slice(1)}`;

const choices = Map.groupBy(
  (await linesOf('post-selection-choices.csv')).map(([person = '', order, post = '']) => ({
    person,
    order: Number(order),
    post,
  })),
  ({ person }) => person,
);

/** Whom each module would have on each of its posts, in no order; an empty person where nobody is wanted. */
export const ranked = (await linesOf('post-selection-rankings.csv')).map(
  ([post = '', module = '', order, person = '']) => ({ post, module, order: Number(order), person }),
);
const rankings = Map.groupBy(
  ranked.filter(({ person }) => person !== ''),
  ({ post }) => post,
);

/** The 37 of the files. */
export const people = [...choices.keys()].sort();

/** Beside those of the files one who is a candidate and wishes for nothing. */
export const silent = 'JY990099';

export const modules = ['党建统领', '经济生态', '综治工作', '监管执法'];

/** Who chooses for each module; the username is the module. */
export const leaders = modules.map((module, index) => ({ module, staffNumber: `JY98000${index + 1}` }));

export const posts = ['A', 'B', 'C', 'D'].flatMap((letter) =>
  Array.from({ length: 20 }, (_, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
);

/** What each person wishes for, the dearest first. */
export const wishes = people.map((person) => ({
  staffNumber: numberOf(person),
  posts: (choices.get(person) ?? []).sort((one, other) => one.order - other.order).map(({ post }) => post),
}));

/** Whom each post's module would have, the best first. */
export const orders = [...rankings].map(([post, lines]) => ({
  post,
  staffNumbers: lines.sort((one, other) => one.order - other.order).map(({ person }) => numberOf(person)),
}));

/** What the town announces. */
export const announced = {
  region,
  name: '徐霞客镇双向选岗',
  posts,
  candidates: [...people.map(numberOf), silent],
  leaders,
  choiceCount: 9,
};

/** Who of the modules ranks for a post. */
export function moduleOf(post: string): string {
  return ranked.find((each) => each.post === post)?.module ?? '';
}

/**
 * Opens a portal for the selection: `leader` of the town, `neighbour` of another, everybody by staff number and the modules'
 * leaders by their module. Close it when done.
 */
export function openSelection(): Promise<OfficePortal> {
  return openOffices(
    {
      accounts: [
        { username: 'leader', roles: ['town_leader'], regions: [region], organizations: ['320281104-government'] },
        { username: 'neighbour', roles: ['town_leader'], regions: ['320281001'] },
        ...announced.candidates.map((staffNumber) => ({
          username: staffNumber,
          roles: ['cadre'],
          regions: [region],
          staffNumber,
        })),
        ...leaders.map(({ module, staffNumber }) => ({
          username: module,
          roles: ['module_leader'],
          regions: [region],
          staffNumber,
        })),
      ],
    },
    'evaluation',
  );
}

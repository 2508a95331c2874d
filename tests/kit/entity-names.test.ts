import { expect, test } from '@jest/globals';
import { findModules } from '../../gateway/modules.js';
import { projectRoot } from '../../gateway/portal.js';
import { Database } from '../../kit/data/database.js';
import { everyone } from '../../kit/data/visibility.js';

test('two modules cannot declare entities of one name, lest one be seen by the other’s rule', async () => {
  const [declared] = (await findModules(projectRoot)).flatMap(({ subgraph }) => subgraph?.entities ?? []);
  if (!declared) throw new Error('No module declares an entity.');
  const { name } = declared.entity;
  const namesake = { [name]: class {} }[name];
  const database = await Database.open({ kind: 'memory' });
  try {
    database.discover([declared]);
    database.discover([declared]);
    expect(() => database.discover([{ entity: namesake ?? Object, visibility: everyone, keys: ['id'] }])).toThrow(
      `Two modules declare an entity named ${name}.`,
    );
  } finally {
    await database.close();
  }
});

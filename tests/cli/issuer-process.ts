import { readFile } from 'node:fs/promises';
import type { Realm } from '../../gateway/identity/realm.js';
import { startIssuer } from '../gateway/identity/issuer-server.js';

// An embedded issuer in a process of its own, with the realm of the file that the second argument names: in Jest's own world
// oidc-provider takes no client's keys for keys. It keeps what it keeps in the folder of the first, and says its address.
const [, , folder = '', file = ''] = process.argv;
const realm = JSON.parse(await readFile(file, 'utf8')) as Realm;
const { url } = await startIssuer(folder, 0, undefined, Promise.resolve(realm));
console.log(url);

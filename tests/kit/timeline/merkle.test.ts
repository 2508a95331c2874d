import { expect, test } from '@jest/globals';
import { merkleRoot } from '../../../kit/timeline/merkle.js';

const leaves = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from([index]));

// Computed with `openssl dgst -sm3` over 00‖leaf and 01‖left‖right.
test.each([
  [0, '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  [1, 'af83a966222057ac761246a7543c580d9111014f4e5e3cb1281db33151160335'],
  [2, 'a2aeb70489c194c619e9183b17f213bb90d739f2a0d966b1ec6f7be9602723e4'],
  [3, '8d9a0a05b4b675d107412b72426a3e29940c28e8d847718f0d42dbaf0feb7a1c'],
  [7, 'a277130053cebb4f5cccfd9cbe98c6a0ba732dce3a481f1d7c7f40f67f8449fc'],
])('The root over %i leaves is that of RFC 6962 with SM3.', (count, root) => {
  expect(merkleRoot(leaves(count))).toBe(root);
});

test('No leaf can be taken for a node, and no order for another.', () => {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = leaves(2);
  const root = merkleRoot([first, second]);
  const children = [first, second].map((leaf) => Buffer.from(merkleRoot([leaf]), 'hex'));
  expect(merkleRoot([Buffer.concat(children)])).not.toBe(root);
  expect(merkleRoot([second, first])).not.toBe(root);
});

import { expect, test } from '@jest/globals';
import { byteRooms, wordRooms } from '../../../gateway/execution/compiled/rooms.js';

test.each([
  [0, 1_024],
  [1, 1_024],
  [1_024, 1_024],
  [1_025, 2_048],
  [4_194_305, 8_388_608],
])('whoever needs %i gets %i, the next power of two', (least, size) => {
  expect([byteRooms.take(least).length, wordRooms.take(least).length]).toEqual([size, size]);
});

test('what is given back serves again, as long as what waits is not more than 64 MiB', () => {
  const rooms = Array.from({ length: 20 }, () => byteRooms.take(4_194_304));
  for (const room of rooms) byteRooms.giveBack(room);
  const again = Array.from({ length: 20 }, () => byteRooms.take(4_194_304));
  expect(again.filter((room) => rooms.includes(room))).toHaveLength(16);
});

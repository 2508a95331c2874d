import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post, type GraphQLAnswer } from '../../bench/contest/post.js';
import { placesOf, secondScenariosNamed } from '../../bench/second/arena.js';
import { type Question, questions } from '../../bench/second/questions.js';
import { secondSubgraphs } from '../../bench/second/subgraph-server.js';
import { composeSecond } from '../../bench/second/supergraph.js';
import type { PlainGateway } from '../../gateway/plain-gateway.js';
import { openOn } from '../gateway/plain/plain-graph.js';

let subgraphs: Server;
let gateway: PlainGateway;
let apollo: ApolloServer;

beforeAll(async () => {
  subgraphs = secondSubgraphs().listen(0, '127.0.0.1');
  await once(subgraphs, 'listening');
  const supergraphSdl = composeSecond(`http://127.0.0.1:${(subgraphs.address() as AddressInfo).port}`);
  gateway = await openOn(supergraphSdl);
  apollo = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
  await apollo.start();
});

afterAll(async () => {
  await apollo.stop();
  await gateway.close();
  subgraphs.closeAllConnections();
  subgraphs.close();
});

async function oursTo({ query, variables }: Question): Promise<GraphQLAnswer | null> {
  return post(`${gateway.origin}/graphql`, JSON.stringify({ query, variables }));
}

async function apollosTo({ query, variables }: Question): Promise<GraphQLAnswer> {
  const { body } = await apollo.executeOperation({ query, variables: { ...variables } });
  if (body.kind !== 'single') throw new Error('The answer came in parts.');
  return JSON.parse(JSON.stringify(body.singleResult)) as GraphQLAnswer;
}

describe('the second set of the bench', () => {
  test.each(questions)('$name is answered as Apollo’s gateway answers it, at its third sight too', async (question) => {
    const expected = await apollosTo(question);
    for (let sight = 1; sight <= 4; sight += 1) {
      const answer = await oursTo(question);
      expect(answer?.data).toEqual(expected.data);
      expect(placesOf(answer ?? {})).toEqual(placesOf(expected));
    }
  });

  test('asks for 5, 50 and 500 kB, with errors at about one asset in a hundred', async () => {
    const answers = await Promise.all(questions.map(oursTo));
    expect(answers.map((answer) => Math.round(JSON.stringify(answer?.data).length / 1_000))).toEqual([5, 51, 495]);
    expect(answers.map((answer) => answer?.errors?.length ?? 0)).toEqual([0, 3, 10]);
    expect(answers[2]?.errors?.[0]?.message).toBe('The price list has no entry for s0-1.');
  });

  test('refuses a contender that answers otherwise than the first', () => {
    const scenario = secondScenariosNamed(['kb5'])[0];
    const right = { data: { place: null }, errors: [{ message: 'no', path: ['place', 0] }] };
    expect(scenario?.fault(null)).toBe('no answer with status 200 and data');
    expect(scenario?.fault(right)).toBeNull();
    expect(scenario?.fault({ ...right, data: { place: {} } })).toBe('data that differ from the first contender’s');
    expect(scenario?.fault({ data: right.data })).toBe('errors of other places than the first contender’s');
  });
});

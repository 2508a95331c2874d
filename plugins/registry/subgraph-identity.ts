import { registerEnumType } from 'type-graphql';

export enum SubgraphIdentity {
  RELAY = 'RELAY',
  CLAIMS = 'CLAIMS',
  NONE = 'NONE',
}
registerEnumType(SubgraphIdentity, {
  name: 'SubgraphIdentity',
  description: '子图得知的调用者身份。 What a subgraph is told of who asks.',
  valuesConfig: {
    RELAY: { description: '调用者自己的令牌。 The caller’s own token.' },
    CLAIMS: {
      description: '门户签发、仅供该子图、一分钟有效的声明。 Claims that the portal signs for it alone, for a minute.',
    },
    NONE: { description: '不告知。 Nothing.' },
  },
});

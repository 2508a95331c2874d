/** What the compiled executor leaves to graphql-js: the message names it. */
export class LeftToGraphqlJs extends Error {}

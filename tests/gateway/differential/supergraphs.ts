/** A supergraph of this test: its subgraphs by name, and the fields that never fail because others stand on them. */
export interface SupergraphDraft {
  readonly name: string;
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Whether entities may be missing: where two routes lead to one, which of them is taken is the planner's choice. */
  readonly mayMiss: boolean;
  /** Subgraphs through which no join leads to another, so that what fails with one does not hang on the planner's way. */
  readonly mayFail: readonly string[];
  /** `Type.field`; keys are steady by nature. */
  readonly steady: readonly string[];
}

const county: SupergraphDraft = {
  name: 'county',
  mayMiss: true,
  mayFail: ['places', 'staff', 'scores', 'cases'],
  steady: [],
  subgraphs: {
    places: `
      type Query { town(n: Int!): Town towns(first: Int = 3): [Town!]! places: [Place] strict: Village! grid: [[Village]] anything: [Any!] }
      interface Place { id: ID! name: String }
      union Any = Town | Village | Size
      type Town implements Place @key(fields: "id") { id: ID! name: String villages: [Village!]! code: Int! @shareable size: Size @shareable }
      type Village implements Place @key(fields: "id") { id: ID! name: String town: Town! people(age: Int = 0): Int }
      type Size @shareable { length: Int width: Int! }
    `,
    staff: `
      type Query { officers: [Officer] officer(named: String): Officer! }
      type Officer @key(fields: "id") { id: ID! name: String! home: Village place: Place rank: Rank }
      enum Rank { HEAD DEPUTY MEMBER }
      interface Place { id: ID! }
      type Town implements Place @key(fields: "id") { id: ID! mayor: Officer mayorStrict: Officer! }
      type Village implements Place @key(fields: "id") {
        id: ID!
        people(age: Int = 0): Int @external
        officers: [Officer!]
        officersNeeded: Int @requires(fields: "people(age: 60)")
      }
    `,
    scores: `
      type Query { best: Town }
      type Town @key(fields: "id") { id: ID! score: Int scoreStrict: Int! code: Int! @shareable size: Size @shareable }
      type Size @shareable { width: Int! }
      type Officer @key(fields: "id") { id: ID! score: Int ranks: [Int!] matrix: [[Float]!] }
    `,
    cases: `
      type Query { open(n: Int!): [Case!] }
      union Subject = Officer | Village
      type Case @key(fields: "id") { id: ID! subject: Subject subjects: [[Subject!]] officer: Officer! costs(n: Int!): Float }
      type Officer @key(fields: "id") { id: ID! cases: [Case!]! }
      type Village @key(fields: "id") { id: ID! cases(n: Int!): [Case] }
    `,
  },
};

const market: SupergraphDraft = {
  name: 'market',
  mayMiss: false,
  mayFail: ['stock', 'makers'],
  steady: ['Product.maker', 'Offer.seller', 'Dimensions.unit'],
  subgraphs: {
    catalogue: `
      type Query { product(filter: ProductFilter): Product products(filter: ProductFilter, order: [Order!]): [Product] shelf: Shelf! }
      type Mutation { rename(input: Renaming!): Product publish(names: [String!]!): [Product!] }
      input ProductFilter { name: String = "any" kinds: [Kind!] = [TOOL] price: Range attributes: Json }
      input Range { from: Float = 0 to: Float }
      input Renaming { id: ID! name: String note: String = "none" }
      enum Kind { TOOL FOOD TEXTILE }
      enum Order { NAME PRICE }
      scalar Json
      type Product @key(fields: "id") @key(fields: "sku") {
        id: ID! sku: String! name: String @shareable kind: Kind! maker: Maker @shareable dimensions: Dimensions @shareable attributes(deep: Boolean = false): Json
      }
      type Maker @key(fields: "id country { code }") { id: ID! country: Country! title: String }
      type Country @shareable { code: ID! }
      type Dimensions @shareable { size: Float weight: Float unit: Unit! }
      enum Unit { METRE GRAM }
      type Shelf { products: [Product!]! byKind(kind: Kind! = FOOD): [[Product]] }
    `,
    stock: `
      type Query { warehouses: [Warehouse!] }
      type Mutation { restock(sku: String!, by: Int = 1): Warehouse! }
      type Warehouse { name: String products: [Product] @provides(fields: "name dimensions { size }") }
      type Product @key(fields: "sku") {
        sku: String! name: String @external
        dimensions: Dimensions @external
        inStock: Boolean! delay: Int
        shipping(express: Boolean = true): Float @requires(fields: "dimensions { size weight }")
      }
      type Dimensions @shareable { size: Float weight: Float unit: Unit! }
      enum Unit { METRE GRAM }
    `,
    makers: `
      type Query { makers(in: [ID!]): [Maker!] }
      type Maker @key(fields: "id country { code }") { id: ID! country: Country! staff: Int! rivals: [Maker] best: Product }
      type Country @shareable { code: ID! }
      type Product @key(fields: "id") { id: ID! maker: Maker @shareable offers: [Offer!]! }
      type Offer { price: Float! seller: Maker! note: String }
    `,
  },
};

const moves: SupergraphDraft = {
  name: 'moves',
  mayMiss: true,
  mayFail: ['old', 'new', 'people'],
  steady: [],
  subgraphs: {
    old: `
      type Query { account(id: ID!): Account accounts: [Account!]! }
      type Mutation { open(name: String!): Account }
      type Account @key(fields: "id") { id: ID! name: String balance: Float! mail: String address: Address owner: Person }
      type Address @shareable { street: String town: String! }
      type Person @key(fields: "id") { id: ID! name: String! phone: String accounts: [Account] }
    `,
    new: `
      type Query { latest: Account }
      type Account @key(fields: "id") {
        id: ID!
        balance: Float! @override(from: "old")
        mail: String @override(from: "old", label: "percent(50)")
        address: Address @override(from: "old", label: "moved")
        history(last: Int = 2): [Movement!]
      }
      type Address @shareable { street: String town: String! }
      type Movement { amount: Float from: Account to: Account! }
    `,
    people: `
      type Query { person(id: ID!): Person people: [Person] }
      type Person @key(fields: "id") {
        id: ID! phone: String @override(from: "old", label: "percent(0)") friends: [Person!] born: Date
      }
      scalar Date
    `,
  },
};

const media: SupergraphDraft = {
  name: 'media',
  mayMiss: false,
  mayFail: ['reviews', 'shop'],
  steady: ['Film.length', 'Book.pages'],
  subgraphs: {
    library: `
      type Query { media: [Media] film: Film! search(text: String): [Found] }
      interface Media @key(fields: "id") { id: ID! title: String creator: Creator }
      type Film implements Media @key(fields: "id") { id: ID! title: String creator: Creator length: Int! }
      type Book implements Media @key(fields: "id") { id: ID! title: String creator: Creator pages: Int! editions: [Edition!] }
      type Song implements Media @key(fields: "id") { id: ID! title: String creator: Creator }
      interface Creator { name: String }
      type Person implements Creator @key(fields: "id") { id: ID! name: String works: [Media!] }
      type Band implements Creator { name: String members: [Person] }
      type Edition { year: Int! of: Book }
      union Found = Film | Book | Person | Edition
    `,
    reviews: `
      type Query { rated: [Media!] latest: Review }
      type Mutation { review(media: ID!, stars: Int! = 3): Review }
      type Media @key(fields: "id") @interfaceObject { id: ID! rating: Float reviews(first: Int = 2): [Review!] alike: Media }
      type Review { stars: Int! text: String about: Media by: Person }
      type Person @key(fields: "id") { id: ID! reviews: [Review] }
    `,
    shop: `
      type Query { offers: [Sellable] }
      interface Sellable { id: ID! price: Float }
      type Film implements Sellable @key(fields: "id") { id: ID! price: Float length: Int! @external perMinute: Float @requires(fields: "length") }
      type Book implements Sellable @key(fields: "id") { id: ID! price: Float bundle: [Sellable!] }
    `,
  },
};

const hidden: SupergraphDraft = {
  name: 'hidden',
  mayMiss: false,
  mayFail: ['machines', 'owners'],
  steady: ['Machine.secret'],
  subgraphs: {
    machines: `
      type Query { machines(state: State, where: Where): [Machine!] thing: Thing things: [Thing] parts: [Part!]! }
      type Mutation { stop(id: ID!, reason: Reason = { code: 1 }): Machine }
      input Where { state: State site: ID not: Where anyOf: [Where!] }
      input Reason { code: Int! text: String }
      enum State { ON OFF BROKEN @inaccessible }
      union Thing = Machine | Part | Ghost
      type Machine implements Owned @key(fields: "id") { id: ID! state: State states: [State!] secret: String @inaccessible parts: [Part] owner: Owner @shareable }
      type Part { number: Int! state: State machine: Machine raw: Raw }
      type Ghost @inaccessible { haunts: String }
      scalar Raw
      interface Owned { owner: Owner }
      type Owner @key(fields: "id") { id: ID! }
    `,
    owners: `
      type Query { owners: [Owner] owned: [Owned] }
      interface Owned { owner: Owner }
      type Owner implements Named @key(fields: "id") { id: ID! name: String machines: [Machine!] }
      interface Named { name: String }
      type Firm implements Named & Owned { name: String owner: Owner seats: [[Int!]!] }
      type Machine implements Owned @key(fields: "id") {
        id: ID! owner: Owner @shareable secret: String @external label(long: Boolean): String @requires(fields: "secret")
      }
    `,
  },
};

const chains: SupergraphDraft = {
  name: 'chains',
  mayMiss: true,
  mayFail: ['a', 'c', 'd'],
  steady: ['Link.weight'],
  subgraphs: {
    a: `
      type Query { link(id: ID = "0"): Link links: [[Link!]] node: Node }
      type Link @key(fields: "id") { id: ID! next: Link prior: [Link] weight: Int @shareable }
      union Node = Link | Knot
      type Knot @key(fields: "id") { id: ID! links: [Link!]! }
    `,
    b: `
      type Link @key(fields: "id") @key(fields: "upc") { id: ID! upc: ID! colour: Colour length: Float }
      enum Colour { RED GREEN BLUE }
    `,
    c: `
      type Link @key(fields: "upc") { upc: ID! length: Float @external price: Float @requires(fields: "length") twin: Link }
    `,
    d: `
      type Query { dear: [Link] }
      type Link @key(fields: "upc") { upc: ID! price: Float @external tax(rate: Float! = 0.19): Float @requires(fields: "price") knot: Knot }
      type Knot @key(fields: "id") { id: ID! tight: Boolean! name: String }
    `,
  },
};

/** Every supergraph that the gateways are compared on. */
export const supergraphs: readonly SupergraphDraft[] = [county, market, moves, media, hidden, chains];

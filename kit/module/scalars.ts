import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTimeISO, GraphQLGeoJSON, GraphQLLocalDate } from 'graphql-scalars';

const localDate = GraphQLLocalDate.toConfig();

/** A calendar day of Asia/Shanghai, `yyyy-MM-dd`. */
export const CalendarDate = new GraphQLScalarType({
  ...localDate,
  name: 'Date',
  description: '日期(公历,ISO 8601,yyyy-MM-dd;时区一律 Asia/Shanghai)。 A calendar day.',
  parseValue: (value) => readDay(localDate.parseValue(value)),
  parseLiteral: (node, variables) => readDay(localDate.parseLiteral(node, variables)),
});

// ISO 8601 has a year 0000, PostgreSQL has none.
function readDay(day: string): string {
  if (day >= '0001') return day;
  throw new GraphQLError(`Date cannot represent "${day}": the first year is 0001.`);
}

/** A moment, RFC 3339. */
export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: '时间(RFC 3339,带时区)。 A moment with its time zone.',
});

/** A geometry in GeoJSON (RFC 7946), coordinates in CGCS2000 (EPSG:4490). */
export const GeoJson = new GraphQLScalarType({
  ...GraphQLGeoJSON.toConfig(),
  name: 'GeoJSON',
  description: 'GeoJSON 几何(RFC 7946;坐标为 CGCS2000,EPSG:4490)。 A geometry.',
});

const decimalShape = /^-?\d{1,12}(\.\d{1,6})?$/;

function readDecimal(value: unknown): string {
  if (typeof value === 'string' && decimalShape.test(value)) return value;
  throw new GraphQLError(
    `Decimal cannot represent ${JSON.stringify(value)}: up to 12 digits and 6 decimals, as a string.`,
  );
}

/** An exact decimal number, sent as a string; money is in yuan. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: '十进制数,以字符串传输,不失精度;金额单位为元。 An exact decimal number as a string.',
  serialize: (value) => readDecimal(String(value)),
  parseValue: readDecimal,
  parseLiteral: (node) => readDecimal(node.kind === Kind.STRING ? node.value : undefined),
});

import {
  ColumnTypeEnum,
  DriverAdapterError,
  type ColumnType,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { errorCode } from "../src/error-code.ts";

// Prisma's own adapter stumbles over types of the system catalogue, and takes the main database for its scratch one.
// This one can do what it takes to describe a database to the schema engine, and no more.

const C = ColumnTypeEnum;
const COLUMN_TYPES: Record<number, ColumnType> = {
  ...{ 16: C.Boolean, 18: C.Character, 19: C.Text, 20: C.Int64, 21: C.Int32, 23: C.Int32, 26: C.Int64 },
  ...{ 700: C.Float, 701: C.Double, 1700: C.Numeric, 114: C.Json, 3802: C.Json, 2950: C.Uuid },
  ...{ 1082: C.Date, 1114: C.DateTime, 1184: C.DateTime },
  ...{ 1000: C.BooleanArray, 1002: C.CharacterArray, 1003: C.TextArray, 1009: C.TextArray, 1015: C.TextArray },
  ...{ 1005: C.Int32Array, 1007: C.Int32Array, 1016: C.Int64Array, 1028: C.Int64Array },
};
/** These the engine wants as they come over the wire. */
const AS_TEXT = new Set([20, 26, 114, 3802, 1700, 1082, 1114, 1184]);
const types = new pg.TypeOverrides();
for (const oid of AS_TEXT) types.setTypeParser(oid, (value: string) => value);

export class DescribeAdapter implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "postgres";
  readonly adapterName = "describe-pg";
  readonly #connection: pg.ClientConfig;
  readonly #clients: pg.Client[] = [];

  constructor(connection: pg.ClientConfig) {
    this.#connection = connection;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const client = new pg.Client(this.#connection);
    await client.connect();
    this.#clients.push(client);
    return session(client);
  }

  /** The engine itself keeps its sessions, and Prisma's lock in them, until it is collected. */
  async end(): Promise<void> {
    await Promise.all(this.#clients.splice(0).map((client) => client.end()));
  }

  connectToShadowDb(): Promise<SqlDriverAdapter> {
    return Promise.reject(new Error("The scratch database is the one that was given."));
  }
}

function session(client: pg.Client): SqlDriverAdapter {
  const run = async ({ sql, args }: SqlQuery) => {
    try {
      return await client.query<unknown[]>({ text: sql, values: args, rowMode: "array", types });
    } catch (error) {
      const code = errorCode(error);
      if (code === undefined || !(error instanceof Error)) throw error;
      const cause = {
        code,
        severity: "ERROR",
        message: error.message,
        detail: undefined,
        column: undefined,
        hint: undefined,
      };
      throw new DriverAdapterError({ kind: "postgres", originalCode: code, originalMessage: error.message, ...cause });
    }
  };
  return {
    provider: "postgres",
    adapterName: "describe-pg",
    async queryRaw(query): Promise<SqlResultSet> {
      const { fields, rows } = await run(query);
      return {
        columnNames: fields.map(({ name }) => name),
        columnTypes: fields.map(({ dataTypeID }) => COLUMN_TYPES[dataTypeID] ?? C.Text),
        rows,
      };
    },
    executeRaw: async (query) => (await run(query)).rowCount ?? 0,
    executeScript: async (script) => {
      await client.query(script);
    },
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    startTransaction: () => Promise.reject(new Error("Describing needs no transaction.")),
    dispose: () => Promise.resolve(), // DescribeAdapter.end
  };
}

// Hocuspocus as its makers run it, storing in PostgreSQL with their own extension and its default delays.
import { Database } from "@hocuspocus/extension-database";
import { Server } from "@hocuspocus/server";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 });
await pool.query("CREATE TABLE IF NOT EXISTS bench_document (name text PRIMARY KEY, data bytea NOT NULL)");

const server = new Server({
  port: Number(process.env.PORT),
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const found = await pool.query("SELECT data FROM bench_document WHERE name = $1", [documentName]);
        return found.rows[0]?.data ?? null;
      },
      store: async ({ documentName, state }) => {
        await pool.query(
          "INSERT INTO bench_document VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = excluded.data",
          [documentName, state],
        );
      },
    }),
  ],
});
await server.listen();

import type { Texts } from "./useSection";

/** A list that is filled in: its name in the request, and the fields of one row. */
export interface ListOf<Name extends string> {
  name: string;
  fields: readonly Name[];
}

type RowOf<Name extends string> = Record<Name, string>;

/** A field as the server names it in a refusal: "routes.0.what". */
export const at = <Name extends string>({ name }: ListOf<Name>, place: number, field: Name): string =>
  `${name}.${place}.${field}`;

const counter = ({ name }: ListOf<string>) => `${name}.count`;

/** How many rows these fields hold. */
export const countOf = (list: ListOf<string>, values: Texts): number => Number(values[counter(list)] ?? 0);

/** A row in which nothing is said yet. */
export const emptyRow = <Name extends string>({ fields }: ListOf<Name>): RowOf<Name> =>
  Object.fromEntries(fields.map((field) => [field, ""])) as RowOf<Name>;

/** The rows that the fields hold. */
export function rowsOf<Name extends string>(list: ListOf<Name>, values: Texts): RowOf<Name>[] {
  return Array.from({ length: countOf(list, values) }, (_, place) => {
    const row = emptyRow(list);
    for (const field of list.fields) row[field] = values[at(list, place, field)] ?? "";
    return row;
  });
}

/** The fields that show these rows. */
export function together<Name extends string>(list: ListOf<Name>, rows: readonly RowOf<Name>[]): Texts {
  const values: Texts = { [counter(list)]: String(rows.length) };
  rows.forEach((row, place) => {
    for (const field of list.fields) values[at(list, place, field)] = row[field];
  });
  return values;
}

/** The same fields with one more row. */
export const withOneMore = <Name extends string>(list: ListOf<Name>, values: Texts, row = emptyRow(list)): Texts =>
  together(list, [...rowsOf(list, values), row]);

/** The same fields without the row at this place; those below move up. */
export const without = <Name extends string>(list: ListOf<Name>, values: Texts, place: number): Texts =>
  together(
    list,
    rowsOf(list, values).filter((_row, other) => other !== place),
  );
